import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.model.copies import CopyKind, Credit, Fingerprint, LinkKind, Report
from broadsheet.understand.copies import (
    Copies,
    Text,
    Whence,
    containment,
    copy_tree,
    credits_of,
    decide,
    fingerprint,
    whence,
)

HOUR = 3600
LETTERS = ("ka", "lo", "mi", "ne", "ru", "ta", "vo", "shi", "pen", "dar", "gul", "wes")


def prose(seed: int, words: int = 240) -> str:
    """Sentences of words of no language, the same for a seed."""
    chance = random.Random(seed)
    said = ["".join(chance.choices(LETTERS, k=chance.choice([1, 2, 3]))) for _ in range(words)]
    return " ".join(" ".join(said[at : at + 12]).capitalize() + "." for at in range(0, words, 12))


WIRE = prose(1)


def text(article, words, hours=0, outlet=None):
    return Text(article, outlet or article, hours * HOUR, fingerprint(words))


def kinds(earlier, later):
    found = decide(text(1, earlier), text(2, later, hours=2))
    return found and found.kind


@settings(max_examples=40)
@given(st.text(max_size=1000))
def test_any_text_stands_in_itself_whole(words):
    one = fingerprint(words)
    assert containment(one, one) == (1.0 if one.size else 0.0)


@settings(max_examples=40)
@given(st.text(max_size=1000))
def test_a_fingerprint_is_the_same_after_it_was_stored(words):
    one = fingerprint(words)
    assert Fingerprint.from_bytes(one.to_bytes()) == one
    assert len(one.to_bytes()) <= 1000


@given(st.binary(max_size=60))
def test_other_bytes_are_no_fingerprint(stored):
    try:
        Fingerprint.from_bytes(stored)
    except ValueError:
        return
    assert stored[0] == 1


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(60, 900), st.floats(0.15, 1))
def test_a_text_that_is_cut_stands_in_the_whole(seed, words, share):
    whole = prose(seed, words)
    part = whole[: round(len(whole) * share)].rsplit(" ", 1)[0]
    assert containment(fingerprint(part), fingerprint(whole)) == 1.0


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_two_texts_of_their_own_share_nothing(seed):
    assert containment(fingerprint(prose(seed)), fingerprint(prose(seed + 1))) < 0.1


@pytest.mark.parametrize(
    "words",
    [
        "北海道の港で昨夜、大きな船が桟橋に衝突した。" * 3,
        "سفينة كبيرة ضربت الرصيف الشمالي في المرفأ مساء امس",
        "เรือเฟอร์รี่ชนท่าเรือ",
    ],
)
def test_every_script_has_fingerprints(words):
    assert fingerprint(words).size


