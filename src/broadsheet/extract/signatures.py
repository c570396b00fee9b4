"""Authors who stand on the page as a line and nothing else: below the headline, or under the text.

Such a line is as often a kicker, a caption or a subhead. It is believed where all of it is names of people, where its
looks or a date beside it say that it is a byline, and where the article does not speak of them: an author is rarely
named in the own text, title or description, and is no section of the outlet.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from broadsheet.extract import body, bylines, evidence, figures
from broadsheet.extract.evidence import Choice, Told
from broadsheet.extract.metadata import Metadata
from broadsheet.extract.people import clean, is_account, is_person, is_uncased, key
from broadsheet.extract.runs import Run, block_of
from broadsheet.text import dates
from broadsheet.text.words import fold

_LONGEST = 80  # characters of a line
_BEFORE, _BEHIND = 6, 3  # runs from the first of the text
_STYLES = frozenset({"strong", "b", "em", "i", "small", "cite"})
_NO_BYLINES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "figcaption"})
_MOST_WORDS, _MOST_LETTERS = 4, 5  # of a name in a script without capitals; letters where it has no spaces either
_CLOSED = tuple('.!?…"”“»)。！？؟')
_WORD = re.compile(r"\w+")
_SEPARATORS = ("|", "•", "·", " – ", " — ", " - ", "\u2003")


def weighed(
    choice: Choice[tuple[str, ...]], runs: Sequence[Run], kept: Mapping[int, str], told: Metadata
) -> Choice[tuple[str, ...]]:
    """The authors, also from lines of the page, where no person is named elsewhere: first from one that says "By …"
    (bylines.py), then from one that can only be a byline. `kept`: the runs of the text."""
    if not kept or any(is_person(name) for name in choice.value):
        return choice
    first = min(kept)
    around = [run.words for run in runs[max(0, first - 15) : first + _BEHIND]]
    found = bylines.with_lines(choice, around)
    if found is not choice:
        return found
    account = bool(choice.value) and all(is_account(name) and key(name) != key(told.site) for name in choice.value)
    for place, names, sure in _lines(runs, kept, told):
        if (sure or not account) and _is_new(names, runs, kept, told):
            line = Told("line", runs[place].words[: evidence.LONGEST])
            because = "no witness names a person; a line of names that the article does not speak of"
            return replace(choice, value=names, source="line", because=because, told=(*choice.told, line))
    return choice


def _lines(runs: Sequence[Run], kept: Mapping[int, str], told: Metadata) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """The lines that may be bylines by their place and looks, with the names in each; and whether it is surer than an
    author of one word that a better witness names: a date is beside, or it stands in bold below the text."""
    first, last = min(kept), max(kept)
    start = max((place + 1 for place in range(first + 1) if _is_title(runs[place], told.title)), default=first)
    for place in range(max(start, first - _BEFORE), min(len(runs), first + _BEHIND)):
        names, dated = _names(runs[place])
        beside = dated or any(_is_date(runs[at].words) for at in (place - 1, place + 1) if start <= at < len(runs))
        styled = _is_styled(runs[place])
        if names and ((beside and styled) if any(map(is_uncased, names)) else (beside or styled)):
            yield place, names, beside
    for place in (last, last + 1):
        if last > first + _BEHIND and place < len(runs) and _ends(runs, place, last):
            names, _ = _names(runs[place])
            if names and not any(map(is_uncased, names)):
                yield place, names, _is_styled(runs[place])


def _names(run: Run) -> tuple[tuple[str, ...], bool]:
    """The names that a line consists of, () where it says anything else; and whether there is a date among them."""
    tag = block_of(run.holder).tag
    if not 4 <= len(run.words) <= _LONGEST or tag in _NO_BYLINES or run.words.endswith(_CLOSED):
        return (), False
    if figures.is_caption(run.holder):
        return (), False
    line = run.words
    for mark in _SEPARATORS:
        line = line.replace(mark, "\n")
    pieces = [piece.strip() for piece in line.split("\n") if piece.strip()]
    said = [piece for piece in pieces if not _is_date(piece)]
    names = clean(said)
    letters = sum(letter.isalpha() for letter in " ".join(said))
    within = sum(letter.isalpha() for letter in " ".join(names))
    people = names and all(_is_name(name) for name in names) and within >= letters - 4 * len(names)
    return (names if people else ()), len(said) < len(pieces)


def _is_name(name: str) -> bool:
    if ":" in name:  # "Photo: Ann Lee"
        return False
    if not is_uncased(name):
        return is_person(name)
    words = name.split()
    return 2 <= len(words) <= _MOST_WORDS if len(words) > 1 else 2 <= len(name) <= _MOST_LETTERS


def _is_new(names: Sequence[str], runs: Sequence[Run], kept: Mapping[int, str], told: Metadata) -> bool:
    """Whether neither the article nor the outlet's menus speak of these people."""
    sections = {key(one) for one in (told.weighed.section.value or "", *told.weighed.topics.value, told.site)}
    menus = {key(run.words) for run in runs[: min(kept)] if run.linked > 0 and len(run.words) <= _LONGEST}
    if any(key(name) in sections for name in names):
        return False
    said = [told.title, *(_behind(one, names) for one in told.descriptions), *(runs[place].words for place in kept)]
    own = {key(name) for name in names}
    text = fold("\n".join(line for line in said if len(line) > _LONGEST or not any(one in key(line) for one in own)))
    twice = sum(1 for run in runs[: body.MOST_RUNS] if len(run.words) <= _LONGEST and key(run.words) in own)
    if twice > 2 or own & menus or any(fold(name.split()[-1]) in text for name in names):
        return False
    plain = set(_WORD.findall("\n".join(said)))  # a word that is written small elsewhere is no name
    return not any(word.lower() in plain for name in names for word in name.split() if word[0].isupper())


def _behind(description: str, names: Sequence[str]) -> str:
    """A description without the names that it begins with: it was cut from the page, byline and all."""
    for name in names:
        if fold(description).startswith(fold(name)):
            description = description[len(name) :]
    return description


def _is_title(run: Run, title: str) -> bool:
    return block_of(run.holder).tag == "h1" or (bool(title) and key(run.words) == key(title))


def _is_date(words: str) -> bool:
    return len(words) <= 60 and any(letter.isdigit() for letter in words) and dates.parse(words) is not None


def _is_styled(run: Run) -> bool:
    """Whether all of a line is bold, slanted or small."""
    block = block_of(run.holder)
    found = next((part for part in (run.holder, *run.holder.iterancestors()) if part.tag in _STYLES), None)
    if found is None or not _is_within(found, block):
        return False
    return len(" ".join("".join(block.itertext()).split())) <= len(" ".join("".join(found.itertext()).split())) + 2


def _is_within(part: HtmlElement, block: HtmlElement) -> bool:
    return any(above is block for above in part.iterancestors())


def _ends(runs: Sequence[Run], place: int, last: int) -> bool:
    """Whether a line may be the signature under a text: styled, or the text's own last one; beside its last line."""
    block = block_of(runs[place].holder)
    if block.getparent() is not block_of(runs[last].holder).getparent():
        return False
    return place == last or _is_styled(runs[place])
