"""An issue as text to copy and to share by hand, and the ways to share it: for messengers that let no program in."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from broadsheet.model.channels import Channel, Issue

# What people join, by host and the beginning of the path. The first that fits is taken.
_KINDS = (
    ("chat.whatsapp.com", "", "WhatsApp"),
    ("whatsapp.com", "/channel/", "WhatsApp"),
    ("www.whatsapp.com", "/channel/", "WhatsApp"),
    ("wa.me", "", "WhatsApp"),
    ("t.me", "", "Telegram"),
    ("telegram.me", "", "Telegram"),
    ("signal.group", "", "Signal"),
    ("signal.me", "", "Signal"),
    ("matrix.to", "", "Matrix"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to share: what it is called, and the address that opens it."""

    name: str
    address: str


def text(channel: Channel, issue: Issue, base: str) -> str:
    """The issue as messengers show it: *bold* name, headlines with outlets and links, and where to join."""
    lines = [f"*{channel.name}*", issue.title]
    if issue.message:
        lines += ["", f"PARTNER MESSAGE. {issue.because}", "", issue.message]
    for place, pick in enumerate(issue.picks, 1):
        lines += ["", f"{place}. {pick.card.title} ({pick.card.outlet.name})"]
        lines += [pick.card.url or f"{base}/article/{pick.card.id}"]  # a newsletter may have no address of its own
    return "\n".join([*lines, "", f"Join: {base}/channel/{channel.key}"])


def ways(message: str, address: str) -> tuple[Way, ...]:
    """Addresses that open a messenger with the text in it. `address`: where it can be read on the web."""
    words = quote(message, safe="")
    return (
        Way("WhatsApp", f"https://wa.me/?text={words}"),
        Way("Telegram", f"https://t.me/share/url?url={quote(address, safe='')}&text={words}"),
        Way("E-mail", f"mailto:?body={words}"),
    )


def kind_of(invite_link: str) -> str:
    """What an invite link leads to: "WhatsApp", "Telegram", "Signal", "Matrix"; or "" where it is not one we know."""
    parts = urlsplit(invite_link)
    host = (parts.hostname or "").lower()
    return next((name for known, path, name in _KINDS if host == known and parts.path.startswith(path)), "")
