"""`broadsheet tag`: a Unix tool that reads texts line by line and says what each is about."""

from pathlib import Path

import typer

from broadsheet.cli.lines import Record, answer_lines, question, words
from broadsheet.errors import BadFile, BroadsheetError, OwnFault


def tag(
    aliases: Path | None = typer.Option(
        None, help="A file of spellings: “Vladimir Putin = Putin, President Putin”.", show_default=False, metavar="FILE"
    ),
) -> None:
    """Read lines {"id", "language", "title", "text"} from standard input; print the hashtags of each, best first."""
    from broadsheet.service.hashtags import Tagger  # other commands start without it

    tagger = Tagger(aliases)

    def answered(line: bytes) -> Record:
        name: str | int = ""
        try:
            asked = question(line, '"id", "language", "title" and "text"')
            name = asked["id"] if isinstance(asked.get("id"), str | int) else ""
            if not isinstance(asked.get("text"), str):
                raise BadFile('A line of the input has no "text".')
            return tagger.record(name, words(asked, "language") or None, words(asked, "title"), asked["text"])
        except BroadsheetError as error:
            return {"id": name, "error": error.reason}
        except Exception as surprise:  # whatever a line holds, the others are answered too
            fault = OwnFault(f"Broadsheet could not read the text: {type(surprise).__name__}.")
            return {"id": name, "error": fault.reason}

    answer_lines(answered)
