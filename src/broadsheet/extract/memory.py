"""Site memory: which lines of a page are its outlet's furniture, told from the outlet's other pages. Pure.

A line is furniture where the same words stood in the same place (the path of tags and classes) on several pages of
different stories, as a fair share of the outlet's pages. What recurs because it is news does not pass: a quotation is
never judged, the pages of one story count as one page (they have rare words in common), and a line that always opens
the text is the outlet's own first line. No word list, no language.

Once known, a line is recognized by its mark alone. Where a container of its own held nothing but furniture on many
pages, other words in it are furniture too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from hashlib import blake2b
from zlib import crc32

from lxml.html import HtmlElement

from broadsheet.extract import excerpts, selection, vocabulary
from broadsheet.extract.runs import Run, block_of
from broadsheet.model.sites import MOST_BLOCKS, MOST_PAGES, Block, Impression, Leaf, Line, Memory, Stand
from broadsheet.text import urls
from broadsheet.text.words import fold, tokens

_EXCERPT = 100  # characters of a line that are kept of furniture
_LONGEST, _SHORTEST = 600, 4  # characters of a line that may be furniture
_SHORTEST_AMONG = (
    24  # characters, where it stands among the text's own paragraphs; half of it in scripts without spaces
)
_STORIES = 4  # different ones that a line must have been seen in
_SHARE = 0.125  # of the remembered pages that a line must stand on
_WITHOUT = 5  # remembered pages without the line: from these the language's common words are learned
_EVERYWHERE, _EVERYWHERE_AMONG = (
    8,
    12,
)  # pages with the line that are needed where too few are without it; among the text
_RARE = 0.05  # share of those pages that a rare word may stand on
_SHARED = 4  # rare words in common make two pages one story (notes/site-memory.md)
_ALIKE = 0.45  # share of all words in common that does so in any case
_CLOSING = 0.66  # share of the pages that a plain line at the text's end must stand on
_PLACE_PAGES, _PLACE_LINES = 6, 2  # pages, and different lines, that make a place one of furniture
_MOST_LINES = 250  # of one page
_MOST_TAKEN = 0.34  # share of a text that may be furniture
_HEAD = 1000  # characters of the text that tell its story
_DEEPEST = 5  # elements of a path
_QUOTES = "\"'“”„«»‹›‘’‚「『《〈"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "figcaption"})
_DIGITS = str.maketrans("123456789", "000000000")


@dataclass(frozen=True, slots=True)
class Recalled:
    """`kept`: the text without what the memory knows for furniture. `impression`: what the page adds to the memory."""

    kept: Mapping[int, str]
    impression: Impression


def recall(
    memory: Memory, url: str, title: str, runs: Sequence[Run], chosen: Iterable[int], kept: Mapping[int, str]
) -> Recalled:
    """Tell the furniture among the `kept` runs. `chosen`: the runs that were taken for text before the page's own rules
    took some out. `url`: the page's address. The text never loses more than a third, or becomes none."""
    lines = _lines(runs, sorted(chosen), kept)
    leaf = Leaf(_digest(urls.identity(url), 6), _story(title, runs, kept), tuple(lines.values()))
    others = [one for one in memory.leaves if one.page != leaf.page]
    found = _found(Memory(tuple(others), memory.blocks), runs, lines, kept)
    left = {place: words for place, words in kept.items() if place not in found}
    if not _enough(runs, kept, left):
        left, found = dict(kept), {}
    known = memory.blocks or {}
    leaf = replace(leaf, lines=tuple(_taken(line) if place in found else line for place, line in lines.items()))
    return Recalled(
        left,
        Impression(
            urls.site(url),
            leaf,
            tuple({block.mark for block in found.values() if block.mark in known}),
            tuple({block.mark: block for block in found.values() if block.mark not in known}.values()),
        ),
    )


def without(text: str, blocks: Iterable[Block]) -> str:
    """A text from before the furniture of its site was known, without it."""
    known = {block.words for block in blocks}
    return "\n".join(line for line in text.split("\n") if line.removeprefix("- ")[:_EXCERPT] not in known)


def grown(memory: Memory, impression: Impression, now: int) -> Memory:
    """The memory with one more page in it: what the store does, for those who have none. `now`: seconds since 1970,
    UTC."""
    leaves = [leaf for leaf in memory.leaves if leaf.page != impression.leaf.page]
    blocks = dict(memory.blocks or {})
    for mark in impression.known:
        blocks[mark] = replace(blocks[mark], pages=blocks[mark].pages + 1, last=now)
    for block in impression.learned:
        blocks[block.mark] = replace(block, since=now, last=now)
    return Memory((*leaves, impression.leaf)[-MOST_PAGES:], dict(list(blocks.items())[-MOST_BLOCKS:]))


