"""A visit to the mailbox that newsletters come to, over IMAP (RFC 3501). It leaves everything as it was: the folder is
opened to be read only (EXAMINE), and no mail is marked as seen (BODY.PEEK).

The standard library's imaplib, with reading of our own beneath it: a server may take as long, and send as much, as it
likes. The rule about private addresses does not hold here: the operator has named this server, and a mail server at
home is a usual thing.
"""

import imaplib
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from broadsheet.errors import LetterError, MailboxError
from broadsheet.fetch import folders
from broadsheet.model.newsletters import Head, Mailbox

LARGEST = 10_000_000  # bytes of one mail; Gmail takes 25 MB, but a newsletter has a hundredth
PATIENCE = 30  # seconds for each answer
VISIT = 300  # seconds for all of it
_SLICE = 0.5  # seconds between two looks whether we are to stop
_MOST_BYTES = LARGEST + 2_000_000  # of the answer to one command
_MOST_LINES = 50_000  # of the same
_LONGEST_LINE = 1_000_000  # bytes: the numbers of 150,000 mails
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIELDS = (
    "FROM SUBJECT DATE MESSAGE-ID LIST-ID LIST-UNSUBSCRIBE PRECEDENCE TO CC DELIVERED-TO X-ORIGINAL-TO ENVELOPE-TO "
    "X-FORWARDED-TO"
)
_UID, _SIZE = re.compile(rb"\bUID (\d{1,10})\b"), re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")
_NUMBER = re.compile(rb"\b\d{1,10}\b")


class Visit:
    """One folder of a mailbox, opened to be read. `mails`: how many it has. `validity`: their numbering (UIDVALIDITY);
    `newest`: the highest number so far. Not for several threads at once. All methods raise MailboxError."""

    def __init__(self, wire: "_Wire", mailbox: Mailbox) -> None:
        self._wire, self._mailbox = wire, mailbox
        self.mails = self._examine()
        self.validity, self.newest = self._told("UIDVALIDITY"), max(0, self._told("UIDNEXT") - 1)

    def folders(self) -> tuple[str, ...]:
        """The names of all folders."""
        return folders.read_list(_ask(self._wire, self._wire.list)[1])

    def after(self, last: int) -> tuple[int, ...]:
        """The numbers of the mails after `last`, in order."""
        found = self._search("UID", f"{last + 1}:*")  # "*" is the last mail, even where that is before
        return tuple(uid for uid in found if uid > last)

    def since(self, day: int) -> tuple[int, ...]:
        """The numbers of the mails that came on that day or later, in order. `day`: seconds since 1970, UTC."""
        at = time.gmtime(day)
        return self._search("SINCE", f"{at.tm_mday}-{_MONTHS[at.tm_mon - 1]}-{at.tm_year}")

    def heads(self, uids: Sequence[int]) -> tuple[Head, ...]:
        """What to know of these mails before one is fetched; those that are gone are left out."""
        what = f"(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({_FIELDS})])"
        answers = _parts(self._fetch(",".join(map(str, uids)), what))
        found = {}
        for said, body in answers:
            uid, size = _UID.search(said), _SIZE.search(said)
            if uid and size:
                found[int(uid[1])] = Head(int(uid[1]), int(size[1]), body)
        return tuple(found[uid] for uid in uids if uid in found)

    def message(self, uid: int) -> bytes | None:
        """A whole mail, or None where it is gone. Raises LetterError where it is larger than 10 MB."""
        for _said, body in _parts(self._fetch(str(uid), f"(UID BODY.PEEK[]<0.{LARGEST + 1}>)")):
            if len(body) > LARGEST:
                raise LetterError(f"The mail is larger than {LARGEST // 1_000_000} MB.")
            if body:
                return body
        return None

    def _examine(self) -> int:
        wire, name = self._wire, folders.quoted(self._mailbox.folder)
        kind, told = _ask(wire, lambda: wire.select(name, readonly=True))
        if kind != "OK":
            known = ", ".join(f"“{name}”" for name in self.folders()[:20]) or "none"
            raise MailboxError(
                f"{self._mailbox.host} has no folder “{self._mailbox.folder}” that can be opened. It has: {known}."
            )
        return _number(told)

    def _told(self, name: str) -> int:
        """A number that the server told when the folder was opened, or 0."""
        return _number(self._wire.untagged_responses.get(name))

    def _search(self, *what: str) -> tuple[int, ...]:
        kind, told = _ask(self._wire, lambda: self._wire.uid("SEARCH", *what))
        if kind != "OK":
            raise MailboxError(f"{self._mailbox.host} could not search the folder.")
        return tuple(sorted({int(number) for line in told if line for number in _NUMBER.findall(line)}))

    def _fetch(self, uids: str, what: str) -> list[Any]:
        kind, told = _ask(self._wire, lambda: self._wire.uid("FETCH", uids, what))
        if kind != "OK":
            raise MailboxError(f"{self._mailbox.host} did not give the mails that it has.")
        return list(told)


