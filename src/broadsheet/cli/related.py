"""`broadsheet related`: a Unix tool that says what goes with each of many articles, and why."""

import sys

from broadsheet.cli.lines import Record, question, show
from broadsheet.errors import BadFile, BroadsheetError


def related() -> None:
    """Read lines {"id", "date", "language", "source", "title", "text"} from standard input; when all are read, print
    for each the others that go with it, best first: of the same story, then of the same topic."""
    from broadsheet.service.relating import Relating  # other commands start without it

    relating = Relating()
    for line in sys.stdin.buffer:
        if line.strip():
            name: str | int = ""
            try:
                asked = question(line, '"id", "date", "language", "source", "title" and "text"')
                name = _id(asked)
                if not isinstance(asked.get("title"), str) and not isinstance(asked.get("text"), str):
                    raise BadFile('A line of the input has neither a "title" nor a "text".')
                relating.add(name, *(_words(asked, key) for key in ("date", "language", "source", "title", "text")))
            except BroadsheetError as error:
                show({"id": name, "error": error.reason})
    for record in relating.answers():
        show(record)


def _id(asked: Record) -> str | int:
    found = asked.get("id")
    if not isinstance(found, str | int):
        raise BadFile('A line of the input has no "id".')
    return found


def _words(asked: Record, name: str) -> str:
    found = asked.get(name)
    return found if isinstance(found, str) else ""
