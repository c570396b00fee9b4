"""How each run of a page lies on it: the figures by which a small model tells text from what stands around it.

Nothing here depends on a language: lengths, links, marks of punctuation, tags, the place among the neighbours, how
many words a run shares with the bulk of the text, and what the names of parts have meant on other pages (hints).
The kinds of figures are those of Kohlschütter et al. 2010 (WSDM, boilerplate detection by shallow text features) and
Vogels et al. 2018 (ECIR, Web2Text), with sums over the elements around a run.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import log2

from lxml.html import HtmlElement

from broadsheet.extract.runs import INLINE, Run

Hints = Callable[[str], float]

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_LONG_WORD = re.compile(rf"[{_CJK}]{{2}}|[^\W\d_{_CJK}]{{5,}}")
_DENSE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60]")
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]")
_CLOSED = tuple('.!?…。！？؟।։۔"”’»)」』')
_COLONS = (":", "：")
_PARAGRAPH, _FEW_LINKS = 80, 0.35  # a run as long, in characters, with fewer links is a paragraph
_A_LINK, _LONG_LINK = 0.9, 7.0  # share; log2 of characters: shorter links outside the text are not weighed
_FADES = 0.7  # how much the names of the element above count beside an element's own
_ENOUGH = 4_000  # characters of a run whose words are looked at
_MOST_WORDS = 600_000  # characters of a page whose words are looked at; a long book review has 60,000
_MOST_NAMES = 150_000  # characters of class and id that are looked at; no page of the evaluation data has a third of it
_FAR = 60  # runs; further away is as far
_UNKNOWN = -1.0  # there is no such thing: no neighbour, no long word

_TAGS = {
    name: float(number)
    for number, names in enumerate(
        (
            "p", "blockquote", "h2", "h3 h4 h5 h6", "li", "pre code", "dt dd", "td th", "div", "section article main",
            "figcaption", "h1", "time address", "aside footer header",
        )
    )
    for name in names.split()
}  # fmt: skip
_OTHER_TAG = 14.0
_ARTICLE, _MAIN, _ASIDE, _LIST, _BODY = 1, 2, 4, 8, 16
_AROUND = {
    "article": _ARTICLE, "main": _MAIN, "aside": _ASIDE, "footer": _ASIDE, "header": _ASIDE, "form": _ASIDE,
    "ul": _LIST, "ol": _LIST, "dl": _LIST, "table": _LIST,
}  # fmt: skip
_STRONG = frozenset(("strong", "b"))
_SLANTED = frozenset(("em", "i", "small", "cite"))


class Part:
    """An element with runs in it, and sums over them. `core`: characters in paragraphs. `bulk`: how much of the
    page's paragraphs stand right under it. `total`, `least`, `most`: of the hints of it and those above."""

    __slots__ = (
        "_sums", "above", "around", "bulk", "core", "depth", "element", "hint", "inside", "least", "length", "linked",
        "look", "most", "runs", "tag", "total",
    )  # fmt: skip

    def __init__(self, element: HtmlElement, above: "Part | None", hints: Hints) -> None:
        self.element, self.tag = element, str(element.tag)
        self.look = element.get("class", "")
        own = element.get("id", "")
        self.hint = hint = hints(f"{self.look} {own}") if self.look or own else 0.0
        self.around = _AROUND.get(self.tag, 0)
        if "articlebody" in element.get("itemprop", "").lower():
            self.around |= _BODY
        if above is None:
            self.above, self.depth, self.total, self.least, self.most = self, 0, hint, min(0.0, hint), max(0.0, hint)
        else:
            self.above, self.depth, self.total = above, above.depth + 1, hint + _FADES * above.total
            self.around |= above.around
            self.least = hint if hint < above.least else above.least
            self.most = hint if hint > above.most else above.most
        self.length = self.runs = self.core = 0
        self.linked = self.bulk = 0.0
        self.inside = False
        self._sums: tuple[float, ...] | None = None

    @property
    def sums(self) -> tuple[float, ...]:
        """Once all is added up: length, share of links, share of paragraphs, number of runs."""
        if self._sums is None:
            length = self.length or 1
            self._sums = (log2(1 + length), self.linked / length, self.core / length, self.runs)
        return self._sums


