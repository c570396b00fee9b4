"""What the staff see of the channels (counts, never a member), and what everybody with a channel's address sees."""

from dataclasses import dataclass

from broadsheet.deliver import prepared as texts
from broadsheet.deliver import squares
from broadsheet.errors import NotFound
from broadsheet.model.channels import Channel, Count, Issue, Overview, Public, Subject
from broadsheet.model.readers import Reader, Right
from broadsheet.service.context import Context, demand_reader
from broadsheet.store import channels, hashtags, issues
from broadsheet.store.database import Connection
from broadsheet.text.rights import shown_issue

SHOWN = 20  # issues in a list or a feed


@dataclass(frozen=True, slots=True)
class Prepared:
    """An issue as text to copy, and the messengers that open with it."""

    channel: Channel
    issue: Issue
    text: str
    ways: tuple[texts.Way, ...]


@dataclass(frozen=True, slots=True)
class Mailing:
    """Whether mails can be sent; where not, what the owner must set (`missing`). `address`: where the links of mails
    lead; `public`: whether that is a name under which others reach this Broadsheet."""

    missing: tuple[str, ...]
    address: str
    public: bool


def listing(ctx: Context, reader: Reader | None) -> tuple[Overview, ...]:
    """All channels with their counts, and the last issue of each."""
    demand_reader(ctx, reader, Right.BROADCAST)
    with ctx.database.read() as conn:
        counts = channels.counts(conn)
        return tuple(
            Overview(
                channel,
                _about(conn, channel),
                counts.get(channel.id, Count()),
                _newest(ctx, conn, channel, 1, messages=True),
            )
            for channel in channels.all(conn)
        )


def overview(ctx: Context, reader: Reader | None, key: str) -> Overview:
    """One channel with its counts and its last issues, those of partners too. Raises NotFound."""
    demand_reader(ctx, reader, Right.BROADCAST)
    with ctx.database.read() as conn:
        channel = _known(conn, key)
        count = channels.counts(conn).get(channel.id, Count())
        return Overview(channel, _about(conn, channel), count, _newest(ctx, conn, channel, SHOWN, messages=True))


def prepared(ctx: Context, reader: Reader | None, key: str, number: int, base: str) -> Prepared:
    """An issue to share by hand. `base`: the address of this Broadsheet. Raises NotFound."""
    demand_reader(ctx, reader, Right.BROADCAST)
    with ctx.database.read() as conn:
        channel = _known(conn, key)
        found = _issue(ctx, conn, channel, number)
    words = texts.text(channel, found, base)
    return Prepared(channel, found, words, texts.ways(words, f"{base}/channel/{channel.key}"))


def mailing(ctx: Context) -> Mailing:
    """Whether mails can be sent, and where their links lead."""
    settings = ctx.settings
    missing = tuple(name for name in ("smtp", "mail_from") if not getattr(settings, name))
    return Mailing(missing, settings.address, bool(settings.base_address))


def public(ctx: Context, key: str) -> Public:
    """A channel for everybody who has its address, with its last issues of news. Raises NotFound."""
    with ctx.database.read() as conn:
        channel = _known(conn, key)
        return Public(channel, _about(conn, channel), _by_mail(ctx, channel), _newest(ctx, conn, channel, SHOWN))


def issue(ctx: Context, key: str, number: int) -> tuple[Public, Issue]:
    """One issue of news for everybody who has the address. Messages of partners are for those who said yes alone.

    Raises NotFound.
    """
    with ctx.database.read() as conn:
        channel = _known(conn, key)
        found = _issue(ctx, conn, channel, number)
        if found.message:
            raise NotFound("There is no such issue here.")
        return Public(channel, _about(conn, channel), _by_mail(ctx, channel)), found


def qr(ctx: Context, key: str, base: str) -> bytes:
    """A QR code (SVG) of the page that joins. Raises NotFound."""
    with ctx.database.read() as conn:
        return squares.qr(f"{base}/channel/{_known(conn, key).key}/join")


def invite_qr(ctx: Context, key: str) -> bytes:
    """A QR code (SVG) of the invite link. Raises NotFound where there is none."""
    with ctx.database.read() as conn:
        link = _known(conn, key).plan.invite_link
    if link is None:
        raise NotFound("This channel has no invite link.")
    return squares.qr(link)


def invite_kind(channel: Channel) -> str:
    """What the invite link leads to ("WhatsApp"), or "" where it is not one that we know, or there is none."""
    return texts.kind_of(channel.plan.invite_link or "")


def _known(conn: Connection, key: str) -> Channel:
    found = channels.get(conn, key)
    if found is None:
        raise NotFound("There is no such channel here. It may have been removed.")
    return found


def _newest(
    ctx: Context, conn: Connection, channel: Channel, limit: int, *, messages: bool = False
) -> tuple[Issue, ...]:
    found = issues.newest(conn, channel.id, limit, messages=messages)
    return tuple(shown_issue(issue, ctx.clock()) for issue in found)


def _issue(ctx: Context, conn: Connection, channel: Channel, number: int) -> Issue:
    found = issues.get(conn, channel.id, number)
    if found is None:
        raise NotFound("There is no such issue here.")
    return shown_issue(found, ctx.clock())


def _by_mail(ctx: Context, channel: Channel) -> bool:
    return channel.plan.by_mail and ctx.settings.sends_mail


def _about(conn: Connection, channel: Channel) -> str:
    """What goes in, in words."""
    if channel.plan.subject is Subject.FRONT:
        return "the front page"
    if channel.plan.subject is Subject.SEARCH:
        return f"the search “{channel.plan.about}”"
    found = hashtags.get(conn, channel.plan.about)
    return found.label if found else f"#{channel.plan.about}"
