"""Articles gathered into stories without a store."""

from collections import defaultdict
from dataclasses import replace

from broadsheet.model.related import Subject
from broadsheet.model.stories import Placement, Trace
from broadsheet.understand.stories.gathering import Gatherer


class Stream:
    """The stories of the articles that have come so far; each has the number of its first article. Of stories that turn
    out to be one, the larger keeps its number: so fewest articles move."""

    def __init__(self, gatherer: Gatherer) -> None:
        self._gatherer = gatherer
        self.stories: defaultdict[int, list[Trace]] = defaultdict(list)

    def add(self, subject: Subject) -> tuple[Placement, list[Trace]]:
        """One more article: what it is near to, and the traces of the articles that are in a story now, or in another
        one: its own first."""
        placement, trace = self._gatherer.place(subject)
        story = placement.story or subject.id
        first, *others = sorted({story, *placement.merges}, key=lambda one: (-len(self.stories[one]), one))
        put = [
            replace(one, story=first) for one in (trace, *(moved for other in others for moved in self.stories[other]))
        ]
        for other in others:
            del self.stories[other]
        for one in put:
            self._gatherer.put(one)
        self.stories[first] += put
        return placement, put
