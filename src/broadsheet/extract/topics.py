"""The topics of an article: the outlet's own, of the list that speaks of this article most."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from broadsheet.extract import evidence, jsonld, signals, vocabulary
from broadsheet.extract.evidence import Choice
from broadsheet.extract.signals import Signals
from broadsheet.text.words import fold, squash

MOST = 20
_LONGEST = 60  # characters
_LONGEST_LINK = 40  # characters of a topic that the page shows; longer links are headlines
_MOST_LINKS = 25  # of a list of topics; longer ones are the outlet's contents
_TEXT = 20_000  # characters of the page's paragraphs in which topics are looked for
_NAMED_IN_TEXT = 0.6  # what it counts for a list that all its topics are named in the text, in ranks of _RANKS
# What a source counts for by itself. See notes/metadata.md for how the figures were found.
_NEWS_META = ("news_keywords",)
_META = ("keywords", "parsely-tags", "cxenseparse:keywords", "sailthru.tags", "dc.subject", "article:tags")
_TAG_META = ("article:tag", "og:article:tag", "video:tag")
_RANKS = {
    "meta news_keywords": 1.0, "JSON-LD keywords": 0.9, "meta article:tag": 0.7, "meta keywords": 0.5, "feed": 0.5,
    "tags on the page": 0.5, "links to topics": 0.4, "links named in the text": 0.2, "microdata keywords": 0.2,
}  # fmt: skip

_TAG_LIST = re.compile(
    r"(?:^|[\s_-])(?:tags?|tag-?list|keywords|topics?|schlagworte|themen|etiquetas|temas|mots-cles)(?:$|[\s_-])", re.I
)
_OF_A_TOPIC = re.compile(
    r"/(?:tags?|themen?|topics?|keywords?|temas?|sujets?|etiquetas?|schlagwort|stichwort|tagged|argomenti)/[^/]", re.I
)
_CODE = re.compile(r"[:/_]|^\d+$|^https?|^[0-9a-f-]{20,}$|\.(?:com|org|net|de|co\.uk)$")
_TICKER = re.compile(r"[A-Z0-9]{2,8}")
_COUNT = re.compile(r"^\(\d{1,6}\)\s|\s\(\d{1,6}\)$")


def topics_of(found: Signals, site: str, from_feed: Sequence[str]) -> Choice[tuple[str, ...]]:
    """The outlet's own keywords, at most MOST: of the list with the best rank and the most topics that the article
    names; one that only repeats the words of the page's address counts for less."""
    lists: dict[str, tuple[str, ...]] = {}
    for source, told in _told(found, from_feed):
        topics = clean_topics(told, site)
        if topics and topics not in lists.values():
            lists[source] = topics
    lists = {source: _parted(topics, lists.values()) for source, topics in lists.items()}
    witnesses = evidence.heard(lists.items())
    if not lists:
        return Choice((), "", "no topics are named", witnesses)
    if len(lists) == 1:
        source, topics = next(iter(lists.items()))
        return Choice(topics, source, "the only list", witnesses)
    text = _text(found.document.root)
    address = fold(found.document.url)
    weights = {source: _RANKS[source] + _NAMED_IN_TEXT * _share(topics, text) for source, topics in lists.items()}
    for source, topics in lists.items():
        if _is_of_address(topics, address):
            weights[source] -= _NAMED_IN_TEXT
    source = max(weights, key=lambda name: weights[name])
    return Choice(lists[source], source, "the best of rank and of topics that the text names", witnesses)


