"""Articles into stories without an archive: what the Unix tool `broadsheet group` does."""

import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from broadsheet.model.related import Subject
from broadsheet.model.stories import Trace
from broadsheet.text.dates import parse
from broadsheet.understand.stories.gathering import Gatherer


class Grouping:
    """The stories of the articles that have come so far. Of stories that turn out to be one, the larger keeps its name:
    so fewest articles move."""

    def __init__(self) -> None:
        self._gatherer = Gatherer()
        self._names: list[str | int] = []
        self._stories: defaultdict[int, list[Trace]] = defaultdict(list)
        self._dated = 0

    def answers(self, id: str | int, date: str, source: str, title: str, text: str) -> Iterator[dict[str, Any]]:  # noqa: A002 (the record's key)
        """The record of `broadsheet group` for one more article, and one for each earlier article that it moves. An
        article whose date cannot be read is taken to be as old as the one before."""
        self._names.append(id)
        moment = parse(date)
        self._dated = moment.at if moment else self._dated
        number = len(self._names)
        placement, trace = self._gatherer.place(
            Subject(number, zlib.crc32(source.encode("utf-8", "replace")), self._dated, title, text)
        )
        story = placement.story or number
        group = sorted({story, *placement.merges}, key=lambda one: (-len(self._stories[one]), one))
        self._put(replace(trace, story=group[0]))
        yield {"id": id, "story": group[0]}
        for other in group[1:]:
            for moved in self._stories.pop(other):
                self._put(replace(moved, story=group[0]))
                yield {"id": self._names[moved.article_id - 1], "story": group[0]}

    def _put(self, trace: Trace) -> None:
        self._gatherer.put(trace)
        self._stories[trace.story or 0].append(trace)
