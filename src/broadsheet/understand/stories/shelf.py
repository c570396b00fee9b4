"""The articles that a new one is compared with: found by their terms, and by their stories.

Whole numbers in flat arrays: some 250 bytes a headline. An article's place is its number in the order in which articles
came.
"""

from array import array
from bisect import bisect_left
from operator import itemgetter

from broadsheet.model.stories import Trace
from broadsheet.understand.stories.terms import strongest

_DAY = 86_400
DAYS = 12  # that an article is remembered for, after the newest one
NEWEST = 128  # articles that a term leads to


class Shelf:
    """Traces in the order in which they came. What it holds depends on them alone: on those that are younger than
    `DAYS` days before the day of the newest."""

    def __init__(self) -> None:
        self.newest = 0  # seconds since 1970: the newest date but one, so that no single wrong date decides it
        self._latest = 0
        self.stories: array[int] = array("q")  # of each place
        self.dated: array[int] = array("q")
        self._ids: array[int] = array("q")
        self._packed: list[bytes] = []
        self._place_of: dict[int, int] = {}
        self._having: dict[int, array[int]] = {}
        self._members: dict[int, array[int]] = {}

    def put(self, trace: Trace) -> int | None:
        """Remembers an article, or moves it to another story; gives the story that it was in before. What is too old,
        or has no terms to be compared by, is not remembered."""
        place = self._place_of.get(trace.article_id)
        if place is not None:
            return self._move(place, trace.story or 0)
        if strongest(trace.terms)[0]:
            self._advance(trace.dated)
            if trace.dated >= self._horizon(self.newest):
                self._add(trace)
        return None

    def holds(self, article: int) -> bool:
        """Whether an article is remembered."""
        return article in self._place_of

    def article(self, place: int) -> int:
        """Its id."""
        return self._ids[place]

    def packed(self, place: int) -> bytes:
        """The terms that it is compared by."""
        return self._packed[place]

    def members(self, story: int) -> "array[int]":
        """The places of a story's articles."""
        return self._members.get(story, _NONE)

    def having(self, term: int) -> "array[int]":
        """The places of the newest articles that have a term."""
        return self._having.get(term, _NONE)[-NEWEST:]

    def _add(self, trace: Trace) -> None:
        place = len(self._ids)
        self._place_of[trace.article_id] = place
        self._ids.append(trace.article_id)
        self.stories.append(trace.story or 0)
        self.dated.append(trace.dated)
        self._packed.append(trace.terms)
        for term in strongest(trace.terms)[0]:
            self._having.setdefault(term, array("I")).append(place)
        self._members.setdefault(trace.story or 0, array("I")).append(place)

    def _move(self, place: int, story: int) -> int:
        before = self.stories[place]
        if before != story:
            self._leave(place)
            self.stories[place] = story
            self._members.setdefault(story, array("I")).append(place)
        return before

    def _leave(self, place: int) -> None:
        story = self.stories[place]
        left = self._members[story]
        left.remove(place)
        if not left:
            del self._members[story]

    def _horizon(self, newest: int) -> int:
        return (newest // _DAY - DAYS) * _DAY

    def _advance(self, dated: int) -> None:
        """Time goes on; where a day begins, what is too old is forgotten."""
        latest, self._latest = self._latest, max(dated, self._latest)
        newest = min(dated, latest)
        if newest <= self.newest:
            return
        horizon, before = self._horizon(newest), self._horizon(self.newest)
        self.newest = newest
        if horizon == before:
            return
        old = [place for place in self._place_of.values() if self.dated[place] < horizon]
        for place in old:
            self._forget(place)
        if len(self._ids) > 2 * len(self._place_of):
            self._number_anew()

    def _forget(self, place: int) -> None:
        for term in strongest(self._packed[place])[0]:
            having = self._having[term]
            del having[bisect_left(having, place)]
            if not having:
                del self._having[term]
        self._leave(place)
        del self._place_of[self._ids[place]]
        self._packed[place] = b""

    def _number_anew(self) -> None:
        """Gives up the places of what was forgotten."""
        kept = [
            Trace(article, 0, self.dated[at], self._packed[at], self.stories[at])
            for article, at in sorted(self._place_of.items(), key=itemgetter(1))
        ]
        newest, latest = self.newest, self._latest
        Shelf.__init__(self)
        self.newest, self._latest = newest, latest
        for trace in kept:
            self._add(trace)


_NONE: "array[int]" = array("I")
