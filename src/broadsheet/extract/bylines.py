"""The people who wrote an article, by name: weighed from what its page and its feed say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from lxml.html import HtmlElement

from broadsheet.extract import evidence, jsonld, names, vocabulary
from broadsheet.extract.evidence import Choice, Told
from broadsheet.extract.people import MOST, OPENS_ELSEWHERE, clean, institution, is_account, is_company, is_person, key
from broadsheet.extract.signals import Signals, value_of
from broadsheet.text.words import squash

_OPENS = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|text|autor|author|words by|written by)[:\s]\s{0,3}(?=[^\W\d])", re.I
)
_OPENS_ELSEWHERE = re.compile(OPENS_ELSEWHERE)
_OPENS_BEHIND = re.compile(r"^.{0,30}\d{4}.{0,20}?\s(?:by|von|par|por|di|door|av|af)\s", re.I)
_WHEN = re.compile(r"(?:\s(?:on|am|le|el|il|op|den|vom|um|at|and|·|–|—|-)|\s?[|•,·–—])\s.{0,24}\d.*$", re.I)
_METAS = (
    "author", "article:author", "article:author:name", "byl", "parsely-author", "sailthru.author", "citation_author",
    "dc.creator", "dcterms.creator", "dc.creator.name", "cxenseparse:author", "cxenseparse:author-name", "creator",
)  # fmt: skip
_FIRST_METAS = 4  # of them come before the feed
_HOME_ENDING = re.compile(r"\.(?:com|org|net|info|tv|news|co\.uk|[a-z]{2})$", re.I)
_OF_AN_AUTHOR = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autori?|writers?|reporters?|journalists?|redakteure?|contributors?|creators?"
    r"|profiles?|people|staff|team|by|penulis|tac-gia)/[^/]",
    re.I,
)
_LONGEST_ADDRESS = 300  # characters
_BEFORE, _BEHIND = 40, 150  # elements around the heading in which the byline's link stands
_MOST_LOOKED_AT = 40  # elements that are named as a byline
_PARTS = frozenset((
    "a", "span", "p", "div", "address", "strong", "li", "h3", "h4", "h5", "cite", "ul", "section", "nav", "footer",
    "aside", "dl",
))  # fmt: skip

Witness = tuple[str, list[str]]


def authors_of(signals: Signals, site: str, from_feed: Iterable[str]) -> Choice[tuple[str, ...]]:
    """The authors, at most MOST: the people that the first witness names; else the institution.

    The outlet and its desks are no people. Where a better witness names only them, a later one, and what the page
    shows as its byline, is believed where it can only be a person's name.
    """
    publisher = jsonld.first(signals.node.get("publisher"), "name")
    outlet = {one for one in (key(site), key(publisher), key(_host_name(signals))) if one}
    told = [(source, texts) for source, texts in _told(signals, from_feed) if texts]
    whole, by_whom = "", ""
    for source, texts in chain(told[:], _by_microdata(signals, told)):
        people = _people(texts, outlet)
        if people and (not whole or all(is_person(name) for name in people)):
            shown = list(_shown(signals)) if any(_misspelled(name) for name in people) else []
            return _choice(_spelled(people, [*told, *shown]), source, "the first that names people", [*told, *shown])
        if not whole:
            whole = next(filter(None, (institution(text) for text in texts)), "")
            by_whom = source if whole else ""
    shown = list(_shown(signals))
    for source, texts in shown:
        people = tuple(name for name in _people(texts, outlet) if is_person(name))
        if people:
            return _choice(people, source, "no better witness names a person", [*told, *shown])
    if whole:
        return _choice((whole,), by_whom, "no witness names a person", [*told, *shown])
    for source, texts in shown:
        names = clean(texts)
        if names and all(is_account(name) for name in names):
            return _choice(names, source, "nobody else is named", [*told, *shown])
    return _choice((), "", "nobody is named", [*told, *shown])


def with_lines(choice: Choice[tuple[str, ...]], lines: Iterable[str]) -> Choice[tuple[str, ...]]:
    """The authors, also from the lines around the beginning of the text, where no person is named elsewhere."""
    if any(is_person(name) for name in choice.value):
        return choice
    for line in lines:
        people = from_lines([line])
        if people:
            told = (*choice.told, Told("line", line[: evidence.LONGEST]))
            return replace(choice, value=people, source="line", because="no witness names a person", told=told)
    return choice


def from_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The authors in the first line that says "By …" and little else."""
    for line in lines:
        opens = _opens(line) if 5 <= len(line) <= 100 else None
        if opens:
            names = clean([_WHEN.sub("", line[opens.end() :])])
            if names and all(is_person(name) or _is_agency(name) for name in names) and is_person(names[0]):
                return names
    return ()


def _opens(line: str) -> re.Match[str] | None:
    """What a line begins with before the names of its authors."""
    return _OPENS.match(line) or _OPENS_ELSEWHERE.match(line) or _OPENS_BEHIND.match(line)


def _choice(names: tuple[str, ...], source: str, because: str, told: Sequence[Witness]) -> Choice[tuple[str, ...]]:
    return Choice(names[:MOST], source, because, evidence.heard(told))


