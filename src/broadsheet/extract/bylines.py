"""The people who wrote an article, by name."""

import re
from collections.abc import Iterable

from broadsheet.extract import jsonld, vocabulary
from broadsheet.extract.signals import Signals, value_of
from broadsheet.text.words import fold, squash

MOST = 12
_LONGEST = 60  # characters of a name
_BY = re.compile(
    r"^(?:[^\W\d]{2,20}:?\s){0,2}(?:by|von|vom|par|por|di|da|door|av|af|od|автор|автора|oleh|bởi)\s*[:.]?\s+"
    r"|^(?:text|texte|words|story|autor(?:en|in|es)?|authors?|auteurs?|autore|reporter|opinion|interview|quelle|source)\s{0,2}:\s{0,3}",
    re.I,
)
_JOINT = re.compile(
    r"\s*(?:[,;|/•·、，]|\s(?:and|und|et|y|e|og|och|en|ja|und|ve|i|и|và|with|mit|avec|con)\s|\s&\s|\s-\s|\n)\s*", re.I
)
_ADDRESS_OR_MAIL = re.compile(r"(?:https?:)?//\S{1,300}|\S{1,80}@\S{1,80}|www\.\S{1,200}", re.I)
_ADDRESS = re.compile(r"https?|www\.|@|\.(?:com|org|net|html?)\b", re.I)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]?$")
_EDGES = " .,;:|-–—\"'()[]•·*"
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]+|[A-Z]+(?![a-z])")
_OPENS = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|text|autor|author|words by|written by)[:\s]\s{0,3}(?=[^\W\d])", re.I
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
        text = _ADDRESS_OR_MAIL.sub(" ", _BY.sub("", squash(text)[:400]))
        for piece in _JOINT.split(text):
            part = _BRACKETS.sub("", _BY.sub("", piece.strip(_EDGES))).strip(_EDGES)
            if _is_name(part):
                found.setdefault(_key(part), _cased(part))
    return tuple(found.values())[:MOST]


def _is_name(text: str) -> bool:
    return (
        2 <= len(text) <= _LONGEST
        and len(text.split()) <= 6
        and not _ADDRESS.search(text)
        and not _DIGIT.search(text)
        and any(letter.isalpha() for letter in text)
        and fold(text) not in vocabulary.phrases("bylines", "nobody")
        and not vocabulary.pattern("bylines", "roles").search(fold(text))
    )


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
    """The first element whose class or id says that it is a byline, and that holds names."""
    for element in signals.document.root.iter("a", "span", "p", "div", "address", "strong", "li", "h3", "h4", "cite"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if not 4 < len(names) < 200:
            continue
        words = {word.lower() for word in _WORD.findall(names)}
        if words.isdisjoint(vocabulary.words("bylines", "names")) or not words.isdisjoint(
            vocabulary.words("bylines", "not_names")
        ):
            continue
        text = squash("".join(element.itertext())[:600])
        if 3 <= len(text) <= 150 and clean([text]):
            return [text]
    return []


def from_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The authors in the first line that says "By …" and little else; for pages that name them nowhere else."""
    for line in lines:
        if 5 <= len(line) <= 100 and (opens := _OPENS.match(line)):
            names = clean([line[opens.end() :]])
            if names and all(" " in name and name[0].isupper() for name in names):
                return names
    return ()


def _host_name(signals: Signals) -> str:
    labels = signals.document.url.split("/")[2].split(".") if signals.document.url.count("/") > 2 else []
    return max(labels[:-1], key=len) if len(labels) > 1 else ""


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
