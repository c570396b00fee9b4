"""Who is there: signing in and out, passwords, and coming back in when one is forgotten."""

from contextlib import suppress

from broadsheet.errors import BadInput, Forbidden, NotFound, StoreBusy
from broadsheet.model.readers import Purpose, Reader, Right, Session, Ticket
from broadsheet.service.context import Context, demand_reader
from broadsheet.store import attempts, mails, readers
from broadsheet.store import sessions as store
from broadsheet.store.database import Connection
from broadsheet.text import passwords, tokens

LASTS = 30 * 86_400  # seconds that a session lives on without being used
TOUCHED = 3600  # seconds between two notes that it is used: a page must not cost a write
RECOVERED_FOR = 3600  # seconds that a recovery link works
_BY_NAME = {"most": 8, "within": 900}
_BY_ADDRESS = {"most": 40, "within": 900}
_RECOVERIES = {"most": 5, "within": 3600}


def sign_in(ctx: Context, name: str, password: str, *, address: str, agent: str) -> str:
    """The token of a new session. `name`: the reader's name or address of mail; `address`: where the request came from.

    Raises BadInput where the two do not fit, and TooManyTries after eight wrong passwords for a name, or forty from an
    address, in a quarter of an hour.
    """
    now, tried = ctx.clock(), readers.key(name)
    with ctx.database.write() as conn:
        attempts.count(conn, "sign in by address", address, now, **_BY_ADDRESS)
        attempts.count(conn, "sign in by name", tried, now, **_BY_NAME)
        found = readers.by_name_or_email(conn, name)
    reader, kept = found or (None, None)
    if not passwords.is_right(password, kept) or reader is None or kept is None:
        raise BadInput("That name and that password do not belong together.")
    better = passwords.hashed(password) if passwords.is_dated(kept) else None
    token = tokens.new()
    with ctx.database.write() as conn:
        attempts.forget(conn, "sign in by name", tried)
        if better:
            readers.change(conn, reader.id, password=better)
        store.begin(conn, reader.id, tokens.digest(token), agent, now)
    return token


def begin(ctx: Context, reader: Reader, *, agent: str) -> str:
    """The token of a new session for somebody who has just joined, or come back."""
    token = tokens.new()
    with ctx.database.write() as conn:
        store.begin(conn, reader.id, tokens.digest(token), agent, ctx.clock())
    return token


def find(ctx: Context, token: str | None) -> Reader | None:
    """The reader whose session this is, or None."""
    if not token:
        return None
    now = ctx.clock()
    with ctx.database.read() as conn:
        found = readers.of_session(conn, tokens.digest(token), now - LASTS)
    if found is None:
        return None
    reader, session_id, seen = found
    if seen < now - TOUCHED:
        with suppress(StoreBusy), ctx.database.write() as conn:  # the next page will note it
            store.touch(conn, session_id, now)
    return reader


def of_feed_key(ctx: Context, feed_key: str | None) -> Reader | None:
    """The reader whose feeds that key opens, or None."""
    if not feed_key:
        return None
    with ctx.database.read() as conn:
        return readers.by_feed_key(conn, feed_key[: tokens.LONGEST])


