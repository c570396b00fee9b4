"""Promotions that no class gives away: "Follow us on …", "Join our community", a newsletter's invitation.

The names of channels are the same in every language; what the reader is asked to do is a small word list per language.
A promotion begins with a short run that has both. It goes on as long as the runs after it speak of the same thing to
the reader, and ends where the article takes up again.
"""

import re
from collections.abc import Iterable, Sequence

from broadsheet.extract import vocabulary
from broadsheet.extract.runs import Run
from broadsheet.text.words import fold

_LONGEST_START, _LONGEST_NEXT, _MOST_NEXT = 320, 420, 12  # characters, characters, runs
_LONG_WORD = re.compile(r"\w{5,}")
_THEN = re.compile(r"\s{0,2}(?:[:：\-–—|>»]|$)")
_QUOTES = "\"'“”„«»‘’「"


def find(kept: Iterable[tuple[int, Run]]) -> set[int]:
    """The numbers of the runs that promote the outlet or another article of it."""
    order = list(kept)
    found: set[int] = set()
    place = 0
    while place < len(order):
        number, run = order[place]
        if _invites(run):
            block = _block(order, place)
            found.update(block)
            place += len(block)
        else:
            if _refers(run):
                found.add(number)
            place += 1
    return found


def _invites(run: Run) -> bool:
    """A short run that names a channel and asks the reader to take it."""
    if len(run.words) > _LONGEST_START or run.words[:1] in _QUOTES:
        return False
    words = fold(run.words)
    channel = vocabulary.pattern("promotions", "channels").search(words)
    ask = vocabulary.pattern("promotions", "asks").search(words)
    if not channel or not ask:
        return False
    # Reporting about a channel has both too ("Users can follow ..."): an invitation begins with what it asks, or
    # speaks to the reader of "us".
    return ask.start() < 40 or len(vocabulary.pattern("promotions", "goes_on").findall(words)) >= 2


def _block(order: Sequence[tuple[int, Run]], start: int) -> list[int]:
    """The run at `start` and those after it that go on promoting."""
    block = [order[start][0]]
    topic = set(_LONG_WORD.findall(fold(order[start][1].words)))
    goes_on = vocabulary.pattern("promotions", "goes_on")
    for number, run in order[start + 1 : start + 1 + _MOST_NEXT]:
        words = fold(run.words)
        if len(words) > _LONGEST_NEXT or words[:1] in _QUOTES:
            break
        if len(set(goes_on.findall(words))) + len(topic & set(_LONG_WORD.findall(words))) < 2:
            break
        block.append(number)
    return block


def _refers(run: Run) -> bool:
    """A line that sends to another article ("Read also: …")."""
    if len(run.words) > 250:
        return False
    words = fold(run.words)
    found = vocabulary.pattern("promotions", "refers", start=True).match(words)
    return found is not None and bool(_THEN.match(words, found.end()))
