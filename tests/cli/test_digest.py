import json

import pytest
import typer
from typer.testing import CliRunner

from broadsheet.cli.digest import quotes, summarize

TEXT = 'The old pier of Tidewick opened again on Monday.\n"It is a good day for us," said Ada Quill.'

app = typer.Typer()
app.command()(summarize)
app.command()(quotes)


def run(command: str, *lines: object) -> list[dict]:
    given = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return [json.loads(line) for line in CliRunner().invoke(app, [command], input=given).stdout.splitlines()]


def test_summarize_prints_sentences_of_the_text():
    (record,) = run("summarize", {"id": "a", "title": "Pier", "text": TEXT})
    assert record["id"] == "a"
    assert all(sentence in TEXT for sentence in record["sentences"])


def test_quotes_prints_who_said_what_and_where():
    (record,) = run("quotes", {"id": 7, "text": TEXT})
    (found,) = record["quotes"]
    assert (record["id"], found["speaker"]) == (7, "Ada Quill")
    assert found["quote"] == TEXT[found["start"] : found["end"]] == "It is a good day for us,"


@pytest.mark.parametrize("command", ["summarize", "quotes"])
def test_each_line_gets_its_answer_whatever_is_in_it(command):
    lines = [
        "nope",
        "[1]",
        {"id": "a"},
        {"id": "b", "text": 5},
        "[" * 100_000,
        {"id": ["x"], "text": ""},
        "",
        {"id": "z", "text": "\ud800"},
    ]
    records = run(command, *lines)
    assert [record["id"] for record in records] == ["", "", "a", "b", "", "", "z"]
    assert [("error" in record) for record in records] == [True] * 5 + [False] * 2
    assert all(record["error"].endswith(".") for record in records[:5])
