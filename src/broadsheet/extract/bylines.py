"""The people who wrote an article, by name."""

import re
from collections.abc import Iterable

from broadsheet.extract import jsonld, vocabulary
from broadsheet.extract.signals import Signals, value_of
from broadsheet.text.words import fold, squash

MOST = 12
_LONGEST = 60  # characters of a name
_BY = re.compile(
    r"^(?:(?:written|posted|published|geschrieben|reported|escrito|scritto|par|publié|texte?|text|words|story|autor(?:en|in|es)?|"
    r"authors?|auteurs?|autore|reporter|redactie|opinion|kommentar|analyse|analysis|interview)\s{0,2}[:|]?\s+)?"
    r"(?:by|von|vom|par|por|di|da|door|av|af|od|автор|de|ein(?:e|em|er)?\s\w{4,20}\svon)\s*[:.]?\s+",
    re.I,
)
_LABEL = re.compile(
    r"^(?:by|von|par|por|di|door|autor(?:en|in)?|authors?|auteurs?|text|foto|words|author)\s{0,2}:\s{0,3}", re.I
)
_JOINT = re.compile(
    r"\s*(?:[,;|/•·、，]|\s(?:and|und|et|y|e|og|och|en|ja|und|ve|i|и|và|with|mit|avec|con)\s|\s&\s|\s-\s|\n)\s*", re.I
)
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|de|fr|co|html?)\b|/", re.I)
_MONTHS_OR_DIGITS = re.compile(r"\d")
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author-?name|article-?author|authors?|autor(?:en)?|auteur|writer|journalist|reporter)(?:$|[\s_-]|__)",
    re.I,
)
_NOT_BYLINE = re.compile(
    r"comment|bio|related|avatar|image|img|photo|social|teaser|description|role|title|follow", re.I
)
_METAS = (
    "author", "article:author", "article:author:name", "byl", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "dc.creator.name", "cxenseparse:author", "cxenseparse:author-name", "creator", "twitter:data1",
)  # fmt: skip


def authors_of(signals: Signals, site: str, from_feed: Iterable[str]) -> tuple[str, ...]:
    """The authors, best source first; the outlet's own name only where no person is named; at most MOST."""
    publisher = jsonld.first(signals.node.get("publisher"), "name")
    outlet = {key for key in (_key(site), _key(publisher), _key(_host_name(signals))) if key}
    institution: tuple[str, ...] = ()
    for told in _sources(signals, from_feed):
        names = clean(told)
        people = tuple(name for name in names if not _is_outlet(name, outlet))
        if people:
            return people[:MOST]
        institution = institution or names[:1]
    return institution


def _sources(signals: Signals, from_feed: Iterable[str]) -> Iterable[list[str]]:
    """What each source says, best first."""
    node = signals.node
    yield jsonld.strings(node.get("author"), "name", most=MOST * 2)
    yield jsonld.strings(node.get("creator"), "name", most=MOST * 2)
    yield signals.all_meta(*_METAS[:4])
    yield list(from_feed)
    yield signals.all_meta(*_METAS[4:-1])
    yield _marked(signals)
    yield _visible(signals)


def clean(told: Iterable[str]) -> tuple[str, ...]:
    """Names from bylines: "By Ann Lee and Bo Ek, Political Editor" → Ann Lee, Bo Ek."""
    found: dict[str, str] = {}
    for text in list(told)[: MOST * 2]:
        text = _LABEL.sub("", _BY.sub("", squash(text)[:400]))
        parts = [part.strip(" .,;:|-–—\"'()[]") for part in _JOINT.split(text)]
        for part in parts:
            part = _BY.sub("", part)
            part = re.sub(r"\s*\([^()]{0,60}\)?$", "", part)
            if _is_name(part):
                found.setdefault(_key(part), _cased(part))
    return tuple(found.values())[:MOST]


def _is_name(text: str) -> bool:
    return (
        2 <= len(text) <= _LONGEST
        and len(text.split()) <= 6
        and not _ADDRESS.search(text)
        and not vocabulary.pattern("bylines", "roles").search(fold(text))
        and not _MONTHS_OR_DIGITS.search(text)
        and any(letter.isalpha() for letter in text)
        and fold(text) not in _NOBODY
    )


_NOBODY = frozenset({"null", "none", "undefined", "unknown", "anonymous", "author", "by", "false", "true", "n a", "na"})


def _cased(name: str) -> str:
    """A name in capitals alone, as names are written; agencies ("AFP", "dpa") stay."""
    if name.isupper() and " " in name and len(name) > 6:
        return " ".join(word.capitalize() if len(word) > 2 else word for word in name.split())
    return name


def _is_outlet(name: str, outlet: set[str]) -> bool:
    key = _key(name)
    return any(key == one or (len(one) > 4 and (one in key or (len(key) > 4 and key in one))) for one in outlet)


def _marked(signals: Signals) -> list[str]:
    """Names by microdata (itemprop) and by rel=author."""
    found: list[str] = []
    for element in signals.marked.get("author", [])[:MOST]:
        inner = next((part for part in element.iter() if "name" in part.get("itemprop", "").split()), None)
        found.append(value_of(inner if inner is not None else element))
    if not found:
        links = signals.document.root.iterfind(".//a[@rel='author']")
        found = [squash(link.text_content()) for _, link in zip(range(MOST), links, strict=False)]
    return [text for text in found if len(text) < 200]


def _visible(signals: Signals) -> list[str]:
    """The first element whose class says that it is a byline."""
    for element in signals.document.root.iterfind(".//*[@class]"):
        names = element.get("class", "")
        if len(names) < 200 and _BYLINE_CLASS.search(names) and not _NOT_BYLINE.search(names):
            text = squash(element.text_content()[:600])
            if 3 <= len(text) <= 150 and clean([text]):
                return [text]
    return []


def _host_name(signals: Signals) -> str:
    labels = signals.document.url.split("/")[2].split(".") if signals.document.url.count("/") > 2 else []
    return max(labels[:-1], key=len) if len(labels) > 1 else ""


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
