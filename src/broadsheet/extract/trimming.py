"""What was kept by mistake around and within the text: the title again, the byline, the date, share words,
and the outlet's promotions."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from broadsheet.extract import figures, liveblogs, promotions
from broadsheet.extract.runs import Run, block_of
from broadsheet.text import dates
from broadsheet.text.words import fold

_LETTER = re.compile(r"\w")
_HEAD, _TAIL = 6, 6  # runs at either end that are looked at
_PLACEHOLDER = range(30, 301)  # characters
_LONGER = 40  # characters: a line that is so much longer than twice a title says more
_LONGEST_NAME = 200  # characters of a line that is but an author's name


def trim(
    runs: Sequence[Run], kept: Mapping[int, str], title: str, lead: int | None, authors: Sequence[str]
) -> dict[int, str]:
    """`kept` without what is no text: title, lead (the run of that number), byline and date at the head, promotions."""
    out = taken_out(runs, kept, title, lead, authors)
    return {place: kept[place] for place in sorted(kept) if place != lead and place not in out}


def taken_out(
    runs: Sequence[Run], kept: Mapping[int, str], title: str, lead: int | None, authors: Sequence[str]
) -> dict[int, str]:
    """The kept runs that are no text, each with the reason."""
    left = [place for place in sorted(kept) if place != lead and runs[place].holder.get(liveblogs.HEAD) is None]
    out: dict[int, str] = {}
    for place in left[:_HEAD]:
        if _is_title(runs[place], title):
            out[place] = "the title again"
        elif _is_byline(runs[place].words, authors):
            out[place] = "a byline or a date"
    names = {_key(author) for author in authors}
    for place in [place for place in left if place not in out][-_TAIL:]:
        if len(runs[place].words) <= _LONGEST_NAME and _key(runs[place].words) in names:
            out[place] = "an author's name at the end"
    left = [place for place in left if place not in out]
    said = Counter(runs[place].words for place in left)
    captions: dict[HtmlElement, bool] = {}
    for place in left:
        run = runs[place]
        if figures.is_caption(run.holder, captions):
            out[place] = "the caption or the credit of a picture"
        elif not _LETTER.search(run.words):
            out[place] = "without any letter"
        elif _is_placeholder(run.words, said):
            out[place] = "stands there three times or more"
    found = promotions.find([(place, runs[place]) for place in left if place not in out])
    out |= {place: f"a promotion: {because}" for place, because in found.items()}
    return out | dict.fromkeys(_doubles(runs, [place for place in left if place not in out]), "said before, elsewhere")


def _is_title(run: Run, title: str) -> bool:
    """The title, or the page's heading with the title in it, behind a kicker."""
    heading = block_of(run.holder).tag == "h1"
    if not heading and len(run.words) > 2 * len(title) + _LONGER:
        return False
    key, line = _key(title), _key(run.words)
    if not key or not line:
        return False
    return line == key or (heading and (key in line or line in key))


def _is_placeholder(words: str, said: Mapping[str, int]) -> bool:
    """A line that stands there three times or more: "External content not available". Short ones may be an answer."""
    return said[words] >= 3 and len(words) in _PLACEHOLDER


def _is_byline(words: str, authors: Sequence[str]) -> bool:
    """A short line that names an author and little else, or a date alone."""
    if len(words) > 120:
        return False
    rest = fold(words)
    for author in authors:
        rest = rest.replace(fold(author), " ")
    if rest != fold(words):
        return len(re.findall(r"\w{3,}", rest)) <= 4
    return len(words) <= 60 and any(letter.isdigit() for letter in words) and dates.parse(words) is not None


def _doubles(runs: Sequence[Run], left: Sequence[int]) -> list[int]:
    """The long runs that say word for word what one elsewhere did: the page for phones in the page."""
    seen: dict[str, HtmlElement | None] = {}
    doubles = []
    for place in left:
        run = runs[place]
        around = run.holder.getparent()
        if len(run.words) > 60 and seen.setdefault(run.words, around) is not around:
            doubles.append(place)
    return doubles


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
