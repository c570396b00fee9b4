"""A mail → one issue of a newsletter. Everything in it is hostile until checked.

The parser is the standard library's, with its older policy: the newer one reads headers by recursive descent, which a
header can be made to keep busy for minutes. So headers are read here, cut short first; and a mail that is nested too
deeply or has too many lines is refused before it is parsed.
"""

import html
import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from hashlib import blake2b
from typing import Any

from broadsheet.collect.charset import decode
from broadsheet.collect.entries import LONGEST_CONTENT, cut, key, title
from broadsheet.errors import BadInput, LetterError
from broadsheet.model.listings import Entry
from broadsheet.model.newsletters import Letter, Post, Sender
from broadsheet.text.dates import parse
from broadsheet.text.languages import normal
from broadsheet.text.mailboxes import mailbox
from broadsheet.text.words import squash

MOST_LINES = 250_000  # 10 MB of base64 have 140,000
MOST_NESTED = 40  # parts that may hold parts
LONGEST_HEADER = 4_000  # characters that are looked at
LONGEST_NAME = 80
NARROWEST = 50  # characters: what mail programs break lines at begins here
_PARTS = re.compile(rb"boundary\s{0,9}[*=]|message\s{0,9}/", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>()\[\]\",;:@]{1,64}@[^\s<>()\[\]\",;:@]{1,255}")
_FROM = re.compile(r"<\s{0,9}([^<>\s]{3,320})\s{0,9}>\s{0,9}$")
_LIST_ID = re.compile(r"[a-z0-9_][a-z0-9._+=-]{0,200}")
_LEAVING = re.compile(r"<\s{0,9}(https?://[^<>\s]{1,2000})\s{0,9}>", re.IGNORECASE)
_BULK = frozenset({"bulk", "list"})
_RECIPIENTS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-forwarded-to")
_URL = re.compile(r"https?://[^\s<>\"]{1,2000}[^\s<>\".,;:!?)\]']")
_RULE = re.compile(r"^[ \t]{0,9}(?:[-_=*~#]{4,}|-- ?)[ \t]{0,9}$", re.MULTILINE)


class _AsTheyCame(Compat32):
    """Headers as they came, cut short: a string each, with bytes beyond ASCII as surrogates. The parser takes quadratic
    time in the length of some."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        del name
        return value[:LONGEST_HEADER]


_POLICY = _AsTheyCame()


def read_head(fields: bytes) -> Post:
    """What a mail's head says of it. Never raises; `sender` is None where it names none."""
    try:
        return _post(message_from_bytes(fields[:200_000], policy=_POLICY))
    except (MessageError, RecursionError, ValueError, LookupError):
        return Post(None, _digest(fields), "", frozenset(), is_list=False)


def read_letter(mail: bytes) -> Letter:
    """The issue that a mail is. Raises LetterError with the reason where it cannot be read."""
    if mail.count(b"\n") > MOST_LINES or len(_PARTS.findall(mail)) > MOST_NESTED:
        raise LetterError("The mail has too many parts to be a newsletter.")
    try:
        message = message_from_bytes(mail, policy=_POLICY)
        post = _post(message)
        content, language = _content(message)
        written = _header(message, "date")
    except (MessageError, RecursionError, ValueError, LookupError, AssertionError, TypeError, AttributeError) as error:
        raise LetterError(f"The mail cannot be read: {type(error).__name__}.") from None
    if post.sender is None:
        raise LetterError("The mail does not say whom it comes from.")
    entry = Entry(
        key=post.key,
        title=post.subject,
        content=cut(content, LONGEST_CONTENT),
        published=parse(written[:100]),
        language=language,
    )
    return Letter(post.sender, entry, post.leaving)


def _post(message: "Message[Any, Any]") -> Post:
    said_from, said_list = _header(message, "from"), _header(message, "list-id").lower()
    leaving = tuple(_LEAVING.findall(_header(message, "list-unsubscribe")))
    list_id = _list_id(said_list)
    to = " ".join(_header(message, name) for name in _RECIPIENTS).lower()
    is_list = bool(list_id or _header(message, "list-unsubscribe").strip())
    return Post(
        sender=_sender(said_from, list_id),
        key=key(_words(_header(message, "message-id")), "", *_telling(message)),
        subject=title(_words(_header(message, "subject"))),
        to=frozenset(_ADDRESS.findall(to)),
        is_list=is_list or _header(message, "precedence").strip().lower() in _BULK,
        leaving=leaving,
    )


