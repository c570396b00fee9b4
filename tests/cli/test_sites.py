"""`broadsheet sites` and `broadsheet reread`, on a real database."""

import json
from dataclasses import fields

import pytest
from typer.testing import CliRunner

from broadsheet.boot import open_context
from broadsheet.cli.app import app
from broadsheet.cli.house import House
from broadsheet.config import Settings
from broadsheet.errors import BadInput, NotFound
from broadsheet.model.sites import Block, Impression, Leaf
from broadsheet.store import sites

BLOCK = Block(3, 4, "div.promo > p", "Join our channel today.", "The same words stood there on 9 of 9 pages.")


@pytest.fixture
def run(tmp_path):
    """Runs a command in this process; gives what it printed. A page of one site is remembered."""
    settings = Settings(data=tmp_path)
    with open_context(settings) as context, context.database.write() as conn:
        sites.learn(conn, Impression("post.example", Leaf(1, b"", b"", b"", b""), learned=(BLOCK,)), 1_760_000_000)
    doors = {field.name: None for field in fields(House)}

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(
            app, [*arguments, "--data", str(tmp_path)], obj=House(**{**doors, "open": open_context}), terminal_width=200
        )
        if done.exception is not None:
            raise done.exception
        return done.stdout

    return run


def test_the_sites_are_listed_with_how_much_is_known_of_each(run):
    assert "post.example" in run("sites")
    (row,) = json.loads(run("sites", "--json"))
    assert (row["host"], row["pages"], row["blocks"], row["last"][:4]) == ("post.example", 1, 1, "2025")


def test_of_one_site_its_blocks_are_shown_with_their_place_and_the_reason(run):
    assert "1 blocks are known" in run("sites", "www.post.example")
    (block,) = json.loads(run("sites", "https://post.example/a", "--json"))
    assert (block["words"], block["place"], block["pages"]) == (BLOCK.words, BLOCK.where, 1)
    assert block["because"] == BLOCK.because


def test_a_site_is_forgotten_by_name_alone(run):
    assert "forgotten" in run("sites", "post.example", "--reset")
    assert "Nothing is remembered yet" in run("sites")
    with pytest.raises(NotFound, match="broadsheet sites"):
        run("sites", "post.example")
    with pytest.raises(BadInput, match="sites HOST --reset"):
        run("sites", "--reset")


def test_reading_again_says_what_became_better(run):
    assert run("reread") == "0 kept pages read again: no article is another now.\n"