def _told(found: Signals, from_feed: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    root = found.document.root
    yield "meta news_keywords", found.all_meta(*_NEWS_META)
    yield "JSON-LD keywords", jsonld.strings(found.node.get("keywords"), "name", "termCode")
    yield "meta article:tag", found.all_meta(*_TAG_META)
    yield "meta keywords", next((told for name in _META if (told := _first_line(found.all_meta(name)))), [])
    yield "feed", list(from_feed)
    yield "tags on the page", _tags(root)
    yield "links to topics", _linked(root)
    yield "microdata keywords", [signals.value_of(element) for element in found.marked.get("keywords", [])]
    yield "links named in the text", _chips(root)


def _first_line(told: list[str]) -> list[str]:
    """The first of several lines with commas: those behind it are often the outlet's, the same on each page."""
    return next(([line] for line in told if "," in line), told)


def _is_of_address(topics: Sequence[str], address: str) -> bool:
    """Whether a list was made of the words of the page's address, by a machine."""
    words = set(re.findall(r"[^\W_]+", address))
    return len(topics) > 3 and sum(fold(topic) in words for topic in topics) > 0.7 * len(topics)


def _parted(topics: tuple[str, ...], lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Topics that came in one line without commas, as another list has them: the same words, parted."""
    if len(topics) > 1 or topics[0].count(" ") < 2:
        return topics
    words = sorted(fold(topics[0]).split())
    return next((other for other in lists if len(other) > 1 and sorted(fold(" ".join(other)).split()) == words), topics)


def _text(root: HtmlElement) -> str:
    """The beginning of what the page's paragraphs and headings say, folded."""
    parts: list[str] = []
    length = 0
    for element in root.iter("h1", "h2", "p"):
        words = "".join(element.itertext())
        parts.append(words)
        length += len(words)
        if length > _TEXT:
            break
    return fold(squash(" ".join(parts)[:_TEXT]))


def _share(topics: Sequence[str], text: str) -> float:
    """How many of the topics a text names."""
    return sum(fold(topic) in text for topic in topics) / len(topics)


def _tags(root: HtmlElement) -> list[str]:
    """The words of the links that the page shows as its tags."""
    links: list[HtmlElement] = list(islice(root.iterfind(".//a[@rel='tag']"), MOST))
    if topics := _words(links):
        return topics
    for element in root.iter("div", "ul", "section", "p", "nav", "footer", "aside", "span", "dl"):
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('data-testid', '')}"
        if _TAG_LIST.search(names[:200]) and not _is_menu(element):
            links = list(islice(element.iter("a"), _MOST_LINKS + 1))
            if len(links) <= _MOST_LINKS and (topics := _words(links)):
                return topics
    return []


def _linked(root: HtmlElement) -> list[str]:
    """The words of links whose addresses are those of topics: of the list that holds most of them."""
    lists: dict[HtmlElement | None, list[HtmlElement]] = {}
    for link in root.iter("a"):
        if _OF_A_TOPIC.search(link.get("href", "")[:300]):
            parent = link.getparent()
            holder = parent.getparent() if parent is not None and parent.tag in ("li", "span", "strong") else parent
            lists.setdefault(holder, []).append(link)
    known = [links for holder, links in lists.items() if holder is not None and not _is_menu(holder)]
    return _words(max((links for links in known if len(links) <= _MOST_LINKS), key=len, default=[]))


def _chips(root: HtmlElement) -> list[str]:
    """A list of nothing but short links, most of which the text names."""
    text = ""
    for element in root.iter("ul"):
        items = element.findall("li")
        links = [link for item in items for link in islice(item.iter("a"), 2)]
        if not 1 <= len(items) == len(links) <= MOST or next(element.iter("img"), None) is not None:
            continue
        if next(element.iterancestors("header"), None) is not None or _is_menu(element):
            continue
        if any("#" in link.get("href", "#") for link in links):
            continue
        topics = _words(links)
        text = text or _text(root)
        if len(topics) == len(links) and _share(topics, text) >= 2 / 3:
            return topics
    return []


def _words(links: Sequence[HtmlElement]) -> list[str]:
    """What links say; nothing where most of them say too much for a topic."""
    words = [squash("".join(link.itertext())[:200]) for link in links]
    short = [text for text in words if 1 < len(text.strip(" ,#")) <= _LONGEST_LINK]
    return short if len(short) > len(words) / 2 else []


def _is_menu(element: HtmlElement) -> bool:
    """Whether a list stands in the head or the foot of the site, rather than by an article."""
    for around in element.iterancestors("header", "nav", "footer", "main", "article"):
        if around.tag in ("main", "article"):
            return False
        if len(around.findall(".//a")) > _MOST_LINKS:
            return True
    return False


def clean_topics(told: Iterable[str], site: str = "") -> tuple[str, ...]:
    """Topics from lists and from lines with commas; without doubles, codes and the outlet's name; at most MOST."""
    kept: dict[str, str] = {}
    for text in list(told)[:100]:
        parts = re.split(r"[,;|、，؛]", text) if len(text) > 2 else [text]
        for part in parts[:60]:
            topic = _COUNT.sub("", squash(part).strip(" #\"'[]").removeprefix("tag:"))
            key = fold(topic)
            if 1 < len(topic) <= _LONGEST and key != fold(site) and not _is_code(topic) and key not in _generic():
                kept.setdefault(key, topic)
    if len(kept) > 4 and sum(1 for topic in kept.values() if _TICKER.fullmatch(topic)) > len(kept) / 2:
        return ()  # an agency's subject codes ("AER", "AIRS08")
    return tuple(kept.values())[:MOST]


def _generic() -> frozenset[str]:
    return vocabulary.phrases("topics", "generic")


def _is_code(topic: str) -> bool:
    """Not for readers: "type:article", "section/world", "12345", "a_b_c", the outlet's host."""
    return bool(_CODE.search(topic.strip(":")))