def listing(ctx: Context, reader: Reader | None, token: str | None = None) -> tuple[Session, ...]:
    """Where one is signed in. `token`: of the session that asks."""
    given = demand_reader(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        return tuple(store.of_reader(conn, given.id, ctx.clock() - LASTS, tokens.digest(token or "")))


def sign_out(ctx: Context, token: str | None) -> None:
    """End this session."""
    with ctx.database.write() as conn:
        store.end(conn, tokens.digest(token or ""))


def sign_out_other(ctx: Context, reader: Reader | None, session_id: int) -> None:
    """End one other session of one's own."""
    given = demand_reader(ctx, reader, Right.SKIM)
    with ctx.database.write() as conn:
        store.end_one(conn, given.id, session_id)


def sign_out_everywhere(ctx: Context, reader: Reader | None) -> None:
    """End all sessions of one's own, this one too."""
    given = demand_reader(ctx, reader, Right.SKIM)
    with ctx.database.write() as conn:
        store.end_all(conn, given.id)


def change_password(ctx: Context, reader: Reader | None, old: str, new: str, token: str | None) -> None:
    """A new password; every other session ends. Raises BadInput where the old one is wrong or the new one weak."""
    given = demand_reader(ctx, reader, Right.SKIM)
    with ctx.database.write() as conn:
        attempts.count(conn, "sign in by name", readers.key(given.name), ctx.clock(), **_BY_NAME)
        kept = readers.password_of(conn, given.id)
    if not passwords.is_right(old, kept):
        raise BadInput("That is not your present password.")
    better = passwords.hashed(new, given.name)
    with ctx.database.write() as conn:
        readers.change(conn, given.id, password=better)
        store.end_all(conn, given.id, except_digest=tokens.digest(token or ""))
        attempts.forget(conn, "sign in by name", readers.key(given.name))


def ask_recovery(ctx: Context, email: str, *, address: str) -> None:
    """Mail a recovery link where that is a reader's address; whether it is, the caller cannot see.

    Raises BadInput where no mail server is set, and TooManyTries.
    """
    if not ctx.settings.sends_mail:
        raise BadInput("No mail server is set here. The owner can run: broadsheet owner --reset")
    now, token = ctx.clock(), tokens.new()
    with ctx.database.write() as conn:
        attempts.count(conn, "recover by address", address, now, **_RECOVERIES)
        attempts.count(conn, "recover", email.strip().lower(), now, **_RECOVERIES)
    with ctx.database.write() as conn:
        found = readers.by_name_or_email(conn, email)
        if found is None or found[0].email != email.strip().lower():
            return
        store.give_ticket(
            conn,
            Purpose.RECOVERY,
            tokens.digest(token),
            reader_id=found[0].id,
            now=now,
            expires=now + RECOVERED_FOR,
        )
        link = f"{ctx.settings.address}/recover/{token}"
        mails.add_letter(conn, found[0].email, "Your password for Broadsheet", _recovery(found[0], link), now)
    ctx.post()


def check_recovery(ctx: Context, token: str) -> None:
    """Raises NotFound where a recovery link was used already or is too old."""
    with ctx.database.read() as conn:
        _recovering(store.ticket(conn, Purpose.RECOVERY, tokens.digest(token), ctx.clock()))


def recover(ctx: Context, token: str, password: str) -> Reader:
    """Set a new password by a recovery link, which then works no more; all sessions of that reader end."""
    now = ctx.clock()
    with ctx.database.read() as conn:
        _recovering(store.ticket(conn, Purpose.RECOVERY, tokens.digest(token), now))
    kept = passwords.hashed(password)
    with ctx.database.write() as conn:
        ticket_id, reader_id = _recovering(store.ticket(conn, Purpose.RECOVERY, tokens.digest(token), now))
        store.use_ticket(conn, ticket_id)
        reader = readers.get(conn, reader_id)
        if reader is None:
            raise NotFound("That account is no longer here.")
        _set_password(conn, reader, kept)
        return reader


def reset_owner(ctx: Context, owner: Reader, password: str) -> None:
    """Set an owner's password, for the command line; all sessions of that owner end."""
    if not owner.may(Right.INVITE):
        raise Forbidden(f"{owner.name} is not an owner.")
    kept = passwords.hashed(password, owner.name)
    with ctx.database.write() as conn:
        _set_password(conn, owner, kept)


def forget_old(ctx: Context) -> None:
    """Forget sessions, one-time links and counted tries that are too old to matter."""
    now = ctx.clock()
    with ctx.database.write() as conn:
        store.forget_old(conn, now - LASTS, now)
        attempts.forget_old(conn, now - 86_400)


def _set_password(conn: Connection, reader: Reader, kept: str) -> None:
    readers.change(conn, reader.id, password=kept)
    store.end_all(conn, reader.id)
    attempts.forget(conn, "sign in by name", readers.key(reader.name))


def _recovering(ticket: Ticket | None) -> tuple[int, int]:
    """The number of a recovery link, and of the reader who comes back by it."""
    if ticket is None or ticket.reader_id is None:
        raise NotFound("This link was used already, or is too old. Ask for a new one.")
    return ticket.id, ticket.reader_id


def _recovery(reader: Reader, link: str) -> str:
    return (
        f"Somebody, perhaps you, wants to set a new password for {reader.name} on Broadsheet.\n\n"
        f"Set it here:\n{link}\n\n"
        "The link works once, for an hour. If it was not you, forget this mail: your password stays as it is.\n"
    )
