from dataclasses import replace

import pytest

from broadsheet.assist.receipts import checked, sentence
from broadsheet.model.answers import Answer, Feature, Receipt
from broadsheet.model.spans import Span

TEXT = "The pier is open. Ada said so. Nobody else did."


@pytest.fixture
def answer():
    return Answer(Feature.POINTS, 2, 1, (sentence(7, 2, TEXT, Span(0, 17)), sentence(7, 2, TEXT, Span(18, 30), "Ada")))


def test_sentences_that_the_text_holds_are_shown(answer):
    assert checked(answer, 7, 2, TEXT) == answer
    assert [one.text for one in answer.sentences] == ["The pier is open.", "Ada said so."]


def test_a_sentence_whose_words_are_gone_is_left_out_and_counted(answer):
    left = checked(answer, 7, 2, TEXT.replace("open", "shut"))
    assert [one.text for one in left.sentences] == ["Ada said so."] and left.lost == 1


@pytest.mark.parametrize(
    "receipt",
    [
        Receipt(8, 2, Span(0, 17)),  # another article's
        Receipt(7, 1, Span(0, 17)),  # an older revision's
        Receipt(7, 2, Span(0, 16)),  # fewer words
        Receipt(7, 2, Span(-17, 0)),
        Receipt(7, 2, Span(0, 10_000)),
    ],
)
def test_a_receipt_for_something_else_proves_nothing(answer, receipt):
    forged = replace(answer, sentences=(replace(answer.sentences[0], receipts=(receipt,)),))
    assert checked(forged, 7, 2, TEXT).lost == 1


def test_a_sentence_without_a_receipt_is_never_shown(answer):
    bare = replace(answer, sentences=(replace(answer.sentences[0], receipts=()),))
    assert checked(bare, 7, 2, TEXT).sentences == ()