def _found(memory: Memory, runs: Sequence[Run], lines: Mapping[int, Line], kept: Mapping[int, str]) -> dict[int, Block]:
    """The runs that are furniture, with the block that each is."""
    blocks = memory.blocks or {}
    seen = Counter(mark for leaf in memory.leaves for mark in {line.mark for line in leaf.lines})
    often = [place for place, line in lines.items() if seen[line.mark] >= _STORIES]
    places = _furniture_places(memory) if blocks else frozenset()
    found = {}
    for place, line in lines.items():
        run = runs[place]
        if place not in kept or _is_quotation(run):
            continue
        because = blocks[line.mark].because if line.mark in blocks else ""
        if not because and seen[line.mark] >= _STORIES and _may_recur(run, line):
            besides = {word for other in often for word in _words(runs[other].words)}
            because = _recurs(memory.leaves, line, run, besides)
        if not because and line.place in places and line.stand & Stand.APART:
            because = "What stands there on other pages is furniture."
        if because:
            path = " > ".join(_path(run.holder, {}))
            found[place] = Block(line.mark, line.place, path[-200:], run.words[:_EXCERPT], because)
    return found


def _recurs(leaves: Sequence[Leaf], line: Line, run: Run, besides: Set[int]) -> str:
    """Why a line is furniture, from the other pages that have it; "" where it need not be. `besides`: words that are no
    sign of a story, since they are of lines that recur themselves."""
    having: list[Leaf] = []
    without: list[Leaf] = []
    for leaf in leaves:
        (having if any(one.mark == line.mark for one in leaf.lines) else without).append(leaf)
    share = len(having) / len(leaves)
    among = not _is_linked(run) and not line.stand & Stand.APART
    fewest = _EVERYWHERE_AMONG if among else _EVERYWHERE
    if share < _SHARE or (len(without) < _WITHOUT and len(having) < fewest):
        return ""
    if among:
        stands = [one.stand for leaf in having for one in leaf.lines if one.mark == line.mark]
        if _mostly(stands, Stand.OPENS):
            return ""  # a standing first line, such as a column's
        everywhere = share >= _CLOSING and len(having) >= _EVERYWHERE
        if _mostly(stands, Stand.CLOSES) and (not everywhere or _credits(run)):
            return ""
    if _stories(having, without, besides) < _STORIES:
        return ""
    return f"The same words stood there on {len(having)} of {len(leaves)} pages, in different stories."


def _mostly(stands: Sequence[Stand], stand: Stand) -> bool:
    return sum(bool(one & stand) for one in stands) * 2 > len(stands)


def _credits(run: Run) -> bool:
    """Whether a line names an agency, as in "The Associated Press contributed to this report"."""
    return vocabulary.pattern("credits", "agencies").search(fold(run.words)) is not None


def _stories(having: Sequence[Leaf], without: Sequence[Leaf], besides: Set[int]) -> int:
    """How many pages there are, at most _STORIES, of which no two are about the same."""
    common = _common(without) if len(without) >= _WITHOUT else _common(having, besides=2)
    apart: list[Leaf] = []
    for leaf in having:
        if not any(_same_story(leaf, other, common, besides) for other in apart):
            apart.append(leaf)
            if len(apart) == _STORIES:
                break
    return len(apart)


def _common(leaves: Sequence[Leaf], besides: int = 0) -> Set[int]:
    """The words that stand on too many pages to tell of a story. `besides`: so many of the pages are the ones that are
    compared, and do not count."""
    seen = Counter(word for leaf in leaves for word in leaf.words)
    most = max(1, round(_RARE * len(leaves))) + besides
    return {word for word, times in seen.items() if times > most}


def _same_story(one: Leaf, other: Leaf, common: Set[int], besides: Set[int]) -> bool:
    if one.page == other.page:
        return True
    both = (one.words & other.words) - besides
    fewest = max(1, min(len(one.words), len(other.words)))
    return len(both - common) >= _SHARED or len(both) >= _ALIKE * fewest


