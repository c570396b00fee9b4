"""The topics of an article: the outlet's own, of the list that speaks of this article most."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from broadsheet.extract import evidence, jsonld, signals, vocabulary
from broadsheet.extract.document import Document
from broadsheet.extract.evidence import Choice
from broadsheet.extract.signals import Signals
from broadsheet.text.words import fold, squash

MOST = 20
_LONGEST = 60  # characters
_LONGEST_LINK = 40  # characters of a topic that the page shows; longer links are headlines
_MOST_LINKS = 25  # of a list of topics; longer ones are the outlet's contents
_TEXT = 8_000  # characters of the page's paragraphs in which topics are looked for
_NAMED_IN_TEXT = 0.6  # what it counts for a list that all its topics are named in the text, in ranks of _RANKS
# What a source counts for by itself. See notes/metadata.md for how the figures were found.
_NEWS_META = ("news_keywords",)
_META = ("keywords", "parsely-tags", "cxenseparse:keywords", "sailthru.tags", "dc.subject", "article:tags")
_TAG_META = ("article:tag", "og:article:tag", "video:tag")
_RANKS = {
    "meta news_keywords": 1.0, "JSON-LD keywords": 0.9, "meta article:tag": 0.7, "meta keywords": 0.5, "feed": 0.5,
    "tags on the page": 0.3, "links to topics": 0.2, "microdata keywords": 0.2, "links named in the text": 0.1,
}  # fmt: skip

_TAG_LIST = re.compile(
    r"(?:^|[\s_-])(?:tags?|tag-?list|keywords|topics?|schlagworte|themen|etiquetas|temas|mots-cles)(?:$|[\s_-])", re.I
)
_OF_A_TOPIC = re.compile(
    r"/(?:tags?|themen?|topics?|keywords?|temas?|sujets?|etiquetas?|schlagwort|stichwort|tagged|argomenti)/[^/]", re.I
)
_HOLDERS = frozenset(("div", "ul", "section", "p", "nav", "footer", "aside", "span", "dl"))
_CODE = re.compile(r"[:/_]|^\d+$|^https?|^[0-9a-f-]{20,}$|\.(?:com|org|net|de|co\.uk)$")
_TICKER = re.compile(r"[A-Z0-9]{2,8}")
_COUNT = re.compile(r"^\(\d{1,6}\)\s|\s\(\d{1,6}\)$")


def topics_of(found: Signals, site: str, from_feed: Sequence[str]) -> Choice[tuple[str, ...]]:
    """The outlet's own keywords, at most MOST: of the list with the best rank and the most topics that the article
    names; one that only repeats the words of the page's address counts for less."""
    lists: dict[str, tuple[str, ...]] = {}
    for source, told in _in_head(found, from_feed):
        _add(lists, source, clean_topics(told, site))
    text = _Text(found.document)
    for source, read in _ON_PAGE.items():
        most = _RANKS[source] + _NAMED_IN_TEXT
        if any(_RANKS[known] >= most or text.weight(known, topics) >= most for known, topics in lists.items()):
            break  # the page's lists cost more to read than those of its head: only where they can be better
        _add(lists, source, clean_topics(read(found), site))
    witnesses = evidence.heard(lists.items())
    if not lists:
        return Choice((), "", "no topics are named", witnesses)
    if len(lists) == 1:
        source, topics = next(iter(lists.items()))
        return Choice(topics, source, "the only list", witnesses)
    source = max(lists, key=lambda known: text.weight(known, lists[known]))
    topics = _parted(lists[source], lists.values())
    return Choice(topics, source, "the best of rank and of topics that the text names", witnesses)


def _add(lists: dict[str, tuple[str, ...]], source: str, topics: tuple[str, ...]) -> None:
    if topics and topics not in lists.values():
        lists[source] = topics


def _in_head(found: Signals, from_feed: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """What the page tells machines, and the feed."""
    yield "meta news_keywords", found.all_meta(*_NEWS_META)
    yield "JSON-LD keywords", jsonld.strings(found.node.get("keywords"), "name", "termCode")
    yield "meta article:tag", found.all_meta(*_TAG_META)
    yield "meta keywords", next((told for name in _META if (told := _first_line(found.all_meta(name)))), [])
    yield "feed", list(from_feed)
    yield "microdata keywords", [signals.value_of(element) for element in found.marked("keywords")]


class _Text:
    """What the page says, read when it is first asked for: what a list of topics counts for by it."""

    def __init__(self, document: Document) -> None:
        self._root, self._address = document.root, document.url.casefold()
        self._words: str | None = None
        self._known: dict[str, float] = {}

    def weight(self, source: str, topics: Sequence[str]) -> float:
        if source not in self._known:
            if self._words is None:
                self._words = _text(self._root)
            share = _share(topics, self._words) - _is_of_address(topics, self._address)
            self._known[source] = _RANKS[source] + _NAMED_IN_TEXT * share
        return self._known[source]


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
    """The beginning of what the page's headings and paragraphs say, in small letters."""
    parts: list[str] = []
    length = 0
    for element in root.iter("h1", "p"):
        words = "".join(element.itertext())
        parts.append(words)
        length += len(words)
        if length > _TEXT:
            break
    return " ".join(" ".join(parts)[:_TEXT].split()).casefold()


def _share(topics: Sequence[str], text: str) -> float:
    """How many of the topics a text names."""
    return sum(topic.casefold() in text for topic in topics) / len(topics)


def _tags(found: Signals) -> list[str]:
    """The words of the links that the page shows as its tags."""
    links: list[HtmlElement] = list(islice(found.document.root.iterfind(".//a[@rel='tag']"), MOST))
    if topics := _words(links):
        return topics
    for element in found.document.inventory.called(lambda names: _TAG_LIST.search(names) is not None):
        if element.tag in _HOLDERS and not _is_menu(element):
            links = list(islice(element.iter("a"), _MOST_LINKS + 1))
            if len(links) <= _MOST_LINKS and (topics := _words(links)):
                return topics
    return []


def _linked(found: Signals) -> list[str]:
    """The words of links whose addresses are those of topics: of the list that holds most of them."""
    lists: dict[HtmlElement | None, list[HtmlElement]] = {}
    for link in found.document.root.iter("a"):
        if _OF_A_TOPIC.search(link.get("href", "")[:300]):
            parent = link.getparent()
            holder = parent.getparent() if parent is not None and parent.tag in ("li", "span", "strong") else parent
            lists.setdefault(holder, []).append(link)
    known = [links for holder, links in lists.items() if holder is not None and not _is_menu(holder)]
    return _words(max((links for links in known if len(links) <= _MOST_LINKS), key=len, default=[]))


def _chips(found: Signals) -> list[str]:
    """A list of nothing but short links, most of which the text names."""
    text = ""
    for element in found.document.root.iter("ul"):
        if not 1 <= len(element) <= MOST:
            continue
        links = [link for item in element for link in islice(item.iter("a"), 2)]
        if len(links) != len(element) or next(element.iter("img"), None) is not None:
            continue
        if next(element.iterancestors("header"), None) is not None or _is_menu(element):
            continue
        if any("#" in link.get("href", "#") for link in links):
            continue
        topics = _words(links)
        text = text or _text(found.document.root)
        if len(topics) == len(links) and _share(topics, text) >= 2 / 3:
            return topics
    return []


_ON_PAGE = {"tags on the page": _tags, "links to topics": _linked, "links named in the text": _chips}


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
        if len(list(islice(around.iter("a"), _MOST_LINKS + 1))) > _MOST_LINKS:
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
