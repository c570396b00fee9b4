"""Extraction by itself, without an archive: what the Unix tool `broadsheet extract` does with one page."""

import time
from typing import Any

from broadsheet.errors import BroadsheetError, ExtractError
from broadsheet.extract.article import Explained, explained, extract, extract_among
from broadsheet.extract.evidence import Choice
from broadsheet.extract.memory import grown
from broadsheet.extract.verdicts import Verdict, verdicts
from broadsheet.model.articles import Article
from broadsheet.model.listings import Image
from broadsheet.model.moments import Moment
from broadsheet.model.pages import Page
from broadsheet.model.rights import Said
from broadsheet.model.sites import Memory
from broadsheet.text import urls


def extract_page(page: Page) -> Article:
    """The article of one page. Raises ExtractError, with the reason, where it holds none."""
    return extract(page)


def explain_page(page: Page, site: Memory | None = None) -> dict[str, Any]:
    """`blocks`: each block of a page in its order, with the reason why it is in the article or not. `explained`: what
    spoke for each field; left out where the page holds no article. Raises ExtractError where it cannot be read."""
    found = verdicts(page, site)
    blocks = [_block(one) for one in found.blocks]
    try:
        return {"explained": as_evidence(explained(page, None, site), found.lead), "blocks": blocks}
    except ExtractError as error:
        return {"blocks": [_refused(block, error.reason) for block in blocks]}


def as_evidence(found: Explained, lead: Choice[str]) -> dict[str, dict[str, Any]]:
    """What spoke for each field of an article: by its name `value`, the `source` that was believed ("" where none
    was), `because`, and `told`: every witness's `source` and own `text`."""
    weighed = found.weighed
    value = as_record(found.article, "", found.article.url, 0)
    fields = {name: _choice(value[name], getattr(weighed, name)) for name in weighed.__slots__}
    return {"title": fields.pop("title"), "lead": _choice(value["lead"], lead), **fields}


def _refused(block: dict[str, Any], reason: str) -> dict[str, Any]:
    """A block of a page that holds no article after all."""
    return {**block, "kept": False, "because": f"{block['because']}; but: {reason}"} if block["kept"] else block


def _block(one: Verdict) -> dict[str, Any]:
    return {"path": one.path, "words": one.words, "kept": one.kept, "because": one.because, "score": one.score}


def _choice(value: object, choice: Choice[Any]) -> dict[str, Any]:
    told = [{"source": one.source, "text": one.text} for one in choice.told]
    return {"value": value, "source": choice.source, "because": choice.because, "told": told}


class Siblings:
    """Pages read one after the other, among those of their sites that came before."""

    def __init__(self) -> None:
        self._sites: dict[str, Memory] = {}

    def explain_page(self, page: Page) -> dict[str, Any]:
        """What `explain_page` says, among the pages that were read before. Nothing is learned from it."""
        return explain_page(page, self._sites.get(urls.site(page.final_url)))

    def extract_page(self, page: Page) -> Article:
        """The article of one page, among those that were read before. Raises ExtractError where it holds none."""
        memory = self._sites.get(urls.site(page.final_url), Memory())
        article, impression = extract_among(page, None, memory)
        if impression is not None:
            self._sites[impression.site] = grown(memory, impression, int(time.time()))
        return article


def as_record(article: Article, id: str, url: str, cpu_ms: float) -> dict[str, Any]:  # noqa: A002 (the record's key)
    """An article as the tool prints it: `id` and `url` as they were given, times as ISO 8601 in the outlet's zone,
    `cpu_ms`: milliseconds of processor time, `error`: None."""
    return {
        "id": id,
        "url": url or article.url,
        "title": article.title,
        "lead": article.lead,
        "text": article.text,
        "html": article.html,
        "authors": list(article.authors),
        "published": _iso(article.published),
        "modified": _iso(article.modified),
        "language": article.language,
        "image": _image(article.image),
        "section": article.section,
        "topics": list(article.topics),
        "kind": article.kind.value,
        "canonical": article.canonical,
        "paywalled": article.paywalled,
        "rights": [_said(one) for one in article.rights.said],
        "cpu_ms": round(cpu_ms, 1),
        "error": None,
    }


def as_fault(error: BroadsheetError, id: str, url: str, cpu_ms: float) -> dict[str, Any]:  # noqa: A002 (the record's key)
    """The record of a page that holds no article, with the same keys and the reason as `error`."""
    return {**as_record(Article(url=url, title=""), id, url, cpu_ms), "error": error.reason}


def _said(one: Said) -> dict[str, str]:
    return {"signal": one.signal.value, "place": one.place.value, "value": one.value}


def _iso(moment: Moment | None) -> str | None:
    return moment.iso if moment else None


def _image(image: Image | None) -> dict[str, Any] | None:
    if image is None:
        return None
    return {
        "url": image.url,
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
        "width": image.width,
        "height": image.height,
    }
