"""JSON lines in, JSON lines out: each question gets its answer as soon as it is there, and none ends the stream."""

import json
import sys
from collections.abc import Callable
from typing import Any

from broadsheet.errors import BadFile

Record = dict[str, Any]


def answer_lines(answer: Callable[[bytes], Record]) -> None:
    """Answers each line of standard input that is not empty. `answer` raises nothing."""
    for line in sys.stdin.buffer:
        if line.strip():
            show(answer(line))


def question(line: bytes, keys: str) -> Record:
    """The object in one line; `keys` tells in the error what it should have. Raises BadFile."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise BadFile("A line of the input is not JSON.") from None
    if not isinstance(found, dict):
        raise BadFile(f"A line of the input is not an object with {keys}.")
    return found


def name_of(asked: Record) -> str | int:
    """What the asker calls the text. Raises BadFile where it has no name."""
    found = asked.get("id")
    if not isinstance(found, str | int):
        raise BadFile('A line of the input has no "id".')
    return found


def words(asked: Record, key: str) -> str:
    """The words of that key; none where there are none."""
    found = asked.get(key)
    return found if isinstance(found, str) else ""


def show(record: Record) -> None:
    """Prints one record as a line, at once."""
    line = json.dumps(record, ensure_ascii=False) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8", "replace"))  # a lone surrogate in a name must not end the stream
    sys.stdout.buffer.flush()
