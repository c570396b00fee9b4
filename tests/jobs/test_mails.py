"""Mails are sent by the jobs, and stopping them in the middle loses none and doubles none."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.store import mails
from tests.jobs.test_engine import wait_until
from tests.postbox import Postbox

LETTERS = 60


@pytest.fixture
def postbox():
    with Postbox() as running:
        running.before = lambda: time.sleep(0.03)  # so that a stop meets mails under way
        yield running


@pytest.fixture
def waiting(tmp_path):
    """Letters that wait; gives a function that counts those that still do."""
    with open_context(Settings(data=tmp_path)) as ctx:
        with ctx.database.write() as conn:
            for number in range(LETTERS):
                mails.add_letter(conn, f"reader{number}@home.example", "Hello", "Words.", ctx.clock())

        def count():
            with ctx.database.read() as conn:
                return mails.waiting(conn)

        yield count


def jobs(folder, postbox):
    env = {**os.environ, "BROADSHEET_SMTP": postbox.address, "BROADSHEET_MAIL_FROM": "news@paper.example"}
    command = [sys.executable, "-m", "broadsheet", "jobs", "run", "--data", str(folder)]
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)


def test_stopped_in_the_middle_every_mail_comes_once(tmp_path, postbox, waiting):
    process = jobs(tmp_path, postbox)
    assert wait_until(lambda: len(postbox.mails) >= 5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0 and waiting() > 0
    process = jobs(tmp_path, postbox)
    try:
        assert wait_until(lambda: waiting() == 0)
    finally:
        process.terminate()
        process.wait()
    assert len({mail["To"] for mail in postbox.mails}) == len(postbox.mails) == LETTERS


def test_a_server_that_never_answers_does_not_keep_the_jobs_from_stopping(tmp_path, postbox, waiting):
    answered, asked = threading.Event(), threading.Event()
    postbox.before = lambda: (asked.set(), answered.wait(120))
    process = jobs(tmp_path, postbox)
    try:
        assert asked.wait(60)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0 and waiting() == LETTERS
    finally:
        answered.set()
        process.kill()
        process.wait()
