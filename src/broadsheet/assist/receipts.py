"""Receipts: the words in an article that a sentence rests on, and the check that they are there. Pure.

The check is made each time that an answer is shown, on the text as it is now. What does not pass is left out and
counted: an answer never shows a sentence that the article does not hold.
"""

from dataclasses import replace

from broadsheet.model.answers import Answer, Receipt, Sentence
from broadsheet.model.spans import Span


def sentence(article_id: int, revision: int, text: str, span: Span, label: str = "", kind: str = "") -> Sentence:
    """The words at `span` of the text as a sentence of an answer, with the receipt for them."""
    return Sentence(span.of(text), (Receipt(article_id, revision, span),), label, kind)


def checked(answer: Answer, article_id: int, revision: int, text: str) -> Answer:
    """The answer with those of its sentences only whose receipts hold for this text of this article."""
    held = tuple(one for one in answer.sentences if _holds(one, article_id, revision, text))
    return replace(answer, sentences=held, lost=len(answer.sentences) - len(held))


def _holds(one: Sentence, article_id: int, revision: int, text: str) -> bool:
    """A sentence that is verbatim holds where each receipt is for this revision and has the very words."""
    return bool(one.receipts) and all(
        receipt.article_id == article_id
        and receipt.revision == revision
        and 0 <= receipt.span.start < receipt.span.end <= len(text)
        and receipt.span.of(text) == one.text
        for receipt in one.receipts
    )
