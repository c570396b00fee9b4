from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.understand.quotes import quotes


def said(text: str, language: str | None = "en") -> list[tuple[str, str]]:
    return [(one.speaker, one.words) for one in quotes(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "words"),
    [
        ("en", '"We will not shut the pier," said Ada Quill.', "Ada Quill", "We will not shut the pier,"),
        ("en", "Ada Quill, the mayor of Tidewick, said: “It is far too late.”", "Ada Quill", "It is far too late."),
        ("en", "'It is the workers' harbour now,' Quill told the Lamp.", "Quill", "It is the workers' harbour now,"),
        ("en", 'A spokesman for the port said: "We have nothing to add."', "A spokesman for the port",
         "We have nothing to add."),
        ("en", 'According to Paul Tern, "nobody saw the boat sink".', "Paul Tern", "nobody saw the boat sink"),
        ("de", "„Wir können heute nicht auslaufen“, sagte Jörn Feddersen.", "Jörn Feddersen",
         "Wir können heute nicht auslaufen"),
        ("de", "Am Abend sagte Jörn Feddersen: »Das Wetter ist zu schlecht.«", "Jörn Feddersen",
         "Das Wetter ist zu schlecht."),
        ("fr", "« Nous ne fermerons pas le port », a déclaré la ministre Jeanne Vauclair.", "Jeanne Vauclair",
         "Nous ne fermerons pas le port"),
        ("es", "El alcalde Tomás Ibarra dijo: «No vamos a cerrar el puerto».", "Tomás Ibarra",
         "No vamos a cerrar el puerto"),
        ("es", "—No vamos a cerrar el puerto —dijo Tomás Ibarra—. Es todo.", "Tomás Ibarra",
         "No vamos a cerrar el puerto"),
        ("ru", "«Мы не закроем наш порт», — заявил Иван Лодкин.", "Иван Лодкин", "Мы не закроем наш порт"),
        ("sv", "– Vi har hittat en båt, säger Karin Holm från polisen.", "Karin Holm", "Vi har hittat en båt"),
        ("sv", "”Det är inte klart ännu”, säger Karin Holm.", "Karin Holm", "Det är inte klart ännu"),
        ("ar", 'قال الوزير سالم البحري إن "الميناء لن يغلق هذا العام".', "سالم البحري",
         "الميناء لن يغلق هذا العام"),
        ("zh", "港务局长王海说：“我们今年不会关闭港口。”", "港务局长王海", "我们今年不会关闭港口。"),
        ("ja", "田中市長は「港を閉鎖することはない」と述べた。", "田中市長", "港を閉鎖することはない"),
        ("ko", '김바다 청장은 "올해 항구를 절대 닫지 않을 것"이라고 말했다.', "김바다 청장",
         "올해 항구를 절대 닫지 않을 것"),
        ("hi", 'मंत्री मोहन सागर ने कहा, "हम बंदरगाह बंद नहीं करेंगे।"', "मोहन सागर", "हम बंदरगाह बंद नहीं करेंगे।"),
    ],
)  # fmt: skip
def test_the_speaker_stands_beside_the_words(language, text, speaker, words):
    assert said(text, language) == [(speaker, words)]


def test_a_quotation_that_is_parted_has_one_speaker():
    text = '"We opened the pier," Ada Quill said. "It took us a year." It rained. '
    first, second = quotes(text, "en")
    assert first.speaker == second.speaker == "Ada Quill"
    assert (first.goes_on, second.goes_on) == (False, True)


def test_a_quotation_of_several_paragraphs_has_one_speaker():
    text = "Ada Quill said: “We opened the pier.\n“It took us a year.\n“Now it is yours.”\nPaul Tern left."
    assert [speaker for speaker, _ in said(text)] == ["Ada Quill"] * 3


def test_a_line_below_a_quotation_may_sign_it():
    assert said("It rained.\n“We opened the pier on Monday.”\n— Ada Quill\nPaul Tern left.")[0][0] == "Ada Quill"


def test_a_surname_is_given_in_full_where_the_text_has_the_full_name():
    assert said('Ada Quill is mayor. "The pier is open again," Quill said.')[0][0] == "Ada Quill"


def test_a_pronoun_means_who_spoke_before_and_otherwise_nobody():
    spoke = 'Ada Quill said: "The pier is open again."\nShe added: "It took us a year."'
    assert [speaker for speaker, _ in said(spoke)] == ["Ada Quill", "Ada Quill"]
    assert said('It rained.\nHe added: "It took us a year."') == [("", "It took us a year.")]


def test_the_mention_beside_the_words_is_given_too():
    text = 'Ada Quill said: "The pier is open again." She added: "It took us a year."'
    assert [one.named_at.of(text) for one in quotes(text, "en")] == ["Ada Quill", "She"]


@pytest.mark.parametrize(
    "text",
    [
        "They call it the 'demilitarisation' of the pier.",
        "The dogs' tails and the '90s, rock 'n' roll, and the workers' rights and the boats' sails.",
        'She read "The Lamps of Old Tidewick" at night.',
        "- milk, bread and some butter",
        "A board of 6'2\" and one of 5'9\" were sold.",
    ],
)
def test_what_is_only_marked_is_no_quotation(text):
    assert said(text) == []


def test_nested_quotations_are_part_of_the_outer_one():
    assert said("\"He told me 'it is time to go' and left,\" said Ada Quill.") == [
        ("Ada Quill", "He told me 'it is time to go' and left,")
    ]


_PIECES = st.sampled_from(
    [
        '"',
        "'",
        "“",
        "”",
        "«",
        "»",
        "「",
        "」",
        "\n",
        ". ",
        ", ",
        " said ",
        "Ada ",
        "Quill",
        " he ",
        "– ",
        "说：",
        "ने कहा ",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=40).map("".join), st.sampled_from(["en", "de", None])
)
def test_of_any_text_the_words_are_verbatim_and_in_order(text, language):
    found = quotes(text, language)
    assert all(one.words == text[one.start : one.end] for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.named_at is None or one.named_at.of(text) for one in found)


@pytest.mark.parametrize("unit", ['"', "' ", "“a ", "s' a", "「", '"a b c d," said He. ', "\n“a b c d", "– a, said "])
def test_text_made_to_be_slow_is_read_in_bounds(unit):
    assert len(quotes(unit * 50_000, "en")) <= 200
