"""`broadsheet up`, as a newcomer starts and stops it: a real process."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser import PASSWORD, Browser
from tests.outlet import Outlet

BROADSHEET = [sys.executable, "-m", "broadsheet"]


@contextmanager
def running(*arguments: str, data: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A started Broadsheet and the address that it printed."""
    process = subprocess.Popen(
        [*BROADSHEET, *arguments, "--data", str(data)],
        env={**os.environ, **{f"BROADSHEET_{name.upper()}": value for name, value in settings.items()}},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline()
        yield process, re.search(r"http://\S+", line).group() if "http" in line else line
    finally:
        process.kill()
        process.wait()


def get(address: str) -> str:
    return urllib.request.urlopen(address, timeout=20).read().decode()


def shown(browser: Browser, words: str) -> str:
    """The front page, once it shows these words, or after a minute."""
    deadline = time.monotonic() + 60
    while words not in (page := browser.get()) and time.monotonic() < deadline:
        time.sleep(0.3)
    return page


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_up_prints_its_address_answers_and_stops_cleanly(tmp_path, signal_number):
    with running("up", "--port", "0", data=tmp_path) as (process, address):
        assert json.loads(get(f"{address}healthz")) == {"status": "ok"}
        process.send_signal(signal_number)
        assert process.wait(20) == 0
        assert process.stdout.read().strip().endswith("Stopped.")


def test_the_jobs_of_up_read_a_source_soon_after_it_was_added(tmp_path):
    with Outlet() as outlet:
        feed = outlet.publish("pier-rebuilt")
        settings = {"allow_private_addresses": "true", "host_pause": "0"}
        with running("up", "--port", "0", data=tmp_path, **settings) as (_, address):
            owner = Browser(address).become_owner()
            owner.post("sources", addresses=feed)
            assert "Pier rebuilt" in shown(owner, "Pier rebuilt")


def test_the_same_runs_on_postgresql(tmp_path, postgres):
    with Outlet() as outlet:
        settings = {"allow_private_addresses": "true", "host_pause": "0", "database": postgres}
        with running("up", "--port", "0", data=tmp_path, **settings) as (process, address):
            owner = Browser(address).become_owner()
            owner.post("sources", addresses=outlet.publish("pier-rebuilt"))
            shown(owner, "Pier rebuilt")
            assert "Pier rebuilt" in owner.get("search?q=harbour")
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
    assert not (tmp_path / "broadsheet.db").exists()


def test_web_and_jobs_run_apart(tmp_path):
    with Outlet() as outlet:
        settings = {"allow_private_addresses": "true", "host_pause": "0"}
        env = {**os.environ, "BROADSHEET_ALLOW_PRIVATE_ADDRESSES": "true"}
        added = [*BROADSHEET, "add", outlet.publish("pier-rebuilt"), "--data", str(tmp_path)]
        subprocess.run(added, env=env, check=True, capture_output=True)
        with (
            running("web", "--port", "0", data=tmp_path) as (_, address),
            running("jobs", "run", data=tmp_path, **settings) as (jobs, said),
        ):
            assert "jobs run" in said
            assert "Pier rebuilt" in shown(Browser(address).become_owner(), "Pier rebuilt")
            jobs.send_signal(signal.SIGTERM)
            assert jobs.wait(20) == 0


def refused(*arguments: str, **settings: str) -> str:
    """What a Broadsheet that cannot start says: one line, exit code 2."""
    env = {**os.environ, **{f"BROADSHEET_{name.upper()}": value for name, value in settings.items()}}
    done = subprocess.run([*BROADSHEET, *arguments], env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def test_a_port_in_use_is_one_clear_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = refused("up", "--port", str(taken.getsockname()[1]), "--data", str(tmp_path))
    assert "Choose another port" in said


def test_a_second_broadsheet_on_the_same_folder_is_one_clear_line(tmp_path):
    with running("up", "--port", "0", data=tmp_path):
        assert "already" in refused("up", "--port", "0", "--data", str(tmp_path))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "news.example.org"])
def test_a_public_address_is_refused_while_there_is_no_owner(tmp_path, host):
    assert "no owner" in refused("up", "--host", host, "--data", str(tmp_path))


def test_a_public_address_is_open_once_there_is_an_owner(tmp_path):
    made = subprocess.run(
        [*BROADSHEET, "owner", "Ada", "--data", str(tmp_path)], input=f"{PASSWORD}\n", capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    with running("up", "--port", "0", "--host", "0.0.0.0", data=tmp_path) as (_, address):
        owner = Browser(address.replace("0.0.0.0", "127.0.0.1")).sign_in()
        assert "Signed in as" in owner.get("me")


def test_a_data_folder_that_is_a_file_is_one_clear_line(tmp_path):
    (tmp_path / "news").write_text("")
    assert "--data" in refused("up", "--data", str(tmp_path / "news"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    tmp_path.chmod(0o500)
    assert "cannot be" in refused("up", "--data", str(tmp_path / "news"))


def test_a_wrong_setting_is_one_clear_line(tmp_path):
    assert "port" in refused("up", "--data", str(tmp_path), port="many")


def test_a_database_that_cannot_be_reached_is_one_clear_line(tmp_path):
    said = refused("up", "--data", str(tmp_path), database="postgresql://nobody:geheim@127.0.0.1:1/news")
    assert "geheim" not in said
