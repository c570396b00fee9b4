"""The title of an article: weighed from what its page says in several places, without the outlet's name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from broadsheet.extract import evidence
from broadsheet.extract.evidence import Choice
from broadsheet.extract.signals import Signals
from broadsheet.text.words import fold, plain, squash

LONGEST = 300  # characters
_LONGEST_TOLD = 5_000  # characters of <title> that are read
_SEPARATOR = re.compile(
    r"\s+(?:[|·•»›∣｜:]|[-–—]{1,2}|::|//?)\s+|\s*[|｜]\s*|\s+[-–—]\s*(?=\S{3,40}$)|\s*_(?=\S{2,20}$)|-(?=[\u2e80-\u9fff]{2,8}$)"
)
_NOT_HEADLINE = re.compile(r"logo|site-?title|site-?name|brand|masthead|visually-?hidden|sr-only", re.I)
_KICKER = re.compile(r"kicker|overline|topline|dachzeile|eyebrow|spitzmarke|roofline|supertitle|sr-only|hidden", re.I)
_MOST_H1, _MOST_LOWER = 12, 20
_SHORTEST_HOST = 4  # letters of a host's name that is looked for in titles
_SHORTEST_PART = 14  # letters of a title that is a part of another
_SHORT = 20  # characters; a title that is shorter, and like no other, is rather a section's name

_SCHEMA, _OPEN_GRAPH, _OTHER_META, _ELEMENT, _FEED, _HEADING = (
    "JSON-LD headline", "og:title", "meta title", "<title>", "feed", "heading",
)  # fmt: skip


def title_of(signals: Signals, site: str, from_feed: str) -> Choice[str]:
    """The headline, or "".

    schema.org's and OpenGraph's first. Where one of them begins or ends the other, the shorter: the rest is a section
    or a kicker. Where the page's heading says what OpenGraph says, that, unless it is what <title> says: <title> is
    written for search engines, and of two headlines the other is meant for people. Without schema.org's, the heading,
    where it says what another title says. See notes/metadata.md.
    """
    told = _told(signals, site, from_feed)
    headings = [_cleaned(text, site, signals.document.url) for text in _shown(signals.document.root)]
    witnesses = evidence.heard([*told.items(), *((_HEADING, text) for text in headings[:3])])
    source, because = _chosen(told, headings)
    if source == _HEADING:
        alike = _like(headings, [text for text in told.values() if text])
        value = (alike or headings)[0]
    else:
        value = told.get(source, "")
    if source == _ELEMENT and (part := _heading_in(value, signals.document.root)):
        value, because = part, "a heading says a part of it, and the rest is the outlet's"
    return Choice(value[:LONGEST], source, because, witnesses)


def _told(signals: Signals, site: str, from_feed: str) -> dict[str, str]:
    """The titles that the page gives beside its headings, cleaned, by source."""
    given = {
        _SCHEMA: signals.said("headline"),
        _OPEN_GRAPH: signals.meta("og:title"),
        _OTHER_META: signals.meta("twitter:title", "parsely-title", "dc.title", "sailthru.title", "title"),
        _ELEMENT: squash((signals.document.root.findtext(".//title") or "")[:_LONGEST_TOLD]),
        _FEED: from_feed,
    }
    cleaned = {text: _cleaned(text, site, signals.document.url) for text in set(given.values())}
    return {source: cleaned[text] for source, text in given.items()}


def _cleaned(text: str, site: str, url: str) -> str:
    """A title without the outlet's name, and without that of its host ("… - Example online" at example.com)."""
    text = clean(text, site)
    labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")[:-1]
    host = max(labels, key=len, default="")
    cuts = list(_SEPARATOR.finditer(text)) if len(host) >= _SHORTEST_HOST else []
    if cuts and not _key(text[cuts[-1].end() :]):  # signs alone
        return text[: cuts[-1].start()].strip()
    if cuts and _is_host(text[cuts[-1].end() :], host):
        return text[: cuts[-1].start()].strip()
    if cuts and _is_host(text[: cuts[0].start()], host):
        return text[cuts[0].end() :].strip(" »")
    return text


def _is_host(part: str, host: str) -> bool:
    key = _key(part)
    return _key(host) in key and len(key) <= 2 * len(host)


def _chosen(told: dict[str, str], headings: Sequence[str]) -> tuple[str, str]:
    """Which source is believed, and why."""
    schema, open_graph = told[_SCHEMA], told[_OPEN_GRAPH]
    alike = _like(headings, [text for text in told.values() if text])
    if schema and open_graph and (shorter := _part_of(schema, open_graph)):
        source = _SCHEMA if shorter == schema else _OPEN_GRAPH
        return source, "the other says the same with a section or a kicker"
    others = [text for text in (*alike[:1], *list(told.values())[1:], *headings) if text]
    if schema and (not others or not _is_cut(schema, others)):
        if open_graph and _is_for_people(open_graph, schema, told[_ELEMENT], headings):
            return _OPEN_GRAPH, "the heading says the same, and <title> says what JSON-LD says"
        return _SCHEMA, "the first in rank"
    if alike:
        if open_graph and _part_of(open_graph, alike[0]) == open_graph:
            return _OPEN_GRAPH, "the heading says the same with a kicker"
        return _HEADING, "what the page shows, and says elsewhere"
    for source in (_OPEN_GRAPH, _OTHER_META, _ELEMENT, _FEED):
        if told[source]:
            return source, "the first in rank that says anything"
    return (_HEADING, "nothing else is there") if headings else ("", "no title is there")


