"""Why each block of a page is in its article or not: what `broadsheet extract --explain` shows.

The page is read a second time by the same functions, so that the others need not remember anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from broadsheet.extract import (
    body,
    dropcaps,
    embeds,
    forest,
    furniture,
    leads,
    memory,
    metadata,
    selection,
    signatures,
    trimming,
)
from broadsheet.extract.article import is_told, lead_and_text, weighed_runs
from broadsheet.extract.document import parse
from broadsheet.extract.evidence import Choice, heard
from broadsheet.extract.fingerprints import path_of
from broadsheet.extract.layout import Layout
from broadsheet.extract.metadata import Metadata
from broadsheet.extract.runs import Run
from broadsheet.model.listings import Entry
from broadsheet.model.pages import Page
from broadsheet.model.sites import Memory
from broadsheet.text.words import squash

LONGEST = 160  # characters of a block that are shown
_SILENT = frozenset({"script", "style", "template", "head", "title", "svg", "noscript", "input", "select", "textarea"})
_LONGEST_PATH = 120  # characters
_TOLD = "the page carries more text for machines (articleBody) than it shows, and that was taken"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One block: `path`, the tags and classes that lead to it; how it begins; whether it is in the article; and why.
    `score`: the log-odds that the model gives it, None where it was not asked."""

    path: str
    words: str
    kept: bool
    because: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """`blocks`: in the order of the page. `lead`: what speaks for the standfirst."""

    blocks: tuple[Verdict, ...]
    lead: Choice[str]


def verdicts(page: Page, site: Memory | None = None) -> Verdicts:
    """The verdict on each block of a page, among what is remembered of its `site`. Raises ExtractError where there is
    nothing that can be read as HTML, or too much."""
    document = parse(page)
    told = metadata.read(document, Entry(key=page.url), page.fetched)
    root = document.root
    order = _Order(root)
    embeds.place(root, document.base)
    furniture.clear(document, order.drop)
    dropcaps.join(root)
    runs, chosen = weighed_runs(root, told)
    authors = signatures.weighed(told.weighed.authors, runs, chosen, told)
    told = replace(told, weighed=replace(told.weighed, authors=authors))
    lead, kept = lead_and_text(runs, chosen, told)
    recalled = memory.recall(site or Memory(), document.url, told.title, runs, chosen, kept)
    found = list(_judged(runs, chosen, kept, recalled, told))
    if is_told(told, selection.text_of(runs, kept)):
        found = [replace(one, kept=False, because=_TOLD) if one.kept else one for one in found]
    blocks = sorted([*zip(order.places(root, runs), found, strict=True), *order.dropped], key=lambda one: one[0])
    text = selection.text_of(runs, recalled.kept)
    return Verdicts(tuple(verdict for _, verdict in blocks), _lead(runs, chosen, told, lead, text))


def _judged(
    runs: Sequence[Run], chosen: Mapping[int, str], kept: Mapping[int, str], recalled: memory.Recalled, told: Metadata
) -> Iterator[Verdict]:
    """A verdict for each run, in order."""
    layout = Layout(runs[: body.MOST_RUNS], forest.hint) if runs else None
    odds = body.odds_of(layout, forest.trained(), told.title, told.descriptions) if layout else {}
    lead = leads.find(runs, chosen, told.title, told.descriptions)
    out = trimming.taken_out(runs, chosen, told.title, lead, told.authors)
    for place, run in enumerate(runs):
        score = odds.get(place)
        is_kept = place in recalled.kept
        if is_kept:
            because = _spoken_for(score)
        elif place in recalled.found:
            because = f"known from other pages of the site: {recalled.found[place].because}"
        elif place == lead and place not in kept:
            is_kept, because = True, "the lead"
        elif place in chosen:
            because = out.get(place, "")
        else:
            because = _not_spoken_for(place, score)
        words = run.words[:LONGEST]
        rounded = None if score is None else round(score, 2)
        yield Verdict(path_of(run.holder)[-_LONGEST_PATH:], words, is_kept, because, rounded)


def _spoken_for(score: float | None) -> str:
    if score is not None and score > body.EVEN:
        return f"text by its layout: more than {body.EVEN}"
    return "stands between, or goes on, what is text by its layout; or belongs to an entry of a live blog"


def _not_spoken_for(place: int, score: float | None) -> str:
    if place >= body.MOST_RUNS:
        return f"behind the first {body.MOST_RUNS} blocks"
    if score is None:
        return "a link far from the text"
    return f"no text by its layout: not more than {body.EVEN}"


def _lead(runs: Sequence[Run], chosen: Mapping[int, str], told: Metadata, lead: str, text: str) -> Choice[str]:
    """The standfirst as the article has it, and what was believed."""
    found = list(leads.candidates(runs, chosen, told.title, told.descriptions))
    lines = [("line", runs[place].words) for place, _ in found]
    witnesses = heard([*lines, *(("description", said) for said in told.descriptions)])
    if not found:
        return Choice("", "", "no line was named so, or says what the description says", witnesses)
    if not lead:
        return Choice("", "", "without it the page would have no text", witnesses)
    if leads.is_beginning(lead, text):
        return Choice("", "", "the text begins with the same words", witnesses)
    return Choice(lead, "line", found[0][1], witnesses)


class _Order:
    """Where the parts of a page stood before any was taken out. A class for what is kept meanwhile: an element of lxml
    is the same object only as long as somebody holds it."""

    def __init__(self, root: HtmlElement) -> None:
        self.dropped: list[tuple[tuple[int, int], Verdict]] = []
        self._starts: dict[HtmlElement, int] = {}
        self._ends: dict[HtmlElement, int] = {}  # the last element in it
        self._gone: set[HtmlElement] = set()
        for event, element in _walk(root):
            if event == "start":
                self._starts[element] = len(self._starts)
            else:
                self._ends[element] = len(self._starts) - 1

    def drop(self, element: HtmlElement, because: str) -> None:
        """Take note of a part that goes; of one without words nothing needs to be said."""
        inside = any(above in self._gone for above in element.iterancestors())
        self._gone.add(element)
        words = "" if inside or element.tag in _SILENT else squash(element.text_content())
        if words:
            path = path_of(element)[-_LONGEST_PATH:]
            at = (self._starts.get(element, 0), 0)
            self.dropped.append((at, Verdict(path, words[:LONGEST], kept=False, because=because)))

    def places(self, root: HtmlElement, runs: Sequence[Run]) -> list[tuple[int, int]]:
        """For each run, where it begins: the last element before it, and which of the runs behind that it is."""
        found = [(0, 0)] * len(runs)
        begins = {(run.opens, run.behind): place for place, run in enumerate(runs)}
        last = 0
        for event, element in _walk(root):
            last = max(last, (self._starts if event == "start" else self._ends).get(element, last))
            place = begins.get((element, event == "end"))
            if place is not None:
                found[place] = (last, 1 + place)
        return found


def _walk(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Each element as it begins and, behind all that is in it, as it ends. Not by recursion: a page is deep."""
    stack = [("start", root)]
    while stack:
        event, element = stack.pop()
        yield event, element
        if event == "start":
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))