class Layout:
    """The runs of one page in their elements. `parts`: for each run, the innermost block around it. `lengths`: as
    `length_of` has them. `styles`: 1 for bold, 2 for slanted. `paragraphs`: whether a run is one. `top`: the element
    with the bulk of the text. `bulk`: the numbers of the paragraphs in it."""

    def __init__(self, runs: Sequence[Run], hints: Hints) -> None:
        self.runs = runs
        self.parts: list[Part] = []
        self.styles: list[int] = []
        self.lengths: list[int] = []
        self.paragraphs: list[bool] = []
        self._hints = hints
        self._room = _MOST_NAMES
        self._known: dict[HtmlElement, Part] = {}
        for run in runs:
            self._add(run)
        every = list(self._known.values())  # a part comes behind the one above it
        for part in reversed(every):
            above = part.above
            if above is not part:
                above.length += part.length
                above.linked += part.linked
                above.runs += part.runs
                above.core += part.core
        self.top = max(every, key=lambda part: part.bulk)
        for part in every:
            part.inside = part is self.top or part.above.inside
        inside = (part.inside for part in self.parts)
        self.bulk = [place for place, both in enumerate(zip(self.paragraphs, inside, strict=True)) if all(both)]

    def _add(self, run: Run) -> None:
        element, style = run.holder, 0
        while (tag := element.tag) in INLINE:
            style |= 1 if tag in _STRONG else 2 if tag in _SLANTED else 0
            parent = element.getparent()
            if parent is None:
                break
            element = parent
        part = self._known.get(element) or self._part(element)
        length, linked = length_of(run.words), run.linked
        paragraph = length >= _PARAGRAPH and linked <= _FEW_LINKS
        self.lengths.append(length)
        self.paragraphs.append(paragraph)
        part.length += length
        part.linked += length * linked
        part.runs += 1
        if paragraph:
            part.core += length
            part.above.bulk += length
            part.above.above.bulk += length / 2
            part.above.above.above.bulk += length / 4
        self.parts.append(part)
        self.styles.append(style)

    def _part(self, element: HtmlElement) -> Part:
        """A new part, with those above it. Not by recursion: a page is up to 256 deep."""
        chain = [element]
        while (parent := chain[-1].getparent()) is not None and parent not in self._known:
            chain.append(parent)
        above = None if parent is None else self._known[parent]
        for one in reversed(chain):
            above = self._known[one] = Part(one, above, self._hints if self._room > 0 else _no_hint)
            self._room -= len(above.look)
        assert above is not None
        return above


def _no_hint(_names: str) -> float:
    return 0.0


def figures_of(layout: Layout, title: str, descriptions: Sequence[str]) -> dict[int, list[float]]:
    """The figures of the runs by number, in order, without those that are links far from the bulk of the text.

    `title` and `descriptions`: what the page says of itself.
    """
    words = _Words(layout, title, descriptions)
    places = _places(layout)
    alike = _alike(layout)
    heads = [_head(run, length) for run, length in zip(layout.runs, layout.lengths, strict=True)]
    rows = {}
    top = layout.top
    core = top.core or 1
    for place, (run, part) in enumerate(zip(layout.runs, layout.parts, strict=True)):
        head = heads[place]
        if not part.inside and run.linked >= _A_LINK and head[0] < _LONG_LINK:
            continue
        above = part.above
        over = above.above
        around = part.around
        rows[place] = (
            [
                *head, *_tail(run.words), layout.styles[place],
                *words.figures(place),
                _TAGS.get(part.tag, _OTHER_TAG),
                around & _ARTICLE, around & _MAIN, around & _ASIDE, around & _LIST, around & _BODY,
                part.hint, above.hint, part.total, part.least, part.most,
                *part.sums[:3], *above.sums, *over.sums, *over.above.sums,
                part.inside, part.depth - top.depth, part.depth, above.core / core,
                *places(place),
                *alike[place],
                *_beside(layout, heads, place, -1), *_beside(layout, heads, place, 1),
            ]
        )  # fmt: skip
    return rows


def length_of(words: str) -> int:
    """Characters; those of Chinese and Japanese, which say as much with half of them, count twice."""
    return len(words) if words.isascii() else len(words) + len(_DENSE.findall(words))


def _head(run: Run, length: int) -> tuple[float, ...]:
    """What a run says of itself, for those beside it too: its length, its links, its end."""
    words = run.words
    return (
        log2(1 + length),
        run.linked,
        2.0 if words.endswith(_CLOSED) else 1.0 if words.endswith(_COLONS) else 0.0,
    )


