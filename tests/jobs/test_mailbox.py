"""The jobs read the mailbox, and a kill in the middle loses no mail and doubles none."""

import os
import signal
import sqlite3
import subprocess
import sys

from tests.dovecot import PASSWORD
from tests.jobs.test_engine import count, wait_until
from tests.newsletters import mail

MAILS = 40


def jobs(folder, address):
    env = {**os.environ, "BROADSHEET_NEWSLETTERS": address, "BROADSHEET_NEWSLETTERS_PASSWORD": PASSWORD}
    command = [sys.executable, "-m", "broadsheet", "jobs", "run", "--data", str(folder)]
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)


def due_again(folder):
    """A killed look holds the mailbox for ten minutes: let them pass."""
    with sqlite3.connect(folder / "broadsheet.db") as conn:
        conn.execute("UPDATE mailboxes SET next_look = NULL")


def test_killed_in_the_middle_every_mail_comes_once(tmp_path, mail_server):
    words = "The harbour council voted on Tuesday to rebuild the northern pier, which a storm had broken. " * 200
    for number in range(MAILS):
        mail_server.put(mail(number=str(number), subject=f"Issue {number}", text=words))
    process = jobs(tmp_path, mail_server.address())
    assert wait_until(lambda: _articles(tmp_path) >= 3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _articles(tmp_path) < MAILS
    due_again(tmp_path)
    process = jobs(tmp_path, mail_server.address())
    try:
        assert wait_until(lambda: _articles(tmp_path) == MAILS)
        assert wait_until(lambda: count(tmp_path, f"mailboxes WHERE last = {MAILS} AND checked IS NOT NULL") == 1)
    finally:
        process.terminate()
        assert process.wait(20) == 0
    assert count(tmp_path, "articles") == count(tmp_path, "entries") == MAILS


def _articles(folder):
    try:
        return count(folder, "articles")
    except sqlite3.OperationalError:  # not migrated yet
        return 0