def _furniture_places(memory: Memory) -> frozenset[int]:
    """The places apart from the text where many pages had furniture, and none anything else."""
    blocks = memory.blocks or {}
    wanted = {block.place for block in blocks.values()}
    pages, marks, spoiled = Counter[int](), dict[int, set[int]](), set[int]()
    for leaf in memory.leaves:
        here = [line for line in leaf.lines if line.place in wanted]
        pages.update({line.place for line in here})
        for line in here:
            marks.setdefault(line.place, set()).add(line.mark)
            if not (line.stand & Stand.FURNITURE or line.mark in blocks) or not line.stand & Stand.APART:
                spoiled.add(line.place)
    enough = {place for place, of in pages.items() if of >= _PLACE_PAGES and len(marks[place]) >= _PLACE_LINES}
    return frozenset(enough - spoiled)


def _lines(runs: Sequence[Run], chosen: Sequence[int], kept: Mapping[int, str]) -> dict[int, Line]:
    """The lines that may be furniture, by the numbers of their runs."""
    text = _text_container(runs, kept)
    first, last = min(kept, default=-1), max(kept, default=-1)
    paths: dict[HtmlElement, list[str]] = {}
    found = {}
    for place in chosen:
        run = runs[place]
        if not _SHORTEST <= len(run.words) <= _LONGEST:
            continue
        path = " ".join(_path(run.holder, paths))
        stand = Stand.OPENS * (place == first) | Stand.CLOSES * (place == last)
        stand |= Stand.FURNITURE * (place not in kept)
        stand |= Stand.APART * (_container(run) is not text)
        found[place] = Line(_digest(f"{path}\n{fold(run.words)}", 4), _digest(path, 4), Stand(stand))
        if len(found) == _MOST_LINES:
            break
    return found


def _text_container(runs: Sequence[Run], kept: Mapping[int, str]) -> HtmlElement | None:
    """The element that the most of the text's paragraphs stand in."""
    letters: dict[HtmlElement | None, int] = {}
    for place in kept:
        container = _container(runs[place])
        letters[container] = letters.get(container, 0) + len(runs[place].words)
    return max(letters, key=lambda container: letters[container], default=None)


def _container(run: Run) -> HtmlElement | None:
    return block_of(run.holder).getparent()


def _path(holder: HtmlElement, paths: dict[HtmlElement, list[str]]) -> list[str]:
    """The tags and classes that lead to an element, outermost first. Numbers in names count as one: they are often of
    the page."""
    found = paths.get(holder)
    if found is None:
        names = ".".join([str(holder.tag), *sorted(holder.get("class", "")[:100].split())]).translate(_DIGITS)
        parent = holder.getparent()
        above = _path(parent, paths) if parent is not None and parent.tag not in ("body", "html") else []
        found = paths[holder] = [*above, names]
    return found[-_DEEPEST:]


def _may_recur(run: Run, line: Line) -> bool:
    """Among the text's own paragraphs a short line or a heading recurs for good reasons: "Background", "(Reuters)"."""
    if line.stand & Stand.APART or _is_linked(run):
        return True
    dense = sum(1 for letter in run.words if "\u2e80" <= letter <= "\uffdc") * 2 > len(run.words)
    return block_of(run.holder).tag not in _HEADINGS and len(run.words) >= _SHORTEST_AMONG / (2 if dense else 1)


def _is_linked(run: Run) -> bool:
    return run.linked > 0.9


def _is_quotation(run: Run) -> bool:
    return run.words[:1] in _QUOTES or next(run.holder.iterancestors("blockquote"), None) is not None


def _story(title: str, runs: Sequence[Run], kept: Mapping[int, str]) -> frozenset[int]:
    """The words that the text begins with."""
    parts, room = [title], _HEAD
    for place in sorted(kept):
        if room <= 0:
            break
        parts.append(runs[place].words[:room])
        room -= len(runs[place].words)
    return _words(" \n".join(parts))


def _words(text: str) -> frozenset[int]:
    """Digests of the words that may tell a story, without their endings."""
    return frozenset(crc32(word[:6].encode()) & 0xFFFF for word in tokens(text) if len(word) > 3 or word > "\u0e00")


def _enough(runs: Sequence[Run], kept: Mapping[int, str], left: Mapping[int, str]) -> bool:
    """Whether what is left is a text, and most of it."""
    if len(left) == len(kept):
        return True
    before = sum(len(runs[place].words) for place in kept)
    after = sum(len(runs[place].words) for place in left)
    return after >= (1 - _MOST_TAKEN) * before and not excerpts.is_too_short(selection.text_of(runs, left))


def _taken(line: Line) -> Line:
    return replace(line, stand=line.stand | Stand.FURNITURE)


def _digest(text: str, size: int) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=size).digest(), "big")
