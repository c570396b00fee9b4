"""One article, with the AI features and the comments below it."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from markupsafe import escape

from broadsheet.model.answers import Answer, Sentence
from broadsheet.model.articles import SafeHtml, StoredArticle
from broadsheet.model.spans import Span
from broadsheet.service import answers, articles, comments, media, reading_states
from broadsheet.text.marking import mark
from broadsheet.text.sanitize import sanitize, sanitize_shown
from broadsheet.web import rights
from broadsheet.web.asking import Asking
from broadsheet.web.rendering import Ctx, Id, show
from broadsheet.web.words import paragraphs

router = APIRouter()
WIDTH = 1280  # pixels of the pictures in a text: the reading column of a fine screen
_WORDS = re.compile(r"words-(\d{1,9})-(\d{1,9})-(\d{1,9})")
_POINT = re.compile(r"([a-z]{1,20})-(\d{1,4})")

# Which receipt is shown: the feature of a sentence and its place in it, "points-0"; or words of a revision of the text,
# from the start to the end, "words-1-20-45".
Point = Annotated[str, Query(max_length=40)]


@router.get("/article/{article_id}")
def article(
    request: Request, ctx: Ctx, reader: Asking, article_id: Id, receipt: Point = "", unread: Point = ""
) -> Response:  # fmt: skip
    """One article, whole or as an excerpt, with what stands beside it. `receipt`: a sentence of an AI feature, whose
    words are marked in the text. `unread`: to look at it is not to have read it."""
    reading = articles.read(ctx, reader, article_id)
    told = answers.of_article(ctx, reader, reading.article) if reader else ()
    html, picture = _html(reading.article), partial(media.address, ctx, width=WIDTH)
    marked = _marked(html, reading.article, told, receipt, picture) if receipt else None
    return show(
        request,
        "article.html",
        reading=reading,
        answers=told,
        cited=answers.cited(ctx, reader, told) if reader else (),
        receipt=receipt,
        html=marked or sanitize_shown(html, picture),
        lost=bool(receipt) and marked is None and reading.permissions.summarise,
        thread=comments.thread(ctx, reader, article_id) if reader else None,
        state=(reading_states.of_article if unread else reading_states.opened)(ctx, reader, article_id),
        rights=rights.told(reading, ctx.clock(), visitor=reader is None),
    )


def _html(stored: StoredArticle) -> SafeHtml:
    """The text as HTML: the outlet's own, made safe, or the lines of an excerpt as paragraphs."""
    article = stored.article
    lines = "".join(f"<p>{escape(line)}</p>" for line in paragraphs(article.text))
    return article.html or sanitize(lines, article.url)


def _marked(
    html: SafeHtml, stored: StoredArticle, told: Sequence[Answer], receipt: str, picture: Callable[[str], str]
) -> SafeHtml | None:
    """The HTML with the words of a receipt marked; None where the words are not there (any more)."""
    one = _sentence(told, receipt)
    span = one.receipts[0].span if one else _span(stored, receipt)
    return mark(html, stored.article.text, span, picture) if span else None


def _span(stored: StoredArticle, receipt: str) -> Span | None:
    """The words that an address names itself, as those of a story do, while the text is still the same."""
    named = _WORDS.fullmatch(receipt)
    if named is None:
        return None
    revision, start, end = (int(each) for each in named.groups())
    return Span(start, end) if revision == stored.revision and start < end <= len(stored.article.text) else None


def _sentence(told: Sequence[Answer], receipt: str) -> Sentence | None:
    named = _POINT.fullmatch(receipt)
    if named is None:
        return None
    found = next((answer.sentences for answer in told if answer.feature.value == named[1]), ())
    return found[int(named[2])] if int(named[2]) < len(found) else None
