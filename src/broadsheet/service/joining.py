"""Joining a channel by mail, and leaving it. Joining takes two steps, so that nobody signs up somebody else: who asks
is sent a link, and who presses the button behind it has joined. No answer tells whether an address is a member's."""

from contextlib import suppress
from dataclasses import dataclass

from broadsheet.errors import BadInput, NotFound, TooManyTries
from broadsheet.model.channels import Channel
from broadsheet.service.context import Context
from broadsheet.store import attempts, channels, mails, members
from broadsheet.store.database import Connection
from broadsheet.text import tokens
from broadsheet.text.mailboxes import mailbox

WAITS = 2 * 86_400  # seconds that the link in the mail works
_FROM_ONE_PLACE = {"most": 20, "within": 3600}  # a family, an office, a school behind one address
_TO_ONE_ADDRESS = {"most": 3, "within": 3600}  # mails that strangers can make us send to somebody


@dataclass(frozen=True, slots=True)
class Membership:
    """What the holder of a link joins or ends. `partners`: with messages of partners, which can be stopped alone."""

    channel: Channel
    partners: bool


def ask(ctx: Context, key: str, typed: str, *, partners: bool, address: str) -> None:
    """Send a mail to who wants to join. Its words depend on whether they are a member; what the caller sees does not.

    `partners`: whether messages of partners are welcome too. `address`: where the request came from. Raises BadInput
    for what is no address or where nobody can join by mail, NotFound, and TooManyTries after 20 an hour from one place.
    """
    email, now, token = mailbox(typed), ctx.clock(), tokens.new()
    with ctx.database.write() as conn:
        attempts.count(conn, "join by address", address, now, **_FROM_ONE_PLACE)
    with suppress(TooManyTries), ctx.database.write() as conn:
        channel = _open(ctx, conn, key)
        attempts.count(conn, f"join channel {channel.id}", email, now, **_TO_ONE_ADDRESS)
        _answer(ctx, conn, channel, email, partners=partners and channel.plan.partners, token=token)
    ctx.post()


def asked(ctx: Context, token: str) -> Membership:
    """What a link from such a mail joins. Raises NotFound where it was used already or is too old."""
    with ctx.database.read() as conn:
        joining = _asked(conn, token, ctx.clock())
        return Membership(_channel(conn, joining.channel_id), joining.partners)


def confirm(ctx: Context, token: str) -> Membership:
    """Join. Raises NotFound where the link was used already or is too old."""
    now = ctx.clock()
    with ctx.database.write() as conn:
        joining = _asked(conn, token, now)
        members.join(conn, joining, tokens.new(), now)
        return Membership(_channel(conn, joining.channel_id), joining.partners)


def membership(ctx: Context, leave_key: str) -> Membership | None:
    """What this key ends, or None where it has ended."""
    with ctx.database.read() as conn:
        member = members.by_leave_key(conn, leave_key[: tokens.LONGEST])
        return Membership(_channel(conn, member.channel_id), member.partners) if member else None


def leave(ctx: Context, leave_key: str, *, partners_alone: bool = False) -> None:
    """End a membership at once: not even a mail that waits is sent. Or stop the messages of partners alone.

    Leaving twice is no fault.
    """
    with ctx.database.write() as conn:
        member = members.by_leave_key(conn, leave_key[: tokens.LONGEST])
        if member and partners_alone:
            members.stop_partners(conn, member)
        elif member:
            members.leave(conn, member)


def forget_old(ctx: Context) -> None:
    """Forget who asked to join and never said yes."""
    with ctx.database.write() as conn:
        members.forget_old(conn, ctx.clock())


def _open(ctx: Context, conn: Connection, key: str) -> Channel:
    channel = channels.get(conn, key)
    if channel is None:
        raise NotFound("There is no such channel here. It may have been removed.")
    if not channel.plan.by_mail or not ctx.settings.sends_mail:
        raise BadInput("This channel cannot be joined by e-mail.")
    return channel


def _answer(ctx: Context, conn: Connection, channel: Channel, email: str, *, partners: bool, token: str) -> None:
    """The mail: to a member that they are in already, to anybody else the link that joins."""
    now, base = ctx.clock(), ctx.settings.address
    member = members.find(conn, channel.id, email)
    if member is not None and (member.partners or not partners):
        leave = f"{base}/leave/{member.leave_key}"
        mails.add_letter(conn, email, f"You are in already: {channel.name}", _known(channel, leave), now)
        return
    expires = now + WAITS
    members.ask(conn, channel.id, email, digest=tokens.digest(token), partners=partners, now=now, expires=expires)
    words = _invited(channel, f"{base}/joining/{token}", partners=partners)
    mails.add_letter(conn, email, f"Confirm that you join {channel.name}", words, now)


def _asked(conn: Connection, token: str, now: int) -> members.Joining:
    found = members.asked(conn, tokens.digest(token), now)
    if found is None:
        raise NotFound("This link was used already, or is too old. Ask to join once more.")
    return found


def _channel(conn: Connection, channel_id: int) -> Channel:
    found = channels.by_id(conn, channel_id)
    if found is None:
        raise NotFound("There is no such channel here. It may have been removed.")
    return found


def _invited(channel: Channel, link: str, *, partners: bool) -> str:
    return (
        f"Somebody, perhaps you, wants this address to get {channel.name}.\n\n"
        f"Join here:\n{link}\n\n"
        + ("With that you also say yes to messages of partners, which are marked as such.\n" if partners else "")
        + "Nobody sees who has joined. You can leave at any time with a link in each mail.\n"
        "The link works for two days. If it was not you, forget this mail; nothing more comes.\n"
    )


def _known(channel: Channel, leave: str) -> str:
    return (
        f"Somebody, perhaps you, asked to join {channel.name} with this address. You are a member already, so there is "
        f"nothing to do.\n\nTo leave:\n{leave}\n"
    )
