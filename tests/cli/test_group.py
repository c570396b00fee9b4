import json

import typer
from typer.testing import CliRunner

from broadsheet.cli.group import group

app = typer.Typer()
app.command()(group)

BRIDGE = {"date": "2026-03-02T08:00:00Z", "source": "Morning Post", "title": "Bridge over the Lenne falls in Altdorf"}
AGAIN = {"date": "2026-03-02T09:00:00Z", "source": "Daily Echo", "title": "Altdorf: Lenne bridge falls after flood"}
CUP = {"date": "2026-03-02T09:30:00Z", "source": "Daily Echo", "title": "Harbour United win the cup on penalties"}


def run(*lines: object) -> list[dict]:
    given = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return [json.loads(line) for line in CliRunner().invoke(app, [], input=given).stdout.splitlines()]


def test_each_article_gets_its_story():
    records = run({"id": "a", **BRIDGE}, {"id": 2, **CUP}, {"id": "c", **AGAIN})
    assert [record["id"] for record in records] == ["a", 2, "c"]
    assert records[0]["story"] == records[2]["story"] != records[1]["story"]


def test_the_answers_to_the_first_lines_do_not_depend_on_what_follows():
    lines = [{"id": number, **one} for number, one in enumerate((BRIDGE, CUP, AGAIN, CUP, BRIDGE))]
    assert run(*lines)[:3] == run(*lines[:3])


def test_a_bad_line_gets_an_error_and_the_others_their_stories():
    records = run(
        "nope", "[1]", {"title": "no id"}, {"id": "a"}, {"id": "b", "title": 5}, "", {"id": "z", **BRIDGE, "date": "?"}
    )
    assert [record["id"] for record in records] == ["", "", "", "a", "b", "z"]
    assert all(record["error"].endswith(".") for record in records[:5])
    assert "story" in records[5]


def test_hostile_words_are_only_words():
    record, other = run({"id": "\ud800", "title": "\ud800\u0000" * 2000, "text": "x" * 100_000}, {"id": 1, **BRIDGE})
    assert record["story"] != other["story"]
