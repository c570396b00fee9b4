"""Newsletters: the mailbox that they come to, who sends them, and one issue of one."""

from dataclasses import dataclass, field

from broadsheet.model.listings import Entry

SCHEME = "mailto:"  # how the address of a source begins that is a sender


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where newsletters come to. `implicit`: TLS from the start, else STARTTLS. `to`: only mails to that address are
    read, or "" for all of the folder."""

    host: str
    port: int
    implicit: bool
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    to: str = ""

    @property
    def place(self) -> str:
        """What tells one mailbox from another; no secret."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a newsletter. `identity`: its List-Id (RFC 2919) where it has one, else the address it comes from."""

    identity: str
    address: str
    name: str

    @property
    def url(self) -> str:
        """The address of the source (RFC 6068); two newsletters may come from one address."""
        listed = self.identity.removeprefix("list-id:")
        return f"{SCHEME}{self.address}" + (f"?List-Id={listed}" if listed != self.identity else "")


def sender_of(url: str, name: str) -> Sender:
    """The sender that a source with this address is."""
    address, _, listed = url.removeprefix(SCHEME).partition("?List-Id=")
    return Sender(f"list-id:{listed}" if listed else f"{SCHEME}{address}", address, name)


@dataclass(frozen=True, slots=True)
class Head:
    """What is asked of every mail first. `uid`: its number in the folder. `size`: of the whole mail, in bytes, as the
    server says. `fields`: some of its header, as it came."""

    uid: int
    size: int
    fields: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One issue of a newsletter, nothing of it trusted. `leaving`: the addresses that end its subscription."""

    sender: Sender
    entry: Entry
    leaving: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """What a mail's head tells of it. `key`: its Message-ID, or a digest of its head. `to`: whom it was sent to, in
    lower case. `is_list`: it says that it goes to many."""

    sender: Sender | None
    key: str
    subject: str
    to: frozenset[str]
    is_list: bool
    leaving: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mailbox was read, and how its last look went. `validity`: the server's word for the numbering of its
    mails (UIDVALIDITY). `last`: the number up to which all were read. Times: seconds since 1970, UTC."""

    validity: int | None = None
    last: int = 0
    checked: int | None = None
    next_look: int | None = None
    failures: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """What one look at the mailbox brought. `read`: mails that were looked at; `new`: articles among them; `left`:
    mails that wait for the next look. `fault`: why it failed, or None."""

    read: int = 0
    new: int = 0
    left: int = 0
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """One sender as a test of the mailbox sees it. `mails`: how many of the last weeks. `because`: why they are not
    taken, or "" where they are."""

    name: str
    address: str
    mails: int
    because: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a test of the mailbox saw, without keeping anything. `mails`: all in the folder; `recent`: those of the last
    weeks that were looked at."""

    place: str
    folders: tuple[str, ...]
    mails: int
    recent: int
    senders: tuple[Sight, ...]
