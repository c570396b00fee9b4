"""`broadsheet summarize` and `broadsheet quotes`: Unix tools on the text of articles, line by line."""

from collections.abc import Callable

from broadsheet.cli.lines import Record, answer_lines, question, words
from broadsheet.errors import BadFile, BroadsheetError, OwnFault


def summarize() -> None:
    """Read lines {"id", "title", "text"} from standard input; print the key points of each text, word for word."""
    from broadsheet.service.digest import as_summary  # other commands start without it

    answer_lines(
        lambda line: _answered(line, lambda asked: as_summary(_id(asked), words(asked, "title"), _text(asked)))
    )


def quotes() -> None:
    """Read lines {"id", "title", "text"} from standard input; print who said what in each text."""
    from broadsheet.service.digest import as_quotes  # other commands start without it

    answer_lines(lambda line: _answered(line, lambda asked: as_quotes(_id(asked), _text(asked))))


def _answered(line: bytes, work: Callable[[Record], Record]) -> Record:
    """The record for one line, or the reason why there is none."""
    name: str | int = ""
    try:
        asked = question(line, '"id", "title" and "text"')
        name = _id(asked)
        return work(asked)
    except BroadsheetError as error:
        return {"id": name, "error": error.reason}
    except Exception as surprise:  # whatever a line holds, the others are answered too
        fault = OwnFault(f"Broadsheet could not read the text: {type(surprise).__name__}.")
        return {"id": name, "error": fault.reason}


def _id(asked: Record) -> str | int:
    found = asked.get("id")
    return found if isinstance(found, str | int) else ""


def _text(asked: Record) -> str:
    if not isinstance(asked.get("text"), str):
        raise BadFile('A line of the input has no "text".')
    return words(asked, "text")
