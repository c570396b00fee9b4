import json

import typer
from typer.testing import CliRunner

from broadsheet.cli.related import related

app = typer.Typer()
app.command()(related)

FLOOD = "The Lenne rose over its banks at Altdorf, and the old bridge of Altdorf fell into the Lenne before dawn."
BRIDGE = {"date": "2026-03-02T08:00:00Z", "source": "Morning Post", "title": "Lenne bridge falls in Altdorf"}
AGAIN = {"date": "2026-03-02T09:00:00Z", "source": "Daily Echo", "title": "Altdorf: Lenne bridge falls after flood"}
CUP = {"date": "2026-03-02T09:30:00Z", "source": "Daily Echo", "title": "Harbour United win the cup on penalties"}
FILLER = [
    {"id": f"x{n}", "date": "2026-03-02T07:00:00Z", "source": f"Outlet {n}", "title": f"{word} news of the {word} day"}
    for n, word in enumerate(("Council", "Market", "School", "Garden", "Theatre", "Railway", "Museum", "Hospital"))
]


def run(*lines: object) -> dict:
    given = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    found = CliRunner().invoke(app, [], input=given)
    return {record["id"]: record for record in map(json.loads, found.stdout.splitlines())}


def test_articles_on_one_event_go_together_and_others_stand_alone():
    told = run(*FILLER, {"id": "a", **BRIDGE, "text": FLOOD}, {"id": 2, **CUP}, {"id": "c", **AGAIN, "text": FLOOD})
    assert told["a"]["related"][0] == {"id": "c", "kind": "story", "reason": "Same story"}
    assert told["c"]["related"][0]["id"] == "a"
    assert told[2]["related"] == []


def test_a_bad_line_gets_an_error_and_the_others_their_answers():
    told = run("nope", {"title": "no id"}, {"id": "a"}, {"id": "z", **BRIDGE, "date": "?"})
    assert told[""]["error"].endswith(".")
    assert "neither" in told["a"]["error"]
    assert told["z"]["related"] == []


def test_nothing_in_is_nothing_out():
    assert run() == {}
