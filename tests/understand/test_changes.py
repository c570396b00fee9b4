from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model.revisions import ChangeKind, Swap, Version
from broadsheet.understand.changes import compare, doubt, pieces

BODY = (
    "Four soldiers left for the training ground on Monday. The ministry sent 140 tanks to the border on 3 June.\n"
    "“We will not leave anybody behind,” said Anna Kowalska, the mayor of Gdynia. Donald Smith said nothing about it.\n"
    "The road was closed for 4.2 kilometres, and 1,204 people waited."
)
OLD = Version("Ministry sends 140 tanks", "The border stays closed.", BODY)
H, N, NAME, Q, R, A, W, C = ChangeKind


def new(*swaps, **more):
    text = more.pop("text", BODY)
    for before, after in swaps:
        assert before in text
        text = text.replace(before, after)
    return replace(OLD, text=text, **more)


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        (OLD, ()),
        (new(title="Ministry sends 104 tanks"), (H, N)),
        (new(title="Ministry: tanks are on their way to the border"), (H, N)),
        (new(("140 tanks", "104 tanks")), (N,)),
        (new(("Four soldiers", "Five soldiers")), (N,)),
        (new(("Four soldiers", "4 soldiers")), (W,)),
        (new(("3 June", "5 June")), (N,)),
        (new(("3 June", "3 July")), (N,)),
        (new(("4.2", "42")), (N,)),
        (new(("1,204", "1204")), (C,)),
        (new(("Anna Kowalska", "Anna Nowak")), (NAME,)),
        (new((" Donald Smith said nothing about it.", " A man said nothing about it.")), (NAME,)),
        (new(("Donald Smith said", "Smith said")), (W,)),
        (new(("not leave anybody behind", "never leave a man behind")), (Q,)),
        (new((" Donald Smith said nothing about it.", "")), (R,)),
        (new(("“We will not leave anybody behind,” said Anna Kowalska, the mayor of Gdynia. ", "")), (Q, R)),
        (new(text=BODY + "\nThe army did not answer questions."), (A,)),
        (new(("was closed", "was shut")), (W,)),
        (replace(OLD, lead="The border is still closed."), (W,)),
        (replace(OLD, lead="", text="The border stays closed.\n" + BODY), (C,)),
        (new(("“", '"'), ("”", '"')), (C,)),
        (new(("\n", "\n\n"), (". ", ".\u00a0 ")), (C,)),
        (new(title="Ministry sends 140 tanks."), (C,)),
        (new(text=BODY + "\nUpdated 3 June 2025 at 14:05 GMT"), (C,)),
        (new(text=BODY + "\nRead more: Tanks were late in May, too."), (C,)),
        (new(text=BODY + "\nWhat the tanks cost\nWho drives the tanks"), (C,)),
        (new(text=BODY + "\n1,305 views"), (C,)),
    ],
)
def test_each_change_is_told_by_its_kind(changed, kinds):
    assert compare(OLD, changed, "en").kinds == kinds


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Updated 2 hours ago.", "Updated 3 hours ago."),
        ("Stand: 3. Juni 2025, 14:05 Uhr", "Stand: 3. Juni 2025, 16:10 Uhr"),
        ("Publié le 3 juin 2025 à 10h05", "Mis à jour le 4 juin 2025 à 11h12"),
        ("The video, which has 1,204 views, shows it.", "The video, which has 9,800 views, shows it."),
        ("Police came 3 hours ago.", "Police came 4 hours ago."),
        ("12 comments", "19 comments"),
    ],
)
def test_update_times_and_counters_are_churn(before, after):
    rest = "\nThe bridge was closed on Monday. It opens again next week."
    assert compare(Version("Bridge", "", before + rest), Version("Bridge", "", after + rest), "en").is_churn


@pytest.mark.parametrize(
    ("before", "after", "language", "swaps"),
    [
        ("It sent 140 tanks.", "It sent 104 tanks.", "en", [("140", "104")]),
        ("It cost $5 million.", "It cost €6 million.", "en", [("$5", "€6")]),
        ("Es kamen zwölf Leute.", "Es kamen elf Leute.", "de", [("zwölf", "elf")]),
        ("أرسلت الوزارة ١٤٠ دبابة.", "أرسلت الوزارة ١٠٤ دبابات.", "ar", [("١٤٠", "١٠٤")]),
        ("警方说有140人受伤。", "警方说有104人受伤。", "zh", [("140", "104")]),
        ("In 3 of 5 towns.", "In 4 of 6 towns.", "en", [("3", "4"), ("5", "6")]),
        ("It happened on 3 June.", "It happened on June 5.", "en", [("3 June", "June 5")]),
        ("Five, five and five.", "Five and five.", "en", [("five", "")]),
    ],
)
def test_what_became_what_is_told(before, after, language, swaps):
    change = compare(Version("T", "", before), Version("T", "", after), language)
    assert list(change.swaps) == [Swap(N, *swap) for swap in swaps]


