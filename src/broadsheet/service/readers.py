"""The accounts: the first owner, invitations, roles, one's own name and address, leaving."""

from broadsheet.errors import BadInput, Forbidden, NotFound
from broadsheet.model.appearance import Appearance
from broadsheet.model.readers import Purpose, Reader, Right, Role, Ticket
from broadsheet.service.context import Context, demand_reader
from broadsheet.store import attempts, mails, sessions
from broadsheet.store import readers as store
from broadsheet.store.database import Connection
from broadsheet.text import passwords, tokens
from broadsheet.text.languages import normal
from broadsheet.text.mailboxes import mailbox
from broadsheet.text.words import squash

LONGEST_NAME, LONGEST_NOTE = 60, 200  # characters
INVITED_FOR = 7 * 86_400  # seconds that an invitation works
MOST_INVITATIONS = 200  # that wait at the same time
_ACCEPTING = {"most": 20, "within": 3600}


def has_owner(ctx: Context) -> bool:
    """Whether this Broadsheet belongs to somebody."""
    with ctx.database.read() as conn:
        return store.has_owner(conn)


def create_owner(ctx: Context, name: str, password: str, email: str = "") -> Reader:
    """The first owner. Raises BadInput for a name, a password or an address that cannot be, Forbidden where there is
    an owner already."""
    name, address, kept = _name(name), _address(email), passwords.hashed(password, name)
    with ctx.database.write() as conn:
        if store.has_owner(conn):
            raise Forbidden("This Broadsheet has an owner already. Ask for an invitation.")
        return store.add(conn, name=name, role=Role.OWNER, password=kept, email=address, now=ctx.clock())


def owners(ctx: Context) -> tuple[Reader, ...]:
    """Who owns this Broadsheet: for the command line, whose caller is at the machine itself."""
    with ctx.database.read() as conn:
        return tuple(reader for reader in store.all(conn) if reader.role is Role.OWNER)


def listing(ctx: Context, reader: Reader | None) -> tuple[Reader, ...]:
    """All readers, in the order of joining."""
    demand_reader(ctx, reader, Right.INVITE)
    with ctx.database.read() as conn:
        return tuple(store.all(conn))


def get(ctx: Context, reader: Reader | None, other_id: int) -> Reader:
    """One reader: any for the owner, oneself for everyone. Raises NotFound."""
    given = demand_reader(ctx, reader, Right.SKIM)
    if given.id != other_id:
        demand_reader(ctx, reader, Right.INVITE)
    with ctx.database.read() as conn:
        return _known(conn, other_id)


def invitations(ctx: Context, reader: Reader | None) -> tuple[Ticket, ...]:
    """The invitations that nobody has used yet."""
    demand_reader(ctx, reader, Right.INVITE)
    with ctx.database.read() as conn:
        return tuple(sessions.open_tickets(conn, Purpose.INVITATION, ctx.clock()))


def invite(ctx: Context, reader: Reader | None, role: Role, note: str = "", email: str = "") -> str:
    """The token of a new invitation, which is shown once; it is mailed too where an address is given."""
    inviter = demand_reader(ctx, reader, Right.INVITE)
    token, now, address = tokens.new(), ctx.clock(), _address(email)
    if address and not ctx.settings.sends_mail:
        raise BadInput(
            "No mail server is set (smtp and mail_from), so the invitation cannot be mailed. Leave the address empty."
        )
    with ctx.database.write() as conn:
        if len(sessions.open_tickets(conn, Purpose.INVITATION, now)) >= MOST_INVITATIONS:
            raise BadInput("Too many invitations wait already. Take some back first.")
        sessions.give_ticket(
            conn,
            Purpose.INVITATION,
            tokens.digest(token),
            role=role,
            note=squash(note or email)[:LONGEST_NOTE],
            now=now,
            expires=now + INVITED_FOR,
        )
        if address:
            subject = f"{inviter.name} invites you to read Broadsheet"
            mails.add_letter(
                conn, address, subject, _invitation(inviter, f"{ctx.settings.address}/invitation/{token}"), now
            )
    ctx.post()
    return token


def invitation(ctx: Context, token: str) -> Ticket:
    """The invitation of a token. Raises NotFound where it was used, taken back, or is too old."""
    with ctx.database.read() as conn:
        return _open(conn, token, ctx.clock())


