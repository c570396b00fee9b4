import json

import pytest
import typer
from typer.testing import CliRunner

from broadsheet.cli.tag import tag

OBAN = (
    "The ferry stays in Oban. Ada Quill, 51, of Oban, said that Oban waits. Mr Quill agreed with Ada Quill. The "
    "harbour board of Lorne denied it."
)

app = typer.Typer()
app.command()(tag)
app.command("other")(lambda: None)


def run(*lines: object, options: tuple[str, ...] = ()) -> list[dict]:
    given = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return [json.loads(line) for line in CliRunner().invoke(app, ["tag", *options], input=given).stdout.splitlines()]


def asked(text: str, title: str = "") -> dict:
    return {"id": "a", "language": "en", "title": title, "text": text}


def test_all_candidates_are_printed_best_first_with_those_that_a_page_shows():
    (record,) = run(asked(OBAN, "The ferry stays in Oban"))
    first = record["tags"][0]
    assert (first["tag"], first["hashtag"], first["shown"]) == ("Oban", "#Oban", True)
    weights = [one["weight"] for one in record["tags"]]
    assert weights == sorted(weights, reverse=True)
    assert 1 >= weights[0] > weights[-1] > 0
    assert 3 <= sum(one["shown"] for one in record["tags"]) <= 8
    assert {"tag": "Ada Quill", "type": "person"}.items() <= record["tags"][1].items()


def test_it_learns_from_what_it_has_seen_and_never_looks_ahead():
    later = asked("Of the pier, Quill said nothing. Quill left, and the pier stays closed.", "Quill and the pier")
    (alone,) = run(later)
    *_, after = run(asked(OBAN), asked(OBAN), later)
    first, *_ = run(asked(OBAN), later, asked(OBAN))
    assert "Quill" in [one["tag"] for one in alone["tags"]]
    assert "Ada Quill" in [one["tag"] for one in after["tags"]]
    assert first == run(asked(OBAN))[0]


def test_the_operators_spellings_are_kept(tmp_path):
    file = tmp_path / "hashtags.txt"
    file.write_text("Port of Oban = Oban\n")
    (record,) = run(asked(OBAN), options=("--aliases", str(file)))
    assert "#PortOfOban" in [one["hashtag"] for one in record["tags"][:2]]


def test_a_mistake_in_that_file_ends_it(tmp_path):
    file = tmp_path / "hashtags.txt"
    file.write_text("Oban\n= nothing\n")
    ended = CliRunner().invoke(app, ["tag", "--aliases", str(file)], input=json.dumps(asked(OBAN)))
    assert "line 2" in ended.exception.reason
    assert not ended.stdout


def test_each_line_gets_its_answer_whatever_is_in_it():
    lines = ["nope", "[1]", {"id": "a"}, {"id": "b", "text": 5}, "[" * 100_000, {"id": ["x"], "text": ""}, "",
             {"id": "z", "text": "\ud800", "language": 7, "title": None}]  # fmt: skip
    records = run(*lines)
    assert [record["id"] for record in records] == ["", "", "a", "b", "", "", "z"]
    assert [("error" in record) for record in records] == [True] * 5 + [False] * 2


@pytest.mark.parametrize("language", ["en", "de", "ja", "ar", "vi", "xx", ""])
def test_an_empty_text_has_no_tags(language):
    assert run({"id": 1, "language": language, "title": "", "text": ""})[0] == {"id": 1, "tags": []}
