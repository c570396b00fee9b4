"""Live blogs: a page whose text is entries, each with a time.

They are known by schema.org (LiveBlogPosting, liveBlogUpdate) or by how they look: parts of one kind that each hold a
<time>, in which most of the text stands that the model takes for the article's. Each entry then begins with a subhead
of its time and its heading, its text is kept whole, and what the page tells of further entries to machines only is
put behind them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from broadsheet.extract import figures, jsonld
from broadsheet.extract.runs import Run, block_of
from broadsheet.text import dates, live
from broadsheet.text.words import fold, plain, squash

HEAD = "data-entry"  # an attribute of the subheads that are made here
MOST = 500  # entries
_PARTS = frozenset({"article", "section", "li"})
_PARTS_TOLD = _PARTS | {"div"}
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LEVELS = 6  # elements around a <time> of which one may be the entry
_FEWEST, _FEWEST_TOLD = 3, 2  # entries that make a live blog by their looks, and where the page says that it is one
_SHORTEST_ENTRY = 40  # characters without links
_MOST_IN_ENTRIES = 0.6  # share of the article's text
_LONGEST_INTRO = 2_000  # characters above the entries
_MOST_SAY = 0.5  # share of the entries that say more than a few words
_MOST_LINKED = 0.5
_SHORTEST = 25  # characters of a line that is text without a full stop
_ENDS = tuple('.!?…。！？؟।۔"”’»)」』:：')
_CLOCKS = [
    re.compile(rf"(?<!\d)(\d{{1,2}})\s?{mark}\s?(\d{{2}})(?!\d|[.:/]\d)(?:\s?([ap])\.?m\b)?", re.I)
    for mark in (":", "[.h]")
]
_SEEN = 60  # letters by which an entry is found on the page
_FEW = 20  # updates that are looked for
_LONGEST_CLOCK = 14  # characters: "14:05 Uhr", "2:05 pm EST"
_LOOKED_AT = 300  # elements of an entry


@dataclass(frozen=True, slots=True)
class Update:
    """An entry as the page tells machines of it: `when` as ISO 8601 or "", heading, text."""

    when: str
    heading: str
    text: str


def updates_of(node: jsonld.Node) -> tuple[Update, ...]:
    """The entries in the JSON-LD of a page, in its order."""
    told: Any = node.get("liveBlogUpdate")
    found = []
    for one in (told if isinstance(told, list) else [told])[:MOST]:
        if not isinstance(one, dict):
            continue
        text = jsonld.first(one.get("articleBody"))
        heading = squash(plain(jsonld.first(one.get("headline")) or jsonld.first(one.get("name"))))
        when = dates.parse(jsonld.first(one.get("datePublished")) or jsonld.first(one.get("dateModified")))
        if text or heading:
            found.append(Update(when.iso if when else "", heading, text))
    return tuple(found)


def find(root: HtmlElement, *, told: bool) -> list[HtmlElement]:
    """The entries that the page shows, in order: the parts of one kind of which most hold a <time> and words of their
    own. `told`: the page says that it is a live blog. Empty where there are too few."""
    times = list(islice(_times(root, told=told), MOST))
    if len(times) < (_FEWEST_TOLD if told else _FEWEST):
        return []
    kinds: dict[tuple[int, str, str], dict[HtmlElement, None]] = {}
    for time in times:
        depth = sum(1 for _ in time.iterancestors())
        for level, part in zip(range(_LEVELS), time.iterancestors(), strict=False):
            if part.tag in (_PARTS_TOLD if told else _PARTS):
                kinds.setdefault((depth - level, str(part.tag), _look(part)), {})[part] = None
    best: list[HtmlElement] = []
    most = (_FEWEST_TOLD if told else _FEWEST) - 1
    for _, parts in sorted(kinds.items(), key=lambda kind: kind[0][0]):  # the outermost of those that are as many
        many = sum(1 for part in parts if _has_words(part)) if len(parts) > most else 0
        if many > most and many >= _MOST_SAY * len(parts):
            best, most = list(parts), many
    return best


def are_the_text(
    entries: Sequence[HtmlElement], updates: Sequence[Update], runs: Sequence[Run], chosen: Mapping[int, str]
) -> bool:
    """Whether most of what was chosen stands in three entries at least, and little before them: an article has more
    above its comments. Or whether machines are told that these are the entries."""
    if updates:
        said = _key(" ".join(entry.text_content() for entry in entries))
        return any((key := _key(plain(one.text))[:_SEEN]) and key in said for one in updates[:_FEW])
    inside = _inside(entries, runs, chosen)
    whole = sum(len(runs[place].words) for place in chosen)
    within = sum(len(runs[place].words) for place in inside)
    above = sum(len(runs[place].words) for place in chosen if place < min(inside, default=0))
    return len(set(inside.values())) >= _FEWEST and within >= _MOST_IN_ENTRIES * whole and above <= _LONGEST_INTRO


def set_heads(root: HtmlElement, entries: Sequence[HtmlElement], updates: Sequence[Update]) -> list[HtmlElement]:
    """Begin each entry with a subhead of its time and heading, in place of both; and put the updates that the page does
    not show behind the last one. All entries, in order; in place."""
    said = _key(root.text_content())
    missing = [one for one in updates if (key := _key(plain(one.text) or one.heading)[:_SEEN]) and key not in said]
    whens = [_when(entry) for entry in entries]
    days = {day for day, _ in whens if day} | {one.when[:10] for one in missing if one.when}
    several = len(days) > 1
    for entry, (day, clock) in zip(entries, whens, strict=True):
        _unlist(entry)
        _set_head(entry, day if several else "", clock)
    if not missing:
        return list(entries)
    around = entries[-1].getparent() if entries else root.find("body")
    after = around if around is not None else root
    added = [_built(after, one, several=several) for one in missing]
    place = after.index(entries[-1]) + 1 if entries else len(after)
    for one in reversed(added):
        after.insert(place, one)
    return [*entries, *added]


def kept_of(entries: Sequence[HtmlElement], runs: Sequence[Run], chosen: Mapping[int, str]) -> dict[int, str]:
    """What was chosen, and of the entries all that is text."""
    inside = _inside(entries, runs, range(len(runs)))
    text = {place: runs[place].words for place in inside if _is_text(runs[place])}
    return dict(sorted({**chosen, **text}.items()))


def _is_text(run: Run) -> bool:
    if run.holder.get(HEAD) is not None:
        return True
    if run.linked > _MOST_LINKED or figures.is_caption(run.holder):
        return False
    return block_of(run.holder).tag in _HEADINGS or len(run.words) >= _SHORTEST or run.words.endswith(_ENDS)


def _times(part: HtmlElement, *, told: bool) -> Iterator[HtmlElement]:
    """The times in a part; where it has no <time> and is told to be of a live blog, what says no more than a clock."""
    found = next(part.iter("time"), None)
    if found is not None or not told:
        yield from part.iter("time")
        return
    for one in part.iter("span", "p", "div", "strong", "b", "em", "small"):
        text = (one.text or "").strip() if not len(one) else ""
        if 4 <= len(text) <= _LONGEST_CLOCK and _clock(text):
            yield one


def _inside(
    entries: Sequence[HtmlElement], runs: Sequence[Run], places: Mapping[int, str] | Sequence[int]
) -> dict[int, HtmlElement]:
    """For the runs that stand in an entry, which."""
    known = set(entries)
    found = {}
    for place in places:
        holder = runs[place].holder
        entry = next((one for one in (holder, *holder.iterancestors()) if one in known), None)
        if entry is not None:
            found[place] = entry
    return found


def _look(part: HtmlElement) -> str:
    """What parts of one kind have in common of their class: its first word without numbers."""
    return re.sub(r"\d+", "0", part.get("class", "").strip().partition(" ")[0])


def _has_words(part: HtmlElement) -> bool:
    """Whether a part says something beside its links; not all of it is read."""
    length = 0
    for element in islice(part.iter(), _LOOKED_AT):
        if element.tag not in ("a", "time") and isinstance(element.tag, str):
            length += len((element.text or "").strip())
        if element is not part and element.getparent().tag != "a":
            length += len((element.tail or "").strip())
        if length >= _SHORTEST_ENTRY:
            return True
    return False


def _when(entry: HtmlElement) -> tuple[str, str]:
    """Day and clock of an entry: the clock as it is shown, else as it is told to machines; "" where unknown."""
    time = next(_times(entry, told=True), None)
    if time is None:
        return "", ""
    said = dates.parse(time.get("datetime") or "")
    iso = said.iso if said else ""
    return iso[:10], _clock(squash(time.text_content())) or iso[11:16]


def _clock(text: str) -> str:
    found = next(filter(None, (clock.search(text) for clock in _CLOCKS)), None)
    if found is None or int(found[1]) > 24 or int(found[2]) > 59:
        return ""
    return f"{int(found[1])}:{int(found[2]):02}" + (f" {found[3].lower()}m" if found[3] else "")


def _set_head(entry: HtmlElement, day: str, clock: str) -> None:
    if clock:
        _empty(next(_times(entry, told=True)))
    heading = next(entry.iter(*_HEADINGS), None)
    title = squash(heading.text_content()) if heading is not None else ""
    if heading is not None:
        _empty(heading)
    line = live.head(day, clock, title)
    if line:
        entry.insert(0, _head(entry, line))
        entry[0].tail, entry.text = entry.text, None


def _unlist(entry: HtmlElement) -> None:
    """An entry is no item of a list, also where its page made it one."""
    around = entry.getparent()
    if entry.tag == "li" and around is not None:
        entry.tag = "div"
        around.tag = "div"


def _empty(part: HtmlElement) -> None:
    part.text = None
    for child in list(part):
        part.remove(child)


def _head(near: HtmlElement, line: str) -> HtmlElement:
    made = near.makeelement("h3", {HEAD: ""})
    made.text = line
    return made


def _built(near: HtmlElement, update: Update, *, several: bool) -> HtmlElement:
    """An entry that only machines were told of."""
    entry = near.makeelement("article")
    line = live.head(update.when[:10] if several else "", update.when[11:16], update.heading)
    if line:
        entry.append(_head(near, line))
    markup = update.text.replace("</p>", "\n").replace("<br>", "\n").replace("<br/>", "\n")
    for block in filter(str.strip, markup.split("\n")):
        paragraph = near.makeelement("p")
        paragraph.text = plain(block)
        entry.append(paragraph)
    return entry


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
