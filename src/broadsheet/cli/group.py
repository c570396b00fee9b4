"""`broadsheet group`: a Unix tool that puts articles into stories, line by line, as they come."""

import sys
from collections.abc import Callable, Iterator

from broadsheet.cli.lines import Record, name_of, question, show, words
from broadsheet.errors import BadFile, BroadsheetError, OwnFault


def group() -> None:
    """Read lines {"id", "date", "source", "title", "text"} from standard input, as the articles came; print each one's
    story. A later line for an article moves it."""
    from broadsheet.service.group import Grouping  # other commands start without it

    grouping = Grouping()
    for line in sys.stdin.buffer:
        if line.strip():
            for record in _answers(grouping.answers, line):
                show(record)


def _answers(answers: Callable[[str | int, str, str, str, str], Iterator[Record]], line: bytes) -> Iterator[Record]:
    """The records for one line, or the reason why there is none."""
    name: str | int = ""
    try:
        asked = question(line, '"id", "date", "source", "title" and "text"')
        name = name_of(asked)
        if not isinstance(asked.get("title"), str) and not isinstance(asked.get("text"), str):
            raise BadFile('A line of the input has neither a "title" nor a "text".')
        yield from answers(name, *(words(asked, key) for key in ("date", "source", "title", "text")))
    except BroadsheetError as error:
        yield {"id": name, "error": error.reason}
    except Exception as surprise:  # whatever a line holds, the others are answered too
        fault = OwnFault(f"Broadsheet could not read the article: {type(surprise).__name__}.")
        yield {"id": name, "error": fault.reason}
