"""`broadsheet related`: a Unix tool that says what goes with each of many articles, and why."""

import sys

from broadsheet.cli.lines import name_of, question, show, words
from broadsheet.errors import BadFile, BroadsheetError, OwnFault


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
                name = name_of(asked)
                if not isinstance(asked.get("title"), str) and not isinstance(asked.get("text"), str):
                    raise BadFile('A line of the input has neither a "title" nor a "text".')
                relating.add(name, *(words(asked, key) for key in ("date", "language", "source", "title", "text")))
            except BroadsheetError as error:
                show({"id": name, "error": error.reason})
            except Exception as surprise:  # whatever a line holds, the others are answered too
                fault = OwnFault(f"Broadsheet could not read the article: {type(surprise).__name__}.")
                show({"id": name, "error": fault.reason})
    for record in relating.answers():
        show(record)
