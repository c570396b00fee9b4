"""Promotions that no class gives away: "Follow us on …", "Join our community", a newsletter's invitation.

The names of channels are the same in every language; what the reader is asked to do is a small word list per language.
A promotion begins with a short run that has both. It goes on as long as the runs after it speak of the same thing to
the reader, and ends where the article takes up again.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from lxml.html import HtmlElement

from broadsheet.extract import vocabulary
from broadsheet.extract.layout import length_of
from broadsheet.extract.runs import Run
from broadsheet.text.words import fold

_LONGEST_START, _LONGEST_NEXT, _MOST_NEXT = 320, 420, 12  # characters, characters, runs
_LONGEST_TEASER, _SHORTEST_TEASER = 250, 20  # characters
_LONGEST_ROW, _MOST_SPACES = 80, 6  # characters of a row of links, and between them
_LAID_OUT = 8  # times as long as a line in it is a cell that is no cell of a table
_ALL, _MOST_OF = 0.95, 0.5  # shares of a line that are links
_FEW = 0.3  # share of the lines, and of their letters
_NO_TEASERS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "blockquote"})
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"\w{5,}")
_THEN = re.compile(r"\s{0,2}(?:[:：\-–—|>»]|$)")
_QUOTES = "\"'“”„«»‘’「"


def find(kept: Iterable[tuple[int, Run]]) -> dict[int, str]:
    """The numbers of the runs that promote the outlet or another article of it, each with what gave it away."""
    order = list(kept)
    found = dict.fromkeys(_few(_linked_lists(order), order), "an item of a list of links")
    found |= dict.fromkeys(_few({number for number, run in order if _is_teaser(run)}, order), "nothing but a link")
    place = 0
    while place < len(order):
        number, run = order[place]
        words = fold(run.words) if len(run.words) <= _LONGEST_START else ""
        if words and _invites(words):
            block = _block(order, place)
            found |= dict.fromkeys(block, "asks the reader to follow a channel, or goes on from such a line")
            place += len(block)
        else:
            if words and _refers(run, words):
                found[number] = "sends the reader to another article"
            place += 1
    return found


def _few(teasers: set[int], order: Sequence[tuple[int, Run]]) -> set[int]:
    """The teasers, unless links are what the article is made of: a list of gifts, a press review."""
    whole = sum(len(run.words) for _, run in order)
    linked = sum(len(run.words) for number, run in order if number in teasers)
    return teasers if linked <= _FEW * whole and len(teasers) <= _FEW * len(order) else set()


def _linked_lists(order: Sequence[tuple[int, Run]]) -> set[int]:
    """The runs of lists in which every item is a link for the most part: "More on this: …"."""
    lists: dict[HtmlElement, list[tuple[int, Run]]] = {}
    for number, run in order:
        around = next(islice(run.holder.iterancestors("ul", "ol"), 1), None)
        if around is not None:
            lists.setdefault(around, []).append((number, run))
    return {
        number
        for items in lists.values()
        if len(items) >= 2 and all(run.linked > _MOST_OF and len(run.words) >= _SHORTEST_TEASER for _, run in items)
        for number, _ in items
    }


def _invites(words: str) -> bool:
    """Folded words that name a channel and ask the reader to take it."""
    if vocabulary.first_words("promotions", "channels").isdisjoint(_WORD.findall(words)):
        return False
    channel = vocabulary.pattern("promotions", "channels").search(words)
    ask = vocabulary.pattern("promotions", "asks").search(words)
    if not channel or not ask:
        return False
    # Reporting about a channel has both too ("Users can follow ..."): an invitation begins with what it asks, or
    # speaks to the reader of "us".
    return ask.start() < 15 or len(vocabulary.pattern("promotions", "goes_on").findall(words)) >= 2


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


def _is_teaser(run: Run) -> bool:
    """A paragraph that is nothing but a link."""
    return (
        (run.linked >= _ALL or _is_row_of_links(run))
        and _SHORTEST_TEASER <= length_of(run.words) <= _LONGEST_TEASER
        and not any(
            around.tag in _NO_TEASERS and not _is_of_the_page(around, run)
            for around in (run.holder, *islice(run.holder.iterancestors(), 4))
        )
    )


def _is_row_of_links(run: Run) -> bool:
    """A short line of links with nothing but spaces between: "Share  Mail  Print"."""
    unlinked = round((1 - run.linked) * len(run.words))
    return (
        run.holder.tag == "a"
        and len(run.words) <= _LONGEST_ROW
        and unlinked <= min(_MOST_SPACES, run.words.count(" ") + 1)  # and one behind the last
        and run.holder.getnext() is not None
        and run.holder.getnext().tag == "a"
        and not (run.holder.tail or "").strip()
    )


def _is_of_the_page(part: HtmlElement, run: Run) -> bool:
    """Whether a cell holds much more than a run: the page is laid out by a table."""
    return part.tag in ("td", "th") and len(part.text_content()) > _LAID_OUT * len(run.words)


def _refers(run: Run, words: str) -> bool:
    """A line that sends to another article ("Read also: …"). `words`: its own, folded."""
    if len(run.words) > _LONGEST_TEASER:
        return False
    found = vocabulary.pattern("promotions", "refers", start=True).match(words)
    return found is not None and (run.linked > _MOST_OF or bool(_THEN.match(words, found.end())))