def _tail(words: str) -> tuple[float, ...]:
    """What it says further: its commas, its capitals, the length of its words."""
    length = len(words) or 1
    count = words.count(" ") + 1
    commas = words.count(",")
    if not words.isascii():
        commas += words.count("，") + words.count("、") + words.count("،")
    return commas / length, len(_CAPITALS.findall(words, 0, 300)) / min(count, 50), length / count


class _Words:
    """The long words of each run, beside those of the title, of the description and of the bulk of the text."""

    def __init__(self, layout: Layout, title: str, descriptions: Sequence[str]) -> None:
        self._said = Counter(run.words for run in layout.runs)
        self._room = _MOST_WORDS
        self._layout = layout
        self._title = set(_LONG_WORD.findall(title.lower()))
        self._described = set(_LONG_WORD.findall(" ".join(descriptions[:3]).lower()))
        self._bulk = {place: self._long(place) for place in layout.bulk}
        once: set[str] = set()
        twice: set[str] = set()
        for words in self._bulk.values():
            twice |= once & words
            once |= words
        self._once, self._twice = once, twice

    def figures(self, place: int) -> tuple[float, ...]:
        said = self._said[self._layout.runs[place].words]
        words = self._bulk.get(place)
        elsewhere = self._once if words is None else self._twice  # its own words say nothing
        if words is None:
            words = self._long(place)
        if not words:
            return said, _UNKNOWN, _UNKNOWN, _UNKNOWN
        count = len(words)
        return (
            said,
            len(words & self._title) / count,
            len(words & self._described) / count,
            len(words & elsewhere) / count,
        )

    def _long(self, place: int) -> set[str]:
        """Of the bulk first: what comes when the page has had its share counts as a run without any."""
        if self._room < 0:
            return set()
        self._room -= len(self._layout.runs[place].words)
        return set(_LONG_WORD.findall(self._layout.runs[place].words[:_ENOUGH].lower()))


def _places(layout: Layout) -> Callable[[int], tuple[float, ...]]:
    """Where a run stands: on the page, and from the first and the last paragraph of the bulk and the heading."""
    count = len(layout.runs)
    before = [0, *accumulate(layout.lengths)]
    page = before[-1] or 1
    first, last = (layout.bulk[0], layout.bulk[-1]) if layout.bulk else (0, count - 1)
    heading = next((place for place, part in enumerate(layout.parts) if part.tag == "h1"), None)
    share = layout.top.core / page

    def of(place: int) -> tuple[float, ...]:
        return (
            place / count,
            before[place] / page,
            share,
            _near(place - first),
            _near(place - last),
            -_FAR if heading is None else _near(place - heading),
        )

    return of


def _near(steps: int) -> int:
    return -_FAR if steps < -_FAR else _FAR if steps > _FAR else steps


def _alike(layout: Layout) -> list[tuple[float, ...]]:
    """Of the runs beside each in elements of the same tag, and of all on the page that look the same: how many, how
    long, how much of them is links, and how much of the page they are."""
    beside: dict[tuple[Part, str], list[float]] = {}
    look: dict[tuple[str, str, str], list[float]] = {}
    places = []
    page = 0
    for run, length, part in zip(layout.runs, layout.lengths, layout.parts, strict=True):
        page += length
        above = part.above
        one = beside.setdefault((above, part.tag), [0, 0, 0, 0])
        other = look.setdefault((part.tag, part.look, above.look), [0, 0, 0, 0])
        linked, inside = length * run.linked, length * part.inside
        for sums in (one, other):
            sums[0] += 1
            sums[1] += length
            sums[2] += linked
            sums[3] += inside
        places.append((one, other))
    for sums in (*beside.values(), *look.values()):
        whole = sums[1] or 1.0
        sums[1:] = (whole / sums[0], sums[2] / whole, sums[3] / whole, whole / (page or 1))
    return [(*one[:3], one[4], *other) for one, other in places]


def _beside(layout: Layout, heads: Sequence[tuple[float, ...]], place: int, step: int) -> tuple[float, ...]:
    """The run before or behind: its length, its links, its end, and whether it stands beside this one."""
    other = place + step
    if not 0 <= other < len(heads):
        return _UNKNOWN, _UNKNOWN, _UNKNOWN, _UNKNOWN
    part, theirs = layout.parts[place], layout.parts[other]
    near = 0.0 if theirs.above is not part.above else 2.0 if theirs.tag == part.tag else 1.0
    return *heads[other], near
