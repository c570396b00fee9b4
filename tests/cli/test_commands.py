"""The commands, through the real program."""

import json
import os
import subprocess
import sys

import pytest

from tests.outlet import Answer, Outlet, title


@pytest.fixture
def broadsheet(tmp_path):
    """Runs one command on a data folder of its own; gives what it did."""

    def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[str]:
        env = {
            **os.environ,
            "BROADSHEET_DATA": str(tmp_path),
            "BROADSHEET_ALLOW_PRIVATE_ADDRESSES": "true",
            "BROADSHEET_HOST_PAUSE": "0",
        }
        done = subprocess.run(
            [sys.executable, "-m", "broadsheet", *arguments], env=env, input=given, capture_output=True
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def outlet():
    with Outlet() as running:
        yield running


def test_add_refresh_and_list_are_the_way_of_a_newcomer(broadsheet, outlet):
    added = broadsheet("add", outlet.publish("pier-rebuilt"), "--folder", "Local")
    assert "Harbour Post" in added.stdout
    assert "1 new article " in broadsheet("refresh").stdout
    (row,) = json.loads(broadsheet("sources", "--json").stdout)
    assert (row["state"], row["articles"], row["folder"], row["reason"]) == ("ok", 1, "Local", None)
    assert row["next_check_because"].startswith("every ")
    assert "Harbour Post" in broadsheet("sources").stdout
    (story,) = [json.loads(line) for line in broadsheet("stories", "--json").stdout.splitlines()]
    assert (story["story"], story["article"], story["outlets"]) == (1, 1, ["Harbour Post"])
    assert story["score"] == round(sum(part["points"] for part in story["parts"]), 1)
    assert "0 sources" in broadsheet("refresh").stdout
    assert "1 source: " in broadsheet("refresh", "--all").stdout


def test_what_is_wrong_with_sources_is_listed_with_the_commands_that_help(broadsheet, outlet):
    broadsheet("add", outlet.publish("pier-rebuilt"))
    outlet.pages["/rss.xml"] = outlet.pages["/feed.xml"]
    outlet.pages["/"] = Answer(b"<html><link rel=alternate type='application/rss+xml' href='/rss.xml'></html>")
    outlet.pages["/feed.xml"] = Answer(b"", 410)
    broadsheet("refresh", "--source", "1")
    ailing = broadsheet("sources", "--ailing", "--json")
    (row,) = json.loads(ailing.stdout)
    assert (ailing.returncode, row["ailment"], row["severity"]) == (1, "gone", "broken")
    assert row["commands"][0] == "broadsheet find 1" and row["observed"] and row["suggestion"]
    assert "/rss.xml" in broadsheet("find", "1", "--take").stdout
    well = broadsheet("sources", "--ailing")
    assert (well.returncode, well.stdout) == (0, "Every source is well.\n")


def test_an_address_without_a_feed_says_what_to_do_and_the_others_are_added(broadsheet, outlet):
    feed = outlet.publish("pier-rebuilt")
    done = broadsheet("add", f"{outlet.address}/pier-rebuilt/none", feed, "no address")
    assert done.returncode == 1
    assert "added" in done.stdout
    assert len(done.stderr.strip().splitlines()) == 2


def test_a_page_without_a_feed_is_previewed_and_added(broadsheet, outlet):
    outlet.publish("northern-pier-to-be-rebuilt", "ferry-runs-at-night-soon")
    items = "".join(f"<li class=t><a href='{path}'>{title(path[1:])}</a></li>" for path in outlet.pages if "-" in path)
    outlet.pages = {**outlet.pages, "/": Answer(f"<html><ul>{items}</ul></html>".encode())}
    del outlet.pages["/feed.xml"]
    refused = broadsheet("add", outlet.address)
    assert refused.returncode == 1 and f"broadsheet preview {outlet.address}" in refused.stderr
    seen = broadsheet("preview", outlet.address)
    assert "Northern pier to be rebuilt" in seen.stdout and "--item '" in seen.stdout
    (proposal,) = json.loads(broadsheet("preview", outlet.address, "--json").stdout)["proposals"]
    assert len(proposal["articles"]) == 2
    assert "conditions with a colon" in broadsheet("preview", outlet.address, "--item", "li:hover").stderr
    assert broadsheet("add", "--page", outlet.address).returncode == 0
    assert "2 new articles" in broadsheet("refresh").stdout
    (row,) = json.loads(broadsheet("sources", "--json").stdout)
    assert (row["way"], row["selectors"]["item"]) == ("page", proposal["selectors"]["item"])


def test_opml_goes_out_and_comes_in_with_its_folders(broadsheet, outlet):
    broadsheet("add", outlet.publish("pier-rebuilt"), "--folder", "Local")
    opml = broadsheet("export").stdout
    (row,) = json.loads(broadsheet("sources", "--json").stdout)
    broadsheet("remove", str(row["id"]))
    assert "1 sources added" in broadsheet("import", "-", given=opml.encode()).stdout
    (again,) = json.loads(broadsheet("sources", "--json").stdout)
    assert (again["url"], again["folder"], again["title"]) == (row["url"], "Local", "Harbour Post")
    assert again["id"] > row["id"]


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("import", "/nowhere/feeds.opml"), b""),
        (("import", "-"), b"<opml><body><outline"),
        (("import", "-"), b""),
        (("extract", "/nowhere/page.html"), b""),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_2(broadsheet, arguments, given):
    done = broadsheet(*arguments, given=given)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_removing_what_is_not_there_fails_with_a_sentence(broadsheet):
    done = broadsheet("remove", "99")
    assert (done.returncode, done.stderr) == (
        1,
        "broadsheet: There is no such source here. It may have been removed.\n",
    )


def test_extract_prints_the_clean_text_of_an_address(broadsheet, outlet):
    outlet.publish("pier-rebuilt")
    done = broadsheet("extract", f"{outlet.address}/pier-rebuilt")
    assert "eighteen months" in done.stdout
    assert "All rights reserved" not in done.stdout


def test_the_version_is_printed(broadsheet):
    assert broadsheet("--version").stdout.startswith("broadsheet 0.")
