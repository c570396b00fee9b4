"""Mails, composed: an issue to a member, or a letter with its own words. As text and as HTML, with a way to leave that
works with one click (RFC 2369, RFC 8058). There is no picture and no address that tells who opened what.
"""

import pathlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import Policy, default
from email.utils import format_datetime, parseaddr
from hashlib import blake2b
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from broadsheet.model.channels import Channel, Issue
from broadsheet.text import zones
from broadsheet.text.languages import direction
from broadsheet.text.words import excerpt, squash

LONGEST_SUBJECT = 150  # characters; mail programs show some 70
_LEAVE = "https://leave.invalid/"  # stands for the member's own address until it is known: a text is made once an issue


class _OneLine(UnstructuredHeader, BaseHeader):
    """A header that is not folded: some programs read an address after a fold with the space before it, and then
    find no way to leave."""

    def fold(self, *, policy: Policy) -> str:
        """The whole header, as it is sent."""
        return f"{self.name}: {self}{policy.linesep}" if self.isascii() else super().fold(policy=policy)


_HEADERS = HeaderRegistry()
for _name in ("List-Unsubscribe", "List-Id", "Message-ID"):
    _HEADERS.map_to_type(_name, _OneLine)
_POLICY = default.clone(header_factory=_HEADERS)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who mails come from. `mail_from` as in the settings; `base`: the address of this Broadsheet."""

    mail_from: str
    base: str

    @property
    def address(self) -> str:
        """The bare address, for the envelope."""
        return parseaddr(self.mail_from)[1]

    @property
    def name(self) -> str:
        """The name before the address, or ""."""
        return parseaddr(self.mail_from)[0]

    @property
    def host(self) -> str:
        """The part after the @: what ids of mails end with."""
        return ascii_host(self.address.rpartition("@")[2])


@dataclass(frozen=True, slots=True)
class Words:
    """An issue in words, the same for all its members."""

    channel: Channel
    issue: Issue
    subject: str
    text: str
    html: str


def write(channel: Channel, issue: Issue, sender: Sender) -> Words:
    """An issue, as text and as HTML."""
    shown = {
        "channel": channel,
        "issue": issue,
        "base": sender.base,
        "day": zones.day_in(channel.plan.zone, issue.made),
        "leave": _LEAVE,
        "direction": direction,
    }
    text = _PLAIN.get_template("issue.txt").render(shown)
    html = _HTML.get_template("issue.html").render(shown)
    return Words(channel, issue, subject(channel, issue), text, html)


def subject(channel: Channel, issue: Issue) -> str:
    """What a mail is called. A message of a partner says that it is one."""
    if issue.message:
        return excerpt(f"Partner message: {issue.title}", LONGEST_SUBJECT)
    first = next((pick.card.title for pick in issue.picks), issue.title)
    return excerpt(f"{channel.name}: {first}", LONGEST_SUBJECT)


def issue_mail(words: Words, sender: Sender, recipient: str, leave_key: str, now: int) -> EmailMessage:
    """An issue's mail to one member. The same issue to the same member has always the same Message-ID, so that a
    mail that came twice can be known as one."""
    leave = f"{sender.base}/leave/{leave_key}" + ("?only=partners" if words.issue.message else "")
    message_id = _named("issue", words.issue.id, leave_key, sender)
    mail = _mail(sender, recipient, words.subject, message_id, now)
    mail["List-Id"] = _list_id(words.channel, sender)
    mail["List-Unsubscribe"] = f"<{leave}>"
    # RFC 8058, 3.1, asks for https; in a network of one's own, where there is only http, the click works all the same.
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Precedence"] = "list"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(words.text.replace(_LEAVE, leave), cte="quoted-printable")
    mail.add_alternative(words.html.replace(_LEAVE, leave), subtype="html", cte="quoted-printable")
    return mail


def letter_mail(number: int, sender: Sender, recipient: str, called: str, text: str, now: int) -> EmailMessage:
    """A mail with its own words. `number`: the mail's own, so that a repeated one has the same Message-ID."""
    mail = _mail(sender, recipient, called, _named("letter", number, recipient, sender), now)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text, cte="quoted-printable")
    return mail


def envelope(address: str) -> str:
    """An address as servers want it: the host in ASCII (IDNA), the part before the @ as it is."""
    local, _, host = address.rpartition("@")
    return f"{local}@{ascii_host(host)}"


def ascii_host(host: str) -> str:
    """A host in ASCII; as it is where it cannot be written so."""
    try:
        return host.encode("idna").decode() if host else "localhost"
    except UnicodeError:
        return host


def _mail(sender: Sender, recipient: str, called: str, message_id: str, now: int) -> EmailMessage:
    mail = EmailMessage(_POLICY)
    mail["From"] = _named_address(sender.address, squash(sender.name or "Broadsheet"))
    mail["To"] = _named_address(recipient)
    mail["Subject"] = squash(called)  # one line, whatever an outlet wrote: no header can follow it
    mail["Date"] = format_datetime(datetime.fromtimestamp(now, UTC))
    mail["Message-ID"] = message_id
    return mail


def _named_address(address: str, name: str = "") -> Address:
    local, _, host = envelope(address).rpartition("@")
    return Address(name, local, host)


def _named(what: str, number: int, secret: str, sender: Sender) -> str:
    digest = blake2b(secret.encode("utf-8", "replace"), digest_size=12).hexdigest()
    return f"<{what}.{number}.{digest}@{sender.host}>"


def _list_id(channel: Channel, sender: Sender) -> str:
    """RFC 2919: a name that stays, under a host of ours."""
    host = urlsplit(sender.base).hostname or "localhost"
    return f"<{channel.key}.channels.{'localhost' if ':' in host else ascii_host(host)}>"


def _environment(*, escaped: bool) -> Environment:
    made = Environment(
        loader=FileSystemLoader(pathlib.Path(__file__).parent / "templates"),
        autoescape=escaped,  # noqa: S701  plain text is not HTML: there is nothing to escape in it
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["web_address"] = _web_address
    return made


def _web_address(address: str) -> str | None:
    """The address where it is http or https and one word, else None."""
    is_one = address.startswith(("http://", "https://")) and not any(sign.isspace() for sign in address)
    return address if is_one else None


_HTML, _PLAIN = _environment(escaped=True), _environment(escaped=False)
