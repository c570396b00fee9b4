"""The documentation is complete: an undocumented setting, command or page fails here."""

import re
from pathlib import Path

import pytest
import typer

from broadsheet.cli.app import app
from broadsheet.config import Settings
from broadsheet.web.app import PAGES

ROOT = Path(__file__).resolve().parents[1]
DOCS = {path.name: path.read_text() for path in (ROOT / "docs").glob("*.md")}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_is_documented(name):
    assert re.search(rf"^\| `{name}` \|", DOCS["settings.md"], re.MULTILINE)


def test_no_setting_is_documented_that_does_not_exist():
    documented = set(re.findall(r"^\| `(\w+)` \|", DOCS["settings.md"], re.MULTILINE))
    assert documented == set(Settings.model_fields)


def test_each_command_is_documented():
    top = typer.main.get_command(app)
    for name, command in top.commands.items():
        for shown in [f"{name} {sub}" for sub in command.commands] if hasattr(command, "commands") else [name]:
            assert f"`broadsheet {shown}" in DOCS["commands.md"], shown


@pytest.mark.parametrize("path", sorted({route.path for page in PAGES for route in page.router.routes}))
def test_each_page_is_documented(path):
    parts = [part for part in re.split(r"\{[^}]*\}", path) if part]
    assert all(part in DOCS["feeds.md"] for part in parts), path


def test_each_note_is_dated_and_says_what_would_change_our_mind():
    for note in (ROOT / "notes").glob("*.md"):
        text = note.read_text()
        assert re.search(r"^Date: 20\d\d-\d\d-\d\d$", text, re.MULTILINE), note.name
        assert "change our mind" in text, note.name


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_what_a_document_links_to_is_there(page):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / page).read_text()):
        assert (ROOT / target).exists(), target