def _like(headings: Sequence[str], told: Sequence[str]) -> list[str]:
    """The headings that say what a title says, in the order of the titles."""
    return list(dict.fromkeys(text for other in told for text in headings if _alike(text, other)))


def _heading_in(title: str, root: HtmlElement) -> str:
    """The heading of a lower order with which <title> begins or ends, or ""."""
    for _, element in zip(range(_MOST_LOWER), root.iter("h2", "h3"), strict=False):
        if part := _part_of(_words(element), title):
            return part if _key(part) != _key(title) else ""
    return ""


def _is_for_people(open_graph: str, schema: str, element: str, headings: Sequence[str]) -> bool:
    """Whether OpenGraph's title is the one that the page shows, and schema.org's the one for search engines."""
    key = _key(open_graph)
    return key != _key(schema) == _key(element) and any(_key(text) == key for text in headings)


def _part_of(one: str, other: str) -> str:
    """The one of two titles that the other begins or ends with, if it is a title by itself; else ""."""
    shorter, longer = sorted((one, other), key=len)
    part, whole = _key(shorter), _key(longer)
    if part == whole or len(part) < _SHORTEST_PART or shorter.endswith(("…", "...")):
        return ""
    return shorter if whole.startswith(part) or whole.endswith(part) else ""


def _is_cut(title: str, others: Iterable[str]) -> bool:
    """Whether a title is the beginning of another, broken off; or like none of them, such as a section's name."""
    key = _key(title)
    broken = title.endswith(("…", "...")) and any(_key(other).startswith(key) for other in others)
    return broken or (len(title) < _SHORT and not any(_alike(title, other) for other in others))


def clean(text: str, site: str) -> str:
    """A title on one line, without the outlet's name before or behind it."""
    text = plain(text)
    if not site:
        return text
    names = {_key(site), _key(re.sub(r"^(?:the|die|der|das|le|la|el|il)\s", "", site, flags=re.I))} - {""}
    for _ in range(2):
        cuts = [(found.start(), found.end()) for found in _SEPARATOR.finditer(text)]
        if not cuts:
            break
        start, end = cuts[-1]
        first_start, first_end = cuts[0]
        if _names(text[end:], names):
            text = text[:start].strip()
        elif _names(text[:first_start], names):
            text = text[first_end:].strip()
        else:
            break
    return text


def _names(part: str, names: Iterable[str]) -> bool:
    """Whether a part of a title is the outlet's name ("BBC News" for "BBC", "example.com" for "Example")."""
    key = _key(part)
    return bool(key) and any(
        key == name or (len(key) < 40 and min(len(key), len(name)) >= 3 and (name in key or key in name))
        for name in names
    )


@lru_cache(maxsize=64)
def _key(text: str) -> str:
    return re.sub(r"[\W_]+|\.(?:com|org|net|de|fr|co\.uk)$", "", fold(text))


def _shown(root: HtmlElement) -> list[str]:
    """The texts of the page's headings of the first order that may be a headline, the likeliest first."""
    found: list[tuple[int, str]] = []
    for place, element in zip(range(_MOST_H1), root.iter("h1"), strict=False):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        text = _words(element)
        if len(text) >= 4 and not _NOT_HEADLINE.search(names):
            marked = "headline" in element.get("itemprop", "") or re.search(r"headline|title", names, re.I)
            found.append((place - (100 if marked else 0), text))
    return [text for _, text in sorted(found)]


def _words(heading: HtmlElement) -> str:
    """A heading's text; its parts (a kicker, a second line) are parted by a space, if they do not begin with a sign."""
    parts = [squash(part) for part in _texts(heading)]
    return squash("".join(part if part[:1] in ":,.;!?’'”»" else f" {part}" for part in parts if part))


def _texts(heading: HtmlElement) -> Iterator[str]:
    """The pieces of a heading's text, without those that are named as a kicker."""
    kickers = {part for part in heading.iterdescendants() if _KICKER.search(part.get("class") or "")}
    for piece in heading.xpath(".//text()") if kickers else ():
        holder = piece.getparent() if not piece.is_tail else piece.getparent().getparent()
        if not any(part in kickers for part in (holder, *holder.iterancestors())):
            yield str(piece)
    if not kickers:
        yield from heading.itertext()


def _alike(shown: str, told: str) -> bool:
    """Whether a heading is the title that the page names elsewhere, give or take a kicker or a few words."""
    first, second = _key(shown), _key(told)
    if not first or not second:
        return False
    if first in second or second in first:
        return min(len(first), len(second)) >= 0.4 * max(len(first), len(second))
    mine, theirs = set(fold(shown).split()), set(fold(told).split())
    return len(mine & theirs) >= 0.5 * min(len(mine), len(theirs)) and len(mine & theirs) >= 2