def _telling(message: "Message[Any, Any]") -> tuple[str, ...]:
    """What tells one mail from another where it has no Message-ID."""
    return tuple(_words(_header(message, name)) for name in ("from", "date", "subject"))


def _digest(fields: bytes) -> str:
    return "digest:" + blake2b(fields, digest_size=16).hexdigest()


def _header(message: "Message[Any, Any]", name: str) -> str:
    """The first header of that name on one line, cut short; "" where there is none."""
    return " ".join(str(message.get(name, "") or "")[:LONGEST_HEADER].split())


def _words(value: str) -> str:
    """A header's words: encoded ones decoded (RFC 2047), bytes in whatever charset they turn out to be in."""
    try:
        parts = decode_header(value) if "=?" in value else [(value, None)]
    except (MessageError, ValueError, LookupError):
        parts = [(value, None)]
    told = []
    for part, charset in parts:
        given = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        told.append(decode(given, charset if charset != "unknown-8bit" else None))
    return squash("".join(told))


def _sender(said: str, list_id: str) -> Sender | None:
    found = _FROM.search(said)
    bare = found[1] if found else next(iter(_ADDRESS.findall(said)), "")
    try:
        address = mailbox(bare)
    except (BadInput, ValueError):
        return None
    name = title(_words(said[: found.start()].strip(" \"'\t") if found else "")).strip(" \"'")
    if "@" in name:
        name = ""
    identity = f"list-id:{list_id}" if list_id else f"mailto:{address}"
    return Sender(identity, address, name[:LONGEST_NAME].strip() or address)


def _list_id(said: str) -> str:
    """The identity of a list: what stands in the last angle brackets, or the only word."""
    found = said.rpartition("<")[2].partition(">")[0].strip()
    return found if _LIST_ID.fullmatch(found) else ""


def _content(message: "Message[Any, Any]") -> tuple[str, str | None]:
    """The HTML of the first part that is HTML, else of the first that is text; and the language that is named."""
    language = normal(_header(message, "content-language").partition(",")[0])
    text = ""
    for part in message.walk():
        kind = part.get_content_type()
        if kind not in ("text/html", "text/plain") or _is_attached(part):
            continue
        if kind == "text/html" and (found := _decoded(part)).strip():
            return found, language
        text = text or _decoded(part)
    return _as_html(text), language


def _is_attached(part: "Message[Any, Any]") -> bool:
    said = _header(part, "content-disposition").lower()
    return said.startswith("attachment") or "filename" in said


def _decoded(part: "Message[Any, Any]") -> str:
    given = part.get_payload(decode=True)
    charset = part.get_content_charset()
    return decode(given, charset) if isinstance(given, bytes) else ""


def _as_html(text: str) -> str:
    """Plain text as HTML: paragraphs, of which lines that were broken to fit are one; addresses are links."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = (part.strip("\n") for part in re.split(r"\n[ \t]*\n", _RULE.sub("\n", text)))
    return "".join(f"<p>{_paragraph(part)}</p>" for part in paragraphs if part.strip())


def _paragraph(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    longest = max(map(len, lines), default=0)
    width = min(longest, 80) if longest >= NARROWEST else 2_000  # short lines are verses, lists, addresses
    told = ""
    for before, line in zip(["", *lines], lines, strict=False):
        # A line that had room for the next one's first word was ended on purpose.
        broken = bool(before) and len(before) + len(line.partition(" ")[0]) + 1 > width
        told += (" " if broken else "<br>" if before else "") + _linked(line)
    return told


def _linked(line: str) -> str:
    told, at = "", 0
    for match in _URL.finditer(line):
        address = html.escape(match[0])
        told += html.escape(line[at : match.start()]) + f'<a href="{address}">{address}</a>'
        at = match.end()
    return told + html.escape(line[at:])
