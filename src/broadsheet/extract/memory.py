"""Site memory: a page's furniture, told from the other pages of its site. Pure.

A line is furniture where the same words stood in the same place (the path of tags and classes) on several pages of
different stories, as a fair share of the site's pages (`recurrence`). Once known, it is recognized by its mark alone.
Where a container of its own held nothing but furniture on many pages, other words in it are furniture too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.extract import excerpts, selection
from broadsheet.extract.fingerprints import (
    after_the_name,
    all_marks,
    leaf_of,
    lines_of,
    path_of,
    with_furniture,
    words_of,
)
from broadsheet.extract.recurrence import STORIES, furniture_places, may_be_furniture, reason
from broadsheet.extract.runs import Run
from broadsheet.model.sites import MOST_BLOCKS, MOST_PAGES, Block, Impression, Line, Memory, Stand
from broadsheet.text import urls

_MOST_TAKEN = 0.34  # share of a text that may be furniture
_EXCERPT = 100  # characters of a line that are kept of furniture
_ALIKE = 60  # characters in which a line agrees with what is kept of furniture
_LONGEST_PATH = 200  # characters


@dataclass(frozen=True, slots=True)
class Recalled:
    """`kept`: the text without what the memory knows for furniture. `impression`: what the page adds to the memory.
    `found`: the furniture, by the run."""

    kept: Mapping[int, str]
    impression: Impression
    found: Mapping[int, Block] = field(default_factory=dict)


def recall(
    memory: Memory, url: str, title: str, runs: Sequence[Run], chosen: Iterable[int], kept: Mapping[int, str]
) -> Recalled:
    """Tell the furniture among the `kept` runs. `chosen`: the runs that were taken for text before the page's own rules
    took some out. `url`: the page's address. The text never loses more than a third, or becomes none."""
    lines = lines_of(runs, chosen, kept)
    leaf = leaf_of(url, title, runs, kept, lines.values())
    others = Memory(tuple(one for one in memory.leaves if one.page != leaf.page), memory.blocks)
    found = _found(others, runs, lines, kept)
    left = {place: words for place, words in kept.items() if place not in found}
    if not found or not _enough(runs, kept, left):
        return Recalled(kept, Impression(urls.site(url), leaf))
    leaf = with_furniture(leaf, {block.mark for block in found.values()})
    blocks = {block.mark: block for block in found.values()}
    known = tuple(mark for mark in blocks if mark in memory.blocks)
    learned = tuple(block for mark, block in blocks.items() if mark not in memory.blocks)
    return Recalled(left, Impression(urls.site(url), leaf, known, learned), found)


def without(text: str, blocks: Iterable[Block]) -> str:
    """A text from before the furniture of its site was known, without it."""
    known = {_key(block.words) for block in blocks}
    return "\n".join(line for line in text.split("\n") if _key(line.removeprefix("- ")) not in known)


def grown(memory: Memory, impression: Impression, now: int) -> Memory:
    """The memory with one more page in it: what the store does, for those who have none. `now`: seconds since 1970,
    UTC."""
    leaves = [leaf for leaf in memory.leaves if leaf.page != impression.leaf.page]
    blocks = dict(memory.blocks)
    for mark in impression.known:
        blocks[mark] = replace(blocks[mark], pages=blocks[mark].pages + 1, last=now)
    for block in impression.learned:
        blocks[block.mark] = replace(block, since=now, last=now)
    return Memory((*leaves, impression.leaf)[-MOST_PAGES:], dict(list(blocks.items())[-MOST_BLOCKS:]))


def _key(line: str) -> str:
    return after_the_name(line[:_EXCERPT])[:_ALIKE]


def _found(memory: Memory, runs: Sequence[Run], lines: Mapping[int, Line], kept: Mapping[int, str]) -> dict[int, Block]:
    """The runs that are furniture, with the block that each is."""
    seen = Counter(all_marks(memory.leaves))
    often = [place for place, line in lines.items() if seen[line.mark] >= STORIES]
    left = [line for place, line in lines.items() if place in kept and line.mark not in memory.blocks]
    apart = {line.place for line in left if line.stand & Stand.APART}
    places = furniture_places(memory.leaves, memory.blocks.values(), apart)
    found = {}
    for place, line in lines.items():
        run, known = runs[place], memory.blocks.get(line.mark)
        if (
            place not in kept
            or not (known or place in often or line.place in places)
            or not may_be_furniture(run, line)
        ):
            continue
        because = known.because if known else ""
        if not because and place in often:
            besides = {word for other in often for word in words_of(runs[other].words)}
            because = reason(memory.leaves, line, run, besides)
        if not because and line.place in places and line.stand & Stand.APART:
            because = "What stands there on other pages is furniture."
        if because:
            where = path_of(run.holder)[-_LONGEST_PATH:]
            found[place] = Block(line.mark, line.place, where, run.words[:_EXCERPT], because)
    return found


def _enough(runs: Sequence[Run], kept: Mapping[int, str], left: Mapping[int, str]) -> bool:
    """Whether what is left is a text, and most of it."""
    before = sum(len(runs[place].words) for place in kept)
    after = sum(len(runs[place].words) for place in left)
    return after >= (1 - _MOST_TAKEN) * before and not excerpts.is_too_short(selection.text_of(runs, left))
