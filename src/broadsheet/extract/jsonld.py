"""JSON-LD in a page: the node that describes its article (schema.org), found among graphs, lists and broken JSON."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

Node = dict[str, Any]

_LARGEST = 1_000_000  # characters of one script; the longest with an articleBody has a tenth of it
_MOST_SCRIPTS, _MOST_NODES, _DEEPEST = 20, 500, 6
_ARTICLES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
    "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "BlogPosting", "TechArticle", "ScholarlyArticle",
    "SatiricalArticle", "AdvertiserContentArticle", "Report", "Article", "Review", "PodcastEpisode", "RadioEpisode",
    "VideoObject", "SocialMediaPosting", "Recipe", "WebPage", "ItemPage",
)  # fmt: skip
# What a node of the page may add to the node of the article, and what is often only named by an @id.
_OF_THE_PAGE = (
    "datePublished",
    "dateModified",
    "inLanguage",
    "description",
    "primaryImageOfPage",
    "isAccessibleForFree",
)
_MAY_BE_NAMED = frozenset({"author", "creator", "publisher", "image", "primaryImageOfPage"})
_RANK = {name: place for place, name in enumerate(_ARTICLES)}
_LINE_BREAK_IN_STRING = re.compile(r"[\x00-\x1f]")
_TRAILING_COMMA = re.compile(r",(?=\s{0,200}[}\]])")


def article_node(root: HtmlElement) -> Node:
    """The node that says most of the page's article, or {}: by type (a NewsArticle before a WebPage), then by order."""
    best: Node = {}
    page: Node = {}
    rank = len(_ARTICLES)
    named: dict[str, Node] = {}
    live: Node = {}
    for node in nodes(root):
        here = min((_RANK.get(name, len(_ARTICLES)) for name in types(node)), default=len(_ARTICLES))
        if here < rank and (here < _RANK["VideoObject"] or not best):
            best, rank = node, here
        if here == _RANK["WebPage"]:
            page = page or node
        if isinstance(node.get("@id"), str):
            named.setdefault(node["@id"], node)
        if "liveBlogUpdate" in node:
            live = live or {"liveBlogUpdate": node["liveBlogUpdate"]}
    whole = {**{key: page[key] for key in _OF_THE_PAGE if key in page}, **best, **live} if best else {}
    return {key: _resolved(value, named) if key in _MAY_BE_NAMED else value for key, value in whole.items()}


def _resolved(value: Any, named: dict[str, Node]) -> Any:
    """A value in which what is only named by its @id ({"@id": "#ann"}) is the node of that name."""
    if isinstance(value, list):
        return [_resolved(item, named) for item in value[:50]]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return named.get(str(value.get("@id")), value)
    return value


def nodes(root: HtmlElement) -> Iterator[Node]:
    """Every node with a type, those at the top first; at most _MOST_NODES."""
    level: list[Any] = [
        value
        for script in list(root.iter("script"))
        if "ld+json" in script.get("type", "").lower() and script.text
        for value in [read(script.text)]
    ][:_MOST_SCRIPTS]
    given = 0
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, list):
                inner.extend(value[:_MOST_NODES])
            elif isinstance(value, dict):
                if "@type" in value and given < _MOST_NODES:
                    given += 1
                    yield value
                inner.extend(
                    value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if key in value
                )
        level = inner[: _MOST_NODES * 2]


def read(text: str) -> Any:
    """The value that `text` holds; mended where line breaks stand in strings, commas are left over, or it is wrapped in
    a comment or CDATA; None where that does not help."""
    text = text[:_LARGEST].strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//").removeprefix("<![CDATA[").removesuffix("]]>").removesuffix("//").strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub("", _LINE_BREAK_IN_STRING.sub(" ", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def types(node: Node) -> list[str]:
    """The types of a node, without the address of the vocabulary."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return [name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names[:10] if isinstance(name, str)]


def strings(value: Any, *keys: str, most: int = 50) -> list[str]:
    """The texts in a value that may be a text, an object with one of `keys`, or a list of such."""
    found: list[str] = []
    waiting = [value]
    while waiting and len(found) < most:
        item = waiting.pop(0)
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, int | float) and not isinstance(item, bool):
            found.append(str(item))
        elif isinstance(item, list):
            waiting = item[:most] + waiting
        elif isinstance(item, dict):
            chosen = next((item[key] for key in keys if item.get(key)), None)
            if isinstance(chosen, str | int | float | list):
                waiting.insert(0, chosen if not isinstance(chosen, list) else [x for x in chosen if isinstance(x, str)])
    return [unescape(text) if "&" in text else text for text in found if text.strip()]


def first(value: Any, *keys: str) -> str:
    """The first of `strings`, or ""."""
    return next(iter(strings(value, *keys, most=1)), "")
