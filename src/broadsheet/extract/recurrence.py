"""Whether a line that recurs on an outlet's pages is furniture, told from the pages that have it and those that have it
not. No word list, no language, but for the names of agencies.

Pages are of one story where they have rare words in common: words that few of the outlet's other pages have. The
figures are measured on pages of known stories: notes/site-memory.md.
"""

from collections import Counter
from collections.abc import Collection, Sequence, Set

from broadsheet.extract import vocabulary
from broadsheet.extract.fingerprints import lines, marks, story
from broadsheet.extract.runs import Run, block_of
from broadsheet.model.sites import Block, Leaf, Line, Stand
from broadsheet.text.words import fold

STORIES = 4  # different ones that a line must have been seen in
_APART = 0.4  # of the pages that have a line must be of stories of their own
_SHARE = 0.125  # of the remembered pages that a line must stand on
_WITHOUT = 8  # remembered pages without the line: from these the language's common words are learned
_EVERYWHERE = 14  # pages with the line where fewer are without it: an outlet of one story has no other pages yet
_RARE = 0.05  # share of those pages that a rare word may stand on
_SHARED = 4  # rare words in common make two pages one story
_ALIKE = 0.45  # share of all words in common that does so in any case
_CLOSING = 0.66  # share of the pages that a plain line at the text's end must stand on
_PLACE_PAGES, _PLACE_LINES = 6, 2  # pages, and different lines, that make a place one of furniture
_SHORTEST_AMONG = (
    24  # characters, where it stands among the text's own paragraphs; half of it in scripts without spaces
)
_QUOTES = "\"'“”„«»‹›‘’‚「『《〈"
_CELLS = frozenset({"td", "th", "dt", "dd", "caption"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption"})


def may_be_furniture(run: Run, line: Line) -> bool:
    """Whether a line may be judged at all. A quotation never is, nor a cell of a table; among the text's own paragraphs
    a short line or a heading recurs for good reasons: "Background", "(Reuters)"."""
    if run.words[:1] in _QUOTES or next(run.holder.iterancestors("blockquote"), None) is not None:
        return False
    tag = block_of(run.holder).tag
    if tag in _CELLS or not _is_among(run, line):
        return tag not in _CELLS
    dense = sum(1 for letter in run.words if "\u2e80" <= letter <= "\uffdc") * 2 > len(run.words)
    return tag not in _HEADINGS and len(run.words) >= _SHORTEST_AMONG / (2 if dense else 1)


def reason(leaves: Sequence[Leaf], line: Line, run: Run, besides: Set[int]) -> str:
    """Why a line is furniture, from the other pages of its site; "" where it need not be. `besides`: words that are no
    sign of a story, since they are of lines that recur themselves."""
    having = [leaf for leaf in leaves if line.mark in marks(leaf)]
    missing = [leaf for leaf in leaves if line.mark not in marks(leaf)]
    if len(having) < _SHARE * len(leaves) or (len(missing) < _WITHOUT and len(having) < _EVERYWHERE):
        return ""
    if _is_among(run, line) and _stands_for_good(having, len(leaves), line, run):
        return ""
    if not _differ(having, missing, besides):
        return ""
    return f"The same words stood there on {len(having)} of {len(leaves)} pages, in different stories."


def furniture_places(leaves: Sequence[Leaf], blocks: Collection[Block], places: Set[int]) -> Set[int]:
    """Those of the places, which stand apart from the text, where many pages had furniture, of different words, and
    none anything else."""
    known, wanted = {block.mark for block in blocks}, {block.place for block in blocks if block.place in places}
    pages: Counter[int] = Counter()
    there: dict[int, set[int]] = {}
    for leaf in leaves if wanted else ():
        here = [line for line in lines(leaf) if line.place in wanted]
        pages.update({line.place for line in here})
        for line in here:
            there.setdefault(line.place, set()).add(line.mark)
            if not line.stand & Stand.APART or not (line.stand & Stand.FURNITURE or line.mark in known):
                wanted.discard(line.place)
    return {place for place in wanted if pages[place] >= _PLACE_PAGES and len(there[place]) >= _PLACE_LINES}


def _is_among(run: Run, line: Line) -> bool:
    """Whether it is plain text among the text's own paragraphs."""
    return run.linked < 0.9 and not line.stand & Stand.APART


def _stands_for_good(having: Sequence[Leaf], pages: int, line: Line, run: Run) -> bool:
    """Whether a line that recurs among the paragraphs is the text's own: a standing first line, such as a column's; a
    credit at the end; or what ends the texts of one kind only."""
    stands = [leaf.stands[marks(leaf).index(line.mark)] for leaf in having]
    if sum(bool(stand & Stand.OPENS) for stand in stands) * 2 > len(stands):
        return True
    if sum(bool(stand & Stand.CLOSES) for stand in stands) * 2 <= len(stands):
        return False
    everywhere = len(having) >= max(_EVERYWHERE, _CLOSING * pages)
    return not everywhere or vocabulary.pattern("credits", "agencies").search(fold(run.words)) is not None


def _differ(having: Sequence[Leaf], missing: Sequence[Leaf], besides: Set[int]) -> bool:
    """Whether there are enough pages with the line of which no two are about the same."""
    common = _common(missing) if len(missing) >= _WITHOUT else _common(having, compared=2)
    apart: list[Set[int]] = []
    for leaf in having:
        words = story(leaf) - besides
        if not any(_same_story(words, other, common) for other in apart):
            apart.append(words)
    return len(apart) >= max(STORIES, _APART * len(having))


def _common(leaves: Sequence[Leaf], compared: int = 0) -> Set[int]:
    """The words that stand on too many pages to tell of a story. `compared`: so many of the pages are the ones that are
    compared, and do not count."""
    seen = Counter(word for leaf in leaves for word in story(leaf))
    most = max(1, round(_RARE * len(leaves))) + compared
    return {word for word, times in seen.items() if times > most}


def _same_story(one: Set[int], other: Set[int], common: Set[int]) -> bool:
    both = one & other
    return len(both - common) >= _SHARED or len(both) >= _ALIKE * max(1, min(len(one), len(other)))