def test_a_name_that_became_another_is_told():
    change = compare(OLD, new(("Anna Kowalska", "Anna Nowak")), "en")
    assert change.swaps == (Swap(NAME, "Anna Kowalska", "Anna Nowak"),)


def test_an_edit_says_where_the_sentence_stands_in_both():
    changed = new(("140 tanks", "104 tanks"))
    (edit,) = compare(OLD, changed, "en").edits
    assert edit.before.of(OLD.words) == "The ministry sent 140 tanks to the border on 3 June."
    assert edit.after.of(changed.words) == "The ministry sent 104 tanks to the border on 3 June."


def test_a_sentence_that_only_moved_is_wording():
    first, *rest = BODY.split("\n")
    assert compare(OLD, new(text="\n".join([*rest, first])), "en").kinds == (W,)


def test_a_text_of_very_many_sentences_is_compared_to_its_end():
    long = "\n".join(f"Sentence number {n} stands here." for n in range(6000))
    assert compare(Version("T", "", long), Version("T", "", long.replace("1321", "9321")), "en").kinds == (N,)
    assert not compare(Version("T", "", long), Version("T", "", long.replace("5999", "9999")), "en").is_churn
    same = Version("T", "", "It is so. " * 6000)
    assert not compare(same, replace(same, text=same.text + "And so on."), "en").is_churn


@pytest.mark.parametrize(
    "unit", ["1.1", "a b ", "“", "x\n", "3 June ", "1,204 views ", "Read more: ", "警方说。", "A. "]
)
def test_a_hostile_text_is_compared_in_bounded_time(unit):
    assert compare(Version("T", "", unit * 100_000), Version("T", "", "2" + unit * 90_000), "en").kinds


def test_what_came_instead_of_an_article_is_doubted():
    def doubted(changed):
        return doubt(OLD, changed, compare(OLD, changed, "en"))

    assert doubted(new(("140 tanks", "104 tanks"))) is None
    assert doubted(new(title="Border: minister speaks")) is None
    assert "Less than half" in doubted(new(text=BODY[:100]))
    assert "another article" in doubted(Version("Weather: rain", "", "It will rain. " * 40))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("It sent 140 tanks.", "It sent 104 tanks.", "It sent [140][+104] tanks."),
        ("the old town", "a new town", "[the old][+a new] town"),
        ("the town", "the old town", "the[+ old] town"),
        ("警方说有1人", "警方说有2人", "警方说有[1][+2]人"),
        ("", "all new", "[+all new]"),
        ("gone", "", "[gone]"),
        ("same", "same", "same"),
    ],
)
def test_the_words_that_went_and_came_are_shown_in_place(before, after, shown):
    signs = {"same": "{}", "gone": "[{}]", "new": "[+{}]"}
    assert "".join(signs[piece.op].format(piece.text) for piece in pieces(before, after)) == shown


SOME = (
    "a",
    "b",
    "140",
    "104",
    "“x",
    "y",
    "z",
    "w”",
    "Smith.",
    "\n",
    "It.",
    "3",
    "June",
    "Read",
    "more:",
    ".",
    "،",
    "警方。",
)
words = st.lists(st.sampled_from(SOME), max_size=30)
texts = words.map(" ".join) | st.text(max_size=80)


@given(
    st.builds(Version, texts, texts, texts),
    st.builds(Version, texts, texts, texts),
    st.sampled_from(["en", "ar", None]),
)
def test_any_two_versions_can_be_compared(one, other, language):
    change = compare(one, other, language)
    assert 0 <= change.kept <= 1 and bool(change.kinds) == (one != other)
    for edit in change.edits:
        assert 0 <= edit.before.start <= edit.before.end <= len(one.words)
        assert 0 <= edit.after.start <= edit.after.end <= len(other.words)
        assert edit.kinds and not (edit.before.of(one.words) == edit.after.of(other.words) == "")


@given(texts, texts)
def test_the_pieces_make_both_sentences(one, other):
    found = pieces(one, other)
    assert "".join(piece.text for piece in found if piece.op != "new") == one
    assert "".join(piece.text for piece in found if piece.op != "gone") == other
