from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.sentences import sentences


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at noon.|It was late.|Why?|Nobody knew!",
        "Mr. Quill met J. K. Tern of the U.S. Senate at 3 p.m. today.|He paid 3.5 million vs. 2 before.",
        "He went to the U.S.|The pier is closed.",
        '"It is so," she said.|"Why?" Tern asked.|"Stop!" he cried.|(He was ill.)|And... well.|Yes…',
        "Am 3. Oktober kam Dr. Feddersen z.B. nach Grauhafen.|Er sagte: „Das geht.“|Im 19. Jahrhundert war das so.",
        "« Non. »|Il partit.|M. Dupont a dit : « Oui. »",
        "¿Quién viene?|¡Nadie!|El Sr. Ibarra calla.",
        "А. С. Лодкин родился в г. Морске в 1799 г. в семье.|Он жил на ул. Портовой.|Это 5 млн руб.|Он ушёл.",
        "قال الوزير د. سالم إن الوضع صعب.|هل يأتي؟|نعم.",
        "नाव चली गई।|क्या वह आएगी?|हाँ।",
        "港口关闭了。|真的吗？|是的！",
        "田中氏は「行く。来る。」と述べた。|雨が降った。",
        "Πού είναι;|Δεν ξέρω.",
        "Նավը գնաց։|Լավ է։",
    ],
)
def test_a_stop_ends_a_sentence_unless_something_speaks_against_it(text):
    # Chinese and Japanese need no space between sentences.
    joined = text.replace("|", "" if "\u3000" < text[0] < "\ua000" else " ")
    assert cut(joined) == text.split("|")


def test_a_line_break_ends_a_sentence_without_a_stop():
    assert cut("Pier opened\nThe mayor came\n\n  She sang. ") == ["Pier opened", "The mayor came", "She sang."]


def test_a_closing_mark_stays_with_its_sentence():
    assert cut("'It is over.' The harbour was empty. (\"It is over.\") Rain fell.") == [
        "'It is over.'",
        "The harbour was empty.",
        '("It is over.")',
        "Rain fell.",
    ]


def test_a_long_thai_paragraph_is_cut_at_spaces():
    text = " ".join(["ท่าเรือเปิดอีกครั้งในวันจันทร์" * 2] * 8)
    pieces = cut(text)
    assert len(pieces) > 2
    assert " ".join(pieces) == text


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" .!?。」”\"'\n«»Aa1")), max_size=300))
def test_the_sentences_of_any_text_are_in_order_bare_and_lose_nothing(text):
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@pytest.mark.parametrize("unit", [". ", "a. ", "「", "。", "\n", '" ', "U.S. ", "ก "])
def test_text_made_to_be_slow_is_cut_in_time(unit):
    assert sentences(unit * 100_000) is not None
