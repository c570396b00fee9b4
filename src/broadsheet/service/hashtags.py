"""Hashtags without an archive: what the Unix tool `broadsheet tag` does. It learns from the texts it has seen."""

from pathlib import Path
from typing import Any

from broadsheet.understand.familiar import Familiar
from broadsheet.understand.hashtags import candidates, shown
from broadsheet.understand.house_aliases import read_aliases
from broadsheet.understand.language import detect


class Tagger:
    """Tags one text after the other. What it says of one depends on those before it, never on those to come."""

    def __init__(self, aliases: Path | None = None) -> None:
        """`aliases`: a file of the operator's own spellings. Raises BadFile."""
        self.familiar = Familiar(read_aliases(aliases) if aliases else {})

    def record(self, id: str | int, language: str | None, title: str, text: str) -> dict[str, Any]:  # noqa: A002
        """The record of `broadsheet tag`: all candidates, best first, with those that a page would show."""
        found = candidates(title, text, (), detect(text or title, language), "", self.familiar)
        chosen = {one.key for one in shown(found)}
        for one in found:
            if one.key in chosen:
                self.familiar.note(one.hashtag)
        return {
            "id": id,
            "tags": [
                {
                    "tag": one.name,
                    "hashtag": (self.familiar.get(one.key) or one.hashtag).label,
                    "type": one.type,
                    "weight": round(one.weight, 3),
                    "shown": one.key in chosen,
                }
                for one in found
            ],
        }
