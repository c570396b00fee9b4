"""The standfirst: found on the page, told from the text below it, and said once."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from broadsheet.extract import figures, vocabulary
from broadsheet.extract.runs import Run, block_of
from broadsheet.text.words import fold

_WORD = re.compile(r"[a-z]+|[A-Z][a-z]+|[A-Z]+(?![a-z])")
_PROPS = frozenset({"description", "alternativeheadline", "alternateheadline", "abstract"})
_SHORTEST, _LONGEST = 20, 700  # characters
_SPARED = 40  # characters by which two lines are told apart in most cases
_TEXT = 3  # lines that stand in one place: the text, and what is among them a paragraph of it
_ALIKE = 2  # lines of the next six that look like one: it is text as they are
_NO_LEADS = frozenset({"h1", "li", "figcaption"})
_BEFORE, _AFTER = 40, 2  # runs before the first of the text, and of the text itself, that are looked at


def find(runs: Sequence[Run], kept: Mapping[int, str], title: str, descriptions: Sequence[str]) -> int | None:
    """The number of the run that is the article's standfirst, or None.

    A run near the head of the text that its maker named so; or one that repeats the page's description and is not one
    of the text's own paragraphs, or is all in bold.
    """
    return next((place for place, _ in candidates(runs, kept, title, descriptions)), None)


def candidates(
    runs: Sequence[Run], kept: Mapping[int, str], title: str, descriptions: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """The runs that may be the standfirst, best first, each with what speaks for it."""
    order = sorted(kept)
    if not order:
        return
    described, called = [_key(text) for text in descriptions], _key(title)
    paragraphs = Counter(_place_of(block_of(runs[place].holder)) for place in order)
    start = _title_at(runs, order[0], title)
    below = [_look_of(block_of(runs[place].holder)) for place in order[1:7]]
    nearby = [place for place in range(start, order[0]) if place >= order[0] - _BEFORE] + order[:_AFTER]
    for place in nearby:
        run = runs[place]
        block = block_of(run.holder)
        if not _SHORTEST <= len(run.words) <= _LONGEST or block.tag in _NO_LEADS or _says(run.words, called):
            continue
        if figures.is_caption(run.holder):
            continue
        if _is_named(run):
            yield place, "its maker named it so"
        elif _is_described(run.words, described):
            if _is_bold(run, block):
                yield place, "it says what the page's description says, in bold"
            elif paragraphs[_place_of(block)] < _TEXT and not (place in kept and _looks_like_text(block, below)):
                yield place, "it says what the page's description says, and stands apart from the text"


def _place_of(block: HtmlElement) -> tuple[HtmlElement | None, str]:
    """Where a block stands: the text's own paragraphs share it. Lines of one block share the block."""
    return (block.getparent(), block.tag) if block.tag in ("p", "div", "section") else (block, "")


def _look_of(block: HtmlElement) -> tuple[str, str, int]:
    """What a block has in common with others of its kind: the tag, the class, the depth."""
    return block.tag, block.get("class", ""), sum(1 for _ in block.iterancestors())


def _looks_like_text(block: HtmlElement, below: Sequence[tuple[str, str, int]]) -> bool:
    """Whether a block is like those below it: the outlet took its description from the text's first paragraph."""
    return below.count(_look_of(block)) >= _ALIKE


def _is_bold(run: Run, block: HtmlElement) -> bool:
    """All of a paragraph in <strong> or <b>."""
    bold = next(block.iter("strong", "b"), None)
    return bold is not None and len(" ".join("".join(bold.itertext()).split())) >= len(run.words)


def _title_at(runs: Sequence[Run], before: int, title: str) -> int:
    """The number of the run behind the title, or that of the first run to look at."""
    key = _key(title)
    for place in range(before, max(-1, before - _BEFORE), -1):
        if runs[place].holder.tag == "h1" or _says(runs[place].words, key):
            return place + 1
    return max(0, before - 6)


def _is_named(run: Run) -> bool:
    element = run.holder
    for _ in range(3):
        if element is None or element.tag in ("article", "main", "body"):
            return False
        if _PROPS & set(element.get("itemprop", "").lower().split()):
            return True
        if _names_lead(f"{element.get('class', '')} {element.get('data-testid', '')}"[:200]):
            return "".join(element.itertext()).count(" ") <= run.words.count(" ") + 25
        element = element.getparent()
    return False


def _names_lead(names: str) -> bool:
    words = [word.lower() for word in _WORD.findall(names)]
    return not vocabulary.words("leads", "names").isdisjoint(words) or any(
        f"{first} {second}" in vocabulary.phrases("leads", "pairs") for first, second in pairwise(words)
    )


def _says(words: str, key: str) -> bool:
    """Whether a line has this key. Much longer ones, which cannot have it, are spared the making of theirs."""
    return len(words) <= 2 * len(key) + _SPARED and _key(words) == key


def _is_described(words: str, described: Sequence[str]) -> bool:
    start = _key(words[:_SPARED])[:-2]  # without what the cut may have changed
    if not any(text.startswith(start) or start.startswith(text) for text in described):
        return False
    key = _key(words)
    return any(key == text or (len(text) > 60 and (key.startswith(text) or text.startswith(key))) for text in described)


def is_beginning(lead: str, text: str) -> bool:
    """Whether a lead is but a cut of the text's beginning."""
    key = _key(lead)
    return bool(key) and _key(text[: len(lead) * 2 + 200]).startswith(key)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text.rstrip(". …")))
