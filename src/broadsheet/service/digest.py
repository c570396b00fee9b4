"""What a text says, without an archive: what the Unix tools `broadsheet summarize` and `broadsheet quotes` do."""

from typing import Any

from broadsheet.assist.summary import key_points
from broadsheet.understand.language import detect
from broadsheet.understand.quotes import quotes


def as_summary(id: str | int, title: str, text: str) -> dict[str, Any]:  # noqa: A002 (the record's key)
    """The record of `broadsheet summarize`: the key points of a text, word for word, in its order."""
    return {"id": id, "sentences": [span.of(text) for span in key_points(title, "", text)]}


def as_quotes(id: str | int, text: str) -> dict[str, Any]:  # noqa: A002 (the record's key)
    """The record of `broadsheet quotes`: who said what. `start`, `end`: characters of the text, without the marks;
    `speaker`: "" where the text does not tell; `role`: what it says that the speaker is, or "". `paragraph`: from 1."""
    return {
        "id": id,
        "quotes": [
            {
                "quote": one.words,
                "speaker": one.speaker,
                "role": one.role,
                "paragraph": one.paragraph,
                "start": one.start,
                "end": one.end,
            }
            for one in quotes(text, detect(text, None))
        ],
    }
