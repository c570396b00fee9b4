"""`broadsheet newsletters` and `broadsheet refresh`, through the real program."""

import os
import subprocess
import sys

import pytest

from tests.dovecot import PASSWORD
from tests.newsletters import mail


@pytest.fixture
def broadsheet(tmp_path, mail_server):
    def run(*arguments, **settings):
        env = {
            **os.environ,
            "BROADSHEET_DATA": str(tmp_path),
            "BROADSHEET_NEWSLETTERS": mail_server.address(),
            **settings,
        }
        command = [sys.executable, "-m", "broadsheet", *arguments]
        return subprocess.run(command, env=env, capture_output=True, text=True)

    (tmp_path / "password").write_text(PASSWORD + "\n")
    return lambda *arguments: run(*arguments, BROADSHEET_NEWSLETTERS_PASSWORD_FILE=str(tmp_path / "password"))


def test_the_mailbox_is_tried_then_read(broadsheet, mail_server):
    mail_server.put(mail(number="1"))
    mail_server.put(mail(number="2", list_id="", leaving="", sender="Mum <mum@home.example>"))
    tried = broadsheet("newsletters")
    assert "It holds 2 mails" in tried.stdout and "Tide Letter" in tried.stdout and "Nothing was kept" in tried.stdout
    assert "Mailbox: 2 new mails, 1 newsletter." in broadsheet("refresh").stdout


def test_a_wrong_password_is_one_line(broadsheet, tmp_path):
    (tmp_path / "password").write_text("wrong")
    done = broadsheet("newsletters")
    assert done.returncode == 1 and "does not accept the user" in done.stderr and done.stderr.count("\n") == 1