def _number(told: Sequence[Any] | None) -> int:
    found = _NUMBER.search((told or [b""])[-1] or b"")
    return int(found[0]) if found else 0


@contextmanager
def visit(mailbox: Mailbox, stopped: Callable[[], bool] = lambda: False) -> Iterator[Visit]:
    """The mailbox, opened; closed at the end. `stopped`: whether to break off, asked twice a second while we wait.

    Raises MailboxError with what to mend: the server, the certificate, the password, the folder.
    """
    wire: _Wire | None = None
    try:
        wire = _connect(mailbox, stopped)
        yield Visit(wire, mailbox)
    finally:
        if wire is not None:
            wire.leave()


def _connect(mailbox: Mailbox, stopped: Callable[[], bool]) -> "_Wire":
    try:
        wire = _Wire(mailbox, stopped)
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        raise _fault(mailbox.host, error) from None
    try:
        _ask(wire, lambda: _secure(wire, mailbox))
        _sign_in(wire, mailbox)
    except BaseException:
        wire.shutdown()
        raise
    return wire


def _secure(wire: "_Wire", mailbox: Mailbox) -> None:
    if mailbox.implicit:
        return
    if "STARTTLS" in wire.capabilities:
        assert wire.sock
        wire.sock.settimeout(PATIENCE)
        wire.starttls(_trust(mailbox.host))
        wire.sock.settimeout(_SLICE)
    elif mailbox.host not in _LOOPBACK:
        raise MailboxError(f"{mailbox.host} offers no encryption, so the password is not sent to it. Try imaps://.")


def _sign_in(wire: "_Wire", mailbox: Mailbox) -> None:
    user, password = mailbox.user, mailbox.password

    def sign_in() -> None:
        if "AUTH=PLAIN" in wire.capabilities:  # RFC 4616: letters of every script
            wire.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
        elif f"{user}{password}".isascii():
            wire.login(user, password)
        else:
            raise MailboxError(f"{mailbox.host} takes no users or passwords with letters such as these.")

    try:
        _ask(wire, sign_in, translate=False)
    except imaplib.IMAP4.abort as error:
        raise _fault(mailbox.host, error) from None
    except imaplib.IMAP4.error as error:
        said = _cut(str(error))
        raise MailboxError(
            f"{mailbox.host} does not accept the user and the password of the setting newsletters. It says: “{said}”."
        ) from None


def _ask(wire: "_Wire", command: Callable[[], Any], *, translate: bool = True) -> Any:
    """What one command brings. What imaplib raises becomes a sentence of ours."""
    wire.begin_answer()
    try:
        return command()
    except imaplib.IMAP4.error as error:
        if not translate:
            raise
        raise _fault(wire.host, error) from None
    except (OSError, ValueError, AttributeError, KeyError, IndexError, TypeError) as error:
        raise _fault(wire.host, error) from None


def _fault(host: str, error: Exception) -> MailboxError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailboxError(
            f"{host} shows a certificate that cannot be trusted: {error.verify_message}. "
            "Is it the name that the certificate is for? Your own authority's is named by SSL_CERT_FILE."
        )
    if isinstance(error, ssl.SSLError):
        return MailboxError(f"{host} and Broadsheet found no encryption in common. Does the port speak TLS?")
    if isinstance(error, socket.gaierror):
        return MailboxError(f"There is no server with the name {host}. Check the setting newsletters.")
    if isinstance(error, TimeoutError):
        return MailboxError(f"{host} did not answer within {PATIENCE} seconds.")
    if isinstance(error, OSError) and error.strerror:
        return MailboxError(f"{host} cannot be reached: {error.strerror}.")
    if isinstance(error, imaplib.IMAP4.abort | OSError):
        return MailboxError(f"{host} broke the conversation off.")
    if isinstance(error, imaplib.IMAP4.error):
        return MailboxError(f"{host} did not do what was asked: “{_cut(str(error))}”.")
    return MailboxError(f"{host} does not answer as a mail server does.")