def _told(signals: Signals, from_feed: Iterable[str]) -> Iterator[Witness]:
    """What is meant for machines, best first."""
    node = signals.node
    yield "JSON-LD author", jsonld.strings(node.get("author"), "name", most=MOST * 2)
    yield "JSON-LD creator", jsonld.strings(node.get("creator"), "name", most=MOST * 2)
    for name in _METAS[:_FIRST_METAS]:
        yield f"meta {name}", signals.all_meta(name)
    yield "feed", list(from_feed)
    for name in _METAS[_FIRST_METAS:]:
        yield f"meta {name}", signals.all_meta(name)


def _by_microdata(signals: Signals, told: list[Witness]) -> Iterator[Witness]:
    """What the page marks as an author, looked for when it is asked for, and added to what was told."""
    witness = ("microdata author", _marked(signals))
    told.append(witness)
    yield witness


def _shown(signals: Signals) -> Iterator[Witness]:
    """What the page shows to people, likeliest first."""
    for text in _named(signals):
        yield "byline", [text]
    links = _linked(signals.document.root)
    if links:
        yield "link to an author", links


def _people(texts: Sequence[str], outlet: set[str]) -> tuple[str, ...]:
    """The names in bylines that are not the outlet's, or () where a byline is an institution's as a whole
    ("AFP/The Local")."""
    found: list[str] = []
    for text in texts:
        if _is_outlet(text, outlet) and not any(is_person(name) for name in clean([text])):
            continue
        names = clean([text])
        others = [name for name in names if not _is_outlet(name, outlet) and not is_company(name)]
        if len(others) < len(names) and not any(is_person(name) for name in others):
            continue
        found += others
    return tuple(dict.fromkeys(clean(found)))


def _is_agency(name: str) -> bool:
    return " " not in name and (name.isupper() or name.islower()) and 2 <= len(name) <= 12


def _misspelled(name: str) -> bool:
    """Written as an account is: "annlee"."""
    return " " not in name and name.islower() and len(name) > 5


def _spelled(names: Iterable[str], told: Iterable[Witness]) -> tuple[str, ...]:
    """Names as the best witness spells them: "annlee" is Ann Lee where another says so."""
    better = {key(name): name for _, texts in told for name in clean(texts) if is_person(name)}
    return tuple(better.get(key(name), name) if _misspelled(name) else name for name in names)


def _is_outlet(name: str, outlet: set[str]) -> bool:
    names = {key(name), key(_HOME_ENDING.sub("", name.strip()))}
    return any(
        one in names or any(len(one) > 4 and (one in mine or (len(mine) > 4 and mine in one)) for mine in names)
        for one in outlet
    )


def _marked(signals: Signals) -> list[str]:
    """Names by microdata (itemprop) and by rel=author, in the part of the page that the first stands in."""
    found: list[str] = []
    elements = signals.marked("author")[: MOST * 2]
    for element in _of_one_part(elements):
        inner = next((part for part in element.iter() if "name" in part.get("itemprop", "").split()), None)
        found.append(value_of(inner if inner is not None else element))
    if not found:
        links = list(islice(signals.document.root.iterfind(".//a[@rel='author']"), MOST * 2))
        found = [squash(link.text_content()) for link in _of_one_part(links)]
    return [text for text in found if len(text) < 200]


def _of_one_part(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Those that stand in the same <article> or <aside> as the first: the others are of other articles."""
    parts = [next((one for one in element.iterancestors("article", "aside")), None) for element in elements]
    return [element for element, part in zip(elements, parts, strict=True) if part is parts[0]]


def _named(signals: Signals) -> Iterator[str]:
    """The texts of elements whose class or id says that they are a byline."""
    called = signals.document.inventory.called(_names_byline)
    parts = (element for element in called if element.tag in _PARTS)
    for element in islice(parts, _MOST_LOOKED_AT):
        text = squash(" ".join(element.itertext())[:600])
        if 3 <= len(text) <= 150 and clean([text]):
            yield text


def _names_byline(called: str) -> bool:
    if not 3 < len(called) < 200:
        return False
    words = names.words(called)
    return not vocabulary.words("bylines", "names").isdisjoint(words) and vocabulary.words(
        "bylines", "not_names"
    ).isdisjoint(words)


def _linked(root: HtmlElement) -> list[str]:
    """The names of the links beside the heading that lead to an author's page."""
    links: list[tuple[int, HtmlElement]] = []
    at: int | None = None
    for place, element in enumerate(root.iter("h1", "a", "p", "div", "span", "li")):
        if element.tag == "h1" and at is None:
            at = place
        if at is not None and place > at + _BEHIND:
            break
        if element.tag == "a" and _OF_AN_AUTHOR.search(element.get("href", "")[:_LONGEST_ADDRESS]):
            links.append((place, element))
    near = [link for place, link in links if at is not None and place >= at - _BEFORE]
    people = [link for link in near if is_person(squash(link.text_content()[:200]))]
    return [squash(link.text_content()) for link in _of_one_part(people)][:MOST]


def _host_name(signals: Signals) -> str:
    labels = signals.document.url.split("/")[2].split(".") if signals.document.url.count("/") > 2 else []
    return max(labels[:-1], key=len) if len(labels) > 1 else ""
