"""Articles into stories without an archive: what the Unix tool `broadsheet group` does."""

import zlib
from collections.abc import Iterator
from typing import Any

from broadsheet.model.related import Subject
from broadsheet.text.dates import parse
from broadsheet.understand.stories.gathering import Gatherer
from broadsheet.understand.stories.stream import Stream


class Grouping:
    """The stories of the articles that have come so far."""

    def __init__(self) -> None:
        self._stream = Stream(Gatherer())
        self._names: list[str | int] = []
        self._dated = 0

    def answers(self, id: str | int, date: str, source: str, title: str, text: str) -> Iterator[dict[str, Any]]:  # noqa: A002 (the record's key)
        """The record of `broadsheet group` for one more article, and one for each earlier article that it moves. An
        article whose date cannot be read is taken to be as old as the one before."""
        self._names.append(id)
        moment = parse(date)
        self._dated = moment.at if moment else self._dated
        outlet = zlib.crc32(source.encode("utf-8", "replace"))
        for trace in self._stream.add(Subject(len(self._names), outlet, self._dated, title, text))[1]:
            yield {"id": self._names[trace.article_id - 1], "story": trace.story}