def _cut(said: str) -> str:
    """The server's own words, as far as they can be shown."""
    said = "".join(letter if letter.isprintable() else " " for letter in said.removeprefix("b'"))
    return " ".join(said.split())[:200].rstrip(".'")


def _parts(told: Sequence[Any]) -> Iterator[tuple[bytes, bytes]]:
    """What is said of each mail, and its literal. The number may come before the literal or after it."""
    said, body, begun = b"", b"", False
    for part in told:
        if isinstance(part, tuple):
            if begun:
                yield said, body
            said, body, begun = part[0], part[1], True
        elif isinstance(part, bytes) and begun:
            said += b" " + part
    if begun:
        yield said, body


def _trust(host: str) -> ssl.SSLContext:
    trust = ssl.create_default_context()
    if host in _LOOPBACK:  # nobody stands between; its certificate is seldom for that name
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    return trust


class _Wire(imaplib.IMAP4):
    """The connection, with bounds: on the time of each answer and of all, on the bytes and lines of each answer."""

    def __init__(self, mailbox: Mailbox, stopped: Callable[[], bool]) -> None:
        self._implicit, self._stopped = mailbox.implicit, stopped
        self._ends = time.monotonic() + VISIT
        self._bytes_left, self._lines_left = _MOST_BYTES, _MOST_LINES
        self._came = bytearray()
        self._came_over: socket.socket | None = None
        super().__init__(mailbox.host, mailbox.port, timeout=PATIENCE)

    def begin_answer(self) -> None:
        """Another command is about to be sent: what is left of the last answer goes."""
        self._bytes_left, self._lines_left = _MOST_BYTES, _MOST_LINES
        self.untagged_responses.clear()

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        self.host, self.port = host, port
        sock = socket.create_connection((host, port), timeout)
        try:
            self.sock = _trust(host).wrap_socket(sock, server_hostname=host) if self._implicit else sock
        except BaseException:
            sock.close()
            raise
        self.sock.settimeout(_SLICE)

    def read(self, size: int) -> bytes:
        self._forget_unencrypted()
        if size > self._bytes_left + len(self._came):
            raise MailboxError(f"{self.host} sent more than was asked for.")
        while len(self._came) < size:
            self._receive()
        return self._take(size)

    def readline(self) -> bytes:
        self._forget_unencrypted()
        self._lines_left -= 1
        seen = 0
        while (end := self._came.find(b"\n", seen)) < 0:
            seen = len(self._came)
            if seen > _LONGEST_LINE:
                break
            self._receive()
        if end > _LONGEST_LINE or end < 0 or self._lines_left < 0:
            raise MailboxError(f"{self.host} sent more than was asked for.")
        return self._take(end + 1)

    def send(self, data: Any) -> None:
        self.sock.sendall(data)

    def shutdown(self) -> None:
        sock = getattr(self, "sock", None)
        if sock is not None:
            with suppress(OSError):
                sock.close()

    def leave(self) -> None:
        """Say goodbye, not waiting long for an answer, and close."""
        self._ends = min(self._ends, time.monotonic() + 2)
        with suppress(imaplib.IMAP4.error, MailboxError, OSError, ValueError, AttributeError):
            self.begin_answer()
            self.logout()
        self.shutdown()

    def _take(self, size: int) -> bytes:
        taken = bytes(self._came[:size])
        del self._came[:size]
        return taken

    def _forget_unencrypted(self) -> None:
        """What came before the encryption began, and was not asked for, could be anybody's (RFC 3501, 6.2.1)."""
        if self._came_over is not self.sock:
            self._came.clear()
            self._came_over = self.sock

    def _receive(self) -> None:
        """Wait for more, as long as we are ready to."""
        until = min(self._ends, time.monotonic() + PATIENCE)
        while True:
            if self._stopped():
                raise MailboxError("Broadsheet is stopping.")
            try:
                came = self.sock.recv(65_536)
                break
            except (TimeoutError, ssl.SSLWantReadError):
                if time.monotonic() > until:
                    raise TimeoutError from None
        if not came:
            raise self.abort("closed")
        if time.monotonic() > self._ends:
            raise MailboxError(f"{self.host} is too slow: {VISIT} seconds were not enough.")
        self._bytes_left -= len(came)
        if self._bytes_left < 0:
            raise MailboxError(f"{self.host} sent more than was asked for.")
        self._came += came