def accept(ctx: Context, token: str, name: str, password: str, email: str = "", *, address: str = "") -> Reader:
    """A new reader by an invitation, which then works no more. `address`: where the request came from."""
    now = ctx.clock()
    with ctx.database.write() as conn:
        attempts.count(conn, "accept", address, now, **_ACCEPTING)
        _open(conn, token, now)
    name, mail, kept = _name(name), _address(email), passwords.hashed(password, name)
    with ctx.database.write() as conn:
        ticket = _open(conn, token, now)
        sessions.use_ticket(conn, ticket.id)
        role = ticket.role or Role.READER
        return store.add(conn, name=name, role=role, password=kept, email=mail, now=now)


def withdraw(ctx: Context, reader: Reader | None, ticket_id: int) -> None:
    """Take an invitation back."""
    demand_reader(ctx, reader, Right.INVITE)
    with ctx.database.write() as conn:
        sessions.use_ticket(conn, ticket_id)


def change_role(ctx: Context, reader: Reader | None, other_id: int, role: Role) -> None:
    """Give a reader another role. Raises BadInput where nobody would own this Broadsheet then."""
    demand_reader(ctx, reader, Right.INVITE)
    with ctx.database.write() as conn:
        other = _known(conn, other_id)
        if role is not Role.OWNER:
            _keep_an_owner(conn, other)
        store.change(conn, other.id, role=role.value)


def remove(ctx: Context, reader: Reader | None, other_id: int) -> None:
    """Take a reader's account away; the owner may do it to all, everyone to himself. Comments stay, without a name."""
    given = demand_reader(ctx, reader, Right.SKIM)
    if given.id != other_id:
        demand_reader(ctx, reader, Right.INVITE)
    with ctx.database.write() as conn:
        other = _known(conn, other_id)
        _keep_an_owner(conn, other)
        store.remove(conn, other.id)


def change_own(ctx: Context, reader: Reader | None, name: str, email: str) -> None:
    """One's own name and address of mail."""
    given = demand_reader(ctx, reader, Right.SKIM)
    with ctx.database.write() as conn:
        store.change(conn, given.id, name=_name(name), email=_address(email))


def show_as(ctx: Context, reader: Reader | None, chosen: Appearance) -> None:
    """How the paper looks to oneself from now on."""
    given = demand_reader(ctx, reader, Right.SKIM)
    with ctx.database.write() as conn:
        store.show_as(conn, given.id, chosen)


def set_interface(ctx: Context, reader: Reader | None, code: str | None) -> None:
    """Give one's own pages a language (BCP 47); None: as the browser asks. Raises BadInput for what is no language."""
    given = demand_reader(ctx, reader, Right.SKIM)
    if code is not None and normal(code) != code:
        raise BadInput("That is not a language of this Broadsheet. Choose one of the list.")
    with ctx.database.write() as conn:
        store.change(conn, given.id, interface=code)


def renew_feed_key(ctx: Context, reader: Reader | None) -> None:
    """New addresses for one's feeds; the old ones stop working."""
    given = demand_reader(ctx, reader, Right.SKIM)
    with ctx.database.write() as conn:
        store.change(conn, given.id, feed_key=tokens.new())


def _invitation(inviter: Reader, link: str) -> str:
    return (
        f"{inviter.name} invites you to read the news together, on Broadsheet.\n\n"
        f"Choose a name and a password here:\n{link}\n\n"
        "The link works once, for seven days. If you did not expect it, forget this mail; nothing more comes.\n"
    )


def _open(conn: Connection, token: str, now: int) -> Ticket:
    ticket = sessions.ticket(conn, Purpose.INVITATION, tokens.digest(token), now)
    if ticket is None:
        raise NotFound("This invitation was used already, taken back, or is too old. Ask for a new one.")
    return ticket


def _known(conn: Connection, reader_id: int) -> Reader:
    found = store.get(conn, reader_id)
    if found is None:
        raise NotFound("There is no such reader here.")
    return found


def _keep_an_owner(conn: Connection, leaving: Reader) -> None:
    if leaving.role is Role.OWNER and store.owners(conn) == 1:
        raise BadInput("A Broadsheet needs an owner. Make another reader an owner first.")


def _name(typed: str) -> str:
    name = squash(typed)
    if not 1 <= len(name) <= LONGEST_NAME or "@" in name or not store.key(name):
        raise BadInput(f"A name has 1 to {LONGEST_NAME} characters and no @.")
    return name


def _address(typed: str) -> str | None:
    return mailbox(typed) if typed.strip() else None
