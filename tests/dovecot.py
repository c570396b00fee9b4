"""A real IMAP server on loopback for tests: Dovecot, run as any other program, with mails that a test puts into it."""

import grp
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from tests.browser import free_port

USER, PASSWORD = "ada@home.example", "four words in ä row"
# Two addresses of this machine: the second is not "localhost" to Broadsheet, which then trusts no certificate of ours.
HOSTS = ("127.0.0.1", "127.0.0.2")
_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = {hosts}
default_login_user = {login_user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 0
last_valid_uid = 0
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail/%u
mail_uid = {uid}
mail_gid = {gid}
mbox_write_locks = fcntl
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


@dataclass
class Dovecot:
    """`folder`: all that it keeps. `port`: with STARTTLS; `tls_port`: with TLS from the start."""

    folder: Path
    port: int
    tls_port: int

    def address(self, place: str = "INBOX", *, host: str = HOSTS[0], implicit: bool = True) -> str:
        """As the setting newsletters wants it, without the password."""
        scheme, port = ("imaps", self.tls_port) if implicit else ("imap", self.port)
        return f"{scheme}://{USER}@{host}:{port}/{place}"

    def put(self, mail: bytes, place: str = "INBOX", came: int | None = None) -> None:
        """Deliver one mail, as a mail server beside it would: a file in a Maildir. `came`: when, if not now."""
        name = f"{time.time_ns()}.{next(_NUMBERS)}.test"
        new = self._maildir(place) / "new"
        (new.parent / "tmp" / name).write_bytes(mail)
        self._hand_over(new.parent / "tmp" / name)
        if came is not None:
            os.utime(new.parent / "tmp" / name, (came, came))
        os.rename(new.parent / "tmp" / name, new / name)

    def marks(self, place: str = "INBOX") -> set[str]:
        """The flags that any of the mails bears, as Maildir writes them: S is "seen"."""
        return {mark for path in self._maildir(place).glob("cur/*") for mark in path.name.partition(":2,")[2]}

    def renumber(self, place: str = "INBOX") -> None:
        """Forget how the mails were numbered, as a server does that was moved: another UIDVALIDITY."""
        folder = self._maildir(place)
        version, validity, *_ = (folder / "dovecot-uidlist").read_text().split()
        for path in folder.glob("dovecot*"):
            path.unlink()
        (folder / "dovecot-uidlist").write_text(f"{version} V{int(validity[1:]) + 1_000} N1\n")
        self._hand_over(folder / "dovecot-uidlist")

    def empty(self) -> None:
        """Remove all mails and folders."""
        shutil.rmtree(self.folder / "mail", ignore_errors=True)

    def _maildir(self, place: str) -> Path:
        home = self.folder / "mail" / USER
        folder = home if place == "INBOX" else home / ("." + place.replace("/", "."))
        for part in ("new", "cur", "tmp"):
            (folder / part).mkdir(parents=True, exist_ok=True)
            self._hand_over(self.folder / "mail", home, folder, folder / part)
        return folder

    def _hand_over(self, *paths: Path) -> None:
        """Dovecot never reads mails as root."""
        for path in paths if os.getuid() == 0 else ():
            shutil.chown(path, _users()["user"], _users()["group"])


_NUMBERS = count(1)


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """The server, running. Skips the test where Dovecot is not installed."""
    program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin")
    if not program:
        pytest.skip(
            "there is no Dovecot here: make test installs it on Debian as root; else: apt install dovecot-imapd"
        )
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    if sys.platform != "linux" or not version.startswith("2.3"):
        pytest.skip(f"the tests of the mailbox know Dovecot 2.3 on Linux, not {version.split()[0]} on {sys.platform}")
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-dovecot-", dir="/tmp"))  # a short path: sockets lie in it
    folder.chmod(0o755)
    port, tls_port = free_port(), free_port()
    _certificate(folder)
    owner = pwd.getpwnam(_users()["user"])
    (folder / "dovecot.conf").write_text(
        _CONFIG.format(
            folder=folder, hosts=", ".join(HOSTS), uid=owner.pw_uid, gid=owner.pw_gid, port=port, tls_port=tls_port,
            **_users(),
        )
    )  # fmt: skip
    (folder / "users").write_text(f"{USER}:{PASSWORD}::::::\n")
    (folder / "users").chmod(0o644)
    process = subprocess.Popen([program, "-F", "-c", str(folder / "dovecot.conf")], stderr=subprocess.PIPE)
    try:
        _wait(port, process, folder)
        yield Dovecot(folder, port, tls_port)
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _certificate(folder: Path) -> None:
    """A certificate that nobody vouches for."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail.home.example",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


def _users() -> dict[str, str]:
    """Whom its processes run as: root's are Debian's users of the package, as Dovecot refuses to be root."""
    if os.getuid() == 0:
        return {"login_user": "dovenull", "user": "dovecot", "group": "dovecot"}
    name, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    return {"login_user": name, "user": name, "group": group}


def _wait(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            log = folder / "log"
            said = (process.stderr.read().decode() if process.stderr else "") + (
                log.read_text() if log.exists() else ""
            )
            raise AssertionError(f"Dovecot does not start: {said}")
        with socket.socket() as door:
            if door.connect_ex((HOSTS[0], port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("Dovecot does not answer.")