def test_typography_makes_no_other_text():
    straight = 'He said "the pier is closed until further notice" - and that\'s all, the office said on Monday.'
    curly = "He said “the pier is closed until further notice” – and that’s all, the office said on Monday."
    assert containment(fingerprint(straight), fingerprint(curly)) == 1.0


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        (WIRE, CopyKind.COPY),
        (WIRE.upper(), CopyKind.COPY),
        (prose(2, 12) + " " + WIRE.split(". ", 1)[1], CopyKind.COPY),  # another beginning
        (WIRE[: len(WIRE) // 3], CopyKind.COPY),  # a cut end
        (WIRE + "\n" + prose(3, 120), CopyKind.COPY),  # paragraphs of its own
        (WIRE[: len(WIRE) // 2] + prose(3, 140), CopyKind.PARTIAL),
        (WIRE + prose(3, 1200), None),
        (prose(4), None),
        ("", None),
    ],
)
def test_a_copy_may_be_cut_edited_and_added_to(later, kind):
    assert kinds(WIRE, later) == kind


def test_two_that_quote_one_speech_are_no_copies():
    speech = "".join(f"“{prose(seed, 48)}” " for seed in range(10, 14))
    assert kinds(prose(5, 60) + speech, speech + prose(6, 60)) is None


def test_teasers_are_copies_of_nothing():
    assert kinds("Read the whole story on our site.", "Read the whole story on our site.") is None


def test_an_outlet_may_repeat_its_own_background():
    shared = prose(7, 120)
    one, other = text(1, prose(8, 160) + shared, outlet=5), text(2, shared + prose(9, 20), hours=9, outlet=5)
    found = decide(one, other)
    assert found and found.kind is CopyKind.PARTIAL


def test_the_later_is_the_copy_and_the_reason_says_how_much_and_when():
    found = decide(text(1, WIRE, hours=5), text(2, WIRE, hours=3))
    assert (found.article, found.of, found.share, found.reason) == (1, 2, 1.0, "100 % the same text, 2 hours later")


def test_a_stream_finds_copies_long_after():
    index = Copies()
    assert index.add(1, 1, 0, fingerprint(WIRE)) == ()
    for number in range(2, 100):
        assert index.add(number, number, number, fingerprint(prose(number))) == ()
    [found] = index.add(900, 9, 10**7, fingerprint(WIRE[: len(WIRE) // 2] + prose(901, 20)))
    assert (found.article, found.of, found.kind) == (900, 1, CopyKind.COPY)


def test_the_earlier_that_comes_late_is_the_original():
    index = Copies()
    index.add(1, 1, 50 * HOUR, fingerprint(WIRE))
    [found] = index.add(2, 2, 10 * HOUR, fingerprint(WIRE))
    assert (found.article, found.of) == (1, 2)


def test_two_hundred_copies_do_not_push_out_their_original():
    index = Copies()
    for number in range(200):
        found = index.add(number, number, number, fingerprint(WIRE + prose(number, 40)))
        assert not number or 0 in {copy.of for copy in found}
    assert index.add(5000, 5, 10**6, fingerprint(WIRE))[0].of == 0


def test_what_is_restored_finds_the_same():
    texts = [text(number, prose(number), hours=number) for number in range(1, 60)]
    index = Copies()
    index.restore(replace(one, print=Fingerprint.from_bytes(one.print.to_bytes())) for one in texts)
    assert [copy.of for copy in index.add(99, 9, 10**7, fingerprint(prose(30)))] == [30]


def test_the_oldest_are_forgotten_when_there_are_too_many():
    index = Copies(most=40)
    for number in range(100):
        index.add(number, number, number, fingerprint(prose(number)))
    assert len(index) <= 40
    assert index.add(200, 1, 200, fingerprint(prose(0))) == ()
    assert index.add(201, 1, 201, fingerprint(prose(99)))


@pytest.mark.parametrize(
    ("words", "authors", "credited"),
    [
        ("PORT ALDER (AP) — A ferry struck a pier.", (), [("AP", "credit")]),
        ("PORT ALDER, Monday (Reuters) - A ferry struck a pier.", (), [("Reuters", "credit")]),
        ("Alder (dpa/AFP) - Eine Fähre rammte die Mole.", (), [("dpa", "credit"), ("AFP", "credit")]),
        ("A ferry struck a pier. The pier is closed.", ("By Associated Press",), [("AP", "credit")]),
        ("A ferry struck a pier.", ("Ada Quill and Reuters",), [("Reuters", "credit")]),
        ("A ferry struck a pier. The pier is closed. TTXVN", (), [("TTXVN", "credit")]),
        ("Eine Fähre rammte die Mole.\nQuelle: dpa", (), [("dpa", "credit")]),
        ("A ferry struck a pier. The Associated Press contributed to this report.", (), [("AP", "reported")]),
        ("The AP was founded in 1846, and Reuters in 1851. Both are agencies.", (), []),
    ],
)
def test_agencies_are_credited_in_bylines_datelines_and_last_lines(words, authors, credited):
    assert [(one.outlet_name, one.kind) for one in credits_of(words, authors)] == credited


def report(number, outlet, words, hours, *cites):
    return Report(number, outlet, hours * HOUR, fingerprint(words), cites)


AP, TOLD = Credit("Associated Press", "credit", 0), Credit("Harbour Gazette", "told", 40)


def drawn(tree):
    """Each branch as what it is, from whom, and how."""
    names = [branch.outlet for branch in tree.branches]
    return [
        (one.outlet, None if one.parent is None else names[one.parent], one.link and one.link.value)
        for one in tree.branches
    ]


def test_a_tree_says_who_has_it_from_whom():
    tree = copy_tree(
        [
            report(3, "Coast Star", WIRE[: len(WIRE) // 2], 5),
            report(1, "Harbour Gazette", WIRE, 1),
            report(2, "Valley Post", WIRE[: len(WIRE) // 2] + prose(3, 140), 3),
            report(4, "Morning Echo", prose(4), 6),
            report(5, "Evening Echo", prose(5), 7, TOLD),
        ]
    )
    assert drawn(tree) == [
        ("Harbour Gazette", None, None),
        ("Valley Post", "Harbour Gazette", "partial"),
        ("Coast Star", "Harbour Gazette", "copy"),
        ("Evening Echo", "Harbour Gazette", "cites"),
        ("Morning Echo", None, None),
    ]
    assert (tree.articles, tree.independent) == (5, 2)
    assert tree.branches[2].reason == "100 % the same text, 4 hours later"


def test_an_agency_outside_is_the_root_of_whoever_credits_it_and_of_those_with_the_same_text():
    tree = copy_tree([report(1, "Valley Post", WIRE, 1), report(2, "Coast Star", WIRE, 2, AP)])
    assert drawn(tree) == [("AP", None, None), ("Valley Post", "AP", "credit"), ("Coast Star", "AP", "credit")]
    assert (tree.articles, tree.independent) == (2, 1)
    assert tree.branches[1].reason == "the text of Coast Star, which credits AP"


def test_an_agency_among_the_articles_is_the_source_even_when_its_page_is_dated_later():
    tree = copy_tree([report(1, "Valley Post", WIRE, 1), report(2, "AP", WIRE, 2)])
    assert drawn(tree) == [("AP", None, None), ("Valley Post", "AP", "copy")]


def test_two_that_cite_each_other_make_no_circle():
    tree = copy_tree(
        [
            report(1, "Harbour Gazette", prose(1), 1, Credit("Valley Post", "reported", 5)),
            report(2, "Valley Post", prose(2), 2, TOLD),
        ]
    )
    assert drawn(tree) == [("Harbour Gazette", None, None), ("Valley Post", "Harbour Gazette", "cites")]


def test_who_is_named_far_down_is_told_but_is_no_source():
    [one] = copy_tree([report(1, "Valley Post", prose(1), 1, Credit("Coast Star", "reported", 2000))]).branches
    assert (one.parent, one.also) == (None, ("Coast Star",))


def test_an_outlet_with_two_reports_is_one_independent_voice():
    tree = copy_tree([report(1, "Valley Post", prose(1), 1), report(2, "Valley Post", prose(2), 2)])
    assert (tree.articles, tree.independent) == (2, 1)


@settings(max_examples=10)
@given(st.permutations(range(12)))
def test_the_tree_is_the_same_in_whatever_order_the_articles_come(order):
    reports = [
        report(n, f"Outlet {n}", prose(n % 4) + prose(50 + n, 12 * (n % 3)), n, *([AP] * (n == 7))) for n in range(12)
    ]
    tree = copy_tree(reports)
    assert copy_tree([reports[n] for n in order]) == tree
    assert tree.articles == 12
    assert all(one.parent is None or one.parent < at for at, one in enumerate(tree.branches))
    assert LinkKind.COPY in {one.link for one in tree.branches}


def test_nothing_makes_an_empty_tree():
    assert (copy_tree([]).articles, copy_tree([]).independent) == (0, 0)


def test_an_article_says_in_two_names_whom_it_has_its_news_from():
    said = "TIDEWICK (AP) - The Harbour Gazette reported that the pier is closed."
    assert whence(said, (), "Herald", ["Harbour Gazette"]) == Whence("AP", "Harbour Gazette")
    assert whence("The pier is closed.", ("Ada Quill, Reuters",), "Herald") == Whence("Reuters", "")
    assert whence(said, (), "Associated Press") == Whence("AP", "")
    late = "The pier is closed. " * 60 + "The Harbour Gazette reported it first."
    assert whence(late, (), "Herald", ["Harbour Gazette"]) == Whence("", "")
