"""The job engine: what is due is read, and a kill loses nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.outlet import Outlet

SOURCES, ARTICLES = 6, 5


@pytest.fixture
def outlets():
    opened = [Outlet().__enter__() for _ in range(SOURCES)]
    for outlet in opened:
        outlet.publish(*(f"harbour-news-{number}" for number in range(ARTICLES)), tag="one")
        for answer in outlet.pages.values():
            answer.before = lambda: time.sleep(0.02)  # so that a kill meets work under way
    yield opened
    for outlet in opened:
        outlet.__exit__()


def jobs(folder):
    env = {**os.environ, "BROADSHEET_ALLOW_PRIVATE_ADDRESSES": "true", "BROADSHEET_HOST_PAUSE": "0"}
    return subprocess.Popen(
        [sys.executable, "-m", "broadsheet", "jobs", "run", "--data", str(folder)], env=env, stdout=subprocess.DEVNULL
    )


def count(folder, table):
    with sqlite3.connect(folder / "broadsheet.db") as conn:
        return conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def wait_until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)
    return condition()


def test_killed_in_the_middle_everything_comes_once(tmp_path, outlets):
    listed = "\n".join(f"{outlet.address}/feed.xml" for outlet in outlets).encode()
    command = [sys.executable, "-m", "broadsheet", "import", "-", "--data", str(tmp_path)]
    subprocess.run(command, input=listed, check=True, capture_output=True)
    for wanted in (1, SOURCES * ARTICLES // 2):
        process = jobs(tmp_path)
        assert wait_until(lambda wanted=wanted: count(tmp_path, "articles") >= wanted)
        process.send_signal(signal.SIGKILL)
        process.wait()
    process = jobs(tmp_path)
    try:
        assert wait_until(lambda: count(tmp_path, "articles") >= SOURCES * ARTICLES)
        assert wait_until(lambda: count(tmp_path, "sources WHERE etag IS NOT NULL") == SOURCES)
    finally:
        process.terminate()
        process.wait()
    assert count(tmp_path, "articles") == count(tmp_path, "entries") == SOURCES * ARTICLES


def test_stopped_in_the_middle_no_outlet_is_blamed_and_the_next_start_goes_on(tmp_path, outlets):
    listed = "\n".join(f"{outlet.address}/feed.xml" for outlet in outlets).encode()
    command = [sys.executable, "-m", "broadsheet", "import", "-", "--data", str(tmp_path)]
    subprocess.run(command, input=listed, check=True, capture_output=True)
    process = jobs(tmp_path)
    assert wait_until(lambda: count(tmp_path, "articles") >= 2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert count(tmp_path, "sources WHERE state = 'failing'") == 0
    assert count(tmp_path, "articles WHERE excerpt_because IS NOT NULL") == 0
    process = jobs(tmp_path)
    try:
        assert wait_until(lambda: count(tmp_path, "articles") == SOURCES * ARTICLES)
    finally:
        process.terminate()
        process.wait()
