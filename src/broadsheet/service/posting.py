"""Sending the mails that wait: a batch at a time, over one connection, each mail counted as soon as it was taken."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

from broadsheet.deliver import email
from broadsheet.deliver.smtp import Server
from broadsheet.errors import MailError
from broadsheet.model.channels import Copy, Letter
from broadsheet.service.context import Context
from broadsheet.store import channels, issues, mails
from broadsheet.store.database import Connection
from broadsheet.text.rights import shown_issue

BATCH = 100  # mails over one connection: servers close it after some hundred
HELD = 400  # seconds that a batch is left alone by others …
WORKED = 60  # … and after which no mail of it is begun: one whose every answer is late takes 300 more

log = logging.getLogger(__name__)


@dataclass
class _Round:
    """One batch on its way. `words`: the issues in it, composed once; `trouble`: why no more can be sent now."""

    ctx: Context
    server: Server
    sender: email.Sender
    words: dict[int, email.Words] = field(default_factory=dict)
    trouble: str | None = None


def send_some(ctx: Context, stopping: Callable[[], bool] = lambda: False) -> int:
    """Send at most a hundred of the mails that are due; gives how many were taken, refused or put off.

    0: none is due, or none can be sent now; then the rest waits for its next try. `stopping` is asked before each.
    """
    settings, now = ctx.settings, ctx.clock()
    if not settings.smtp or not settings.mail_from:
        return 0
    with ctx.database.write() as conn:
        waiting = mails.claim(conn, now, now + HELD, BATCH)
    if not waiting:
        return 0
    claimed = len(waiting)
    sender = email.Sender(settings.mail_from, settings.address)
    with Server(settings.smtp, name=sender.host) as server:
        batch = _Round(ctx, server, sender)
        while waiting and not batch.trouble and not stopping() and ctx.clock() < now + WORKED:
            _send(batch, waiting.pop(0))
    _put_back(batch, waiting)
    return 0 if batch.trouble else claimed - len(waiting)


def _send(batch: _Round, mail_id: int) -> None:
    """Send one mail, and write down what became of it before the next is begun."""
    ctx = batch.ctx
    with ctx.database.read() as conn:
        mail = mails.get(conn, mail_id)
        if mail is None:  # the member has left meanwhile
            return
        if isinstance(mail, Copy) and mail.issue_id not in batch.words:
            batch.words[mail.issue_id] = _words(batch, conn, mail)
    try:
        batch.server.send(_message(batch, mail), batch.sender.address, email.envelope(mail.recipient))
    except MailError as error:
        log.warning("A mail was not sent: %s", error.reason)  # never to whom
        batch.trouble = None if batch.server.is_usable else error.reason
        with ctx.database.write() as conn:
            if error.refused:
                mails.refused(conn, mail)
            else:
                mails.failed(conn, mail, ctx.clock())
        return
    with ctx.database.write() as conn:
        mails.sent(conn, mail)


def _put_back(batch: _Round, waiting: list[int]) -> None:
    """What was claimed and not tried: due again at once, or where the server is in trouble, after a pause as if it
    had been tried, so that it does not wait for ever."""
    now = batch.ctx.clock()
    with batch.ctx.database.write() as conn:
        if not batch.trouble:
            mails.release(conn, waiting, now)
            return
        for mail_id in waiting:
            mail = mails.get(conn, mail_id)
            if mail:
                mails.failed(conn, mail, now)


def _message(batch: _Round, mail: Letter | Copy) -> EmailMessage:
    now = batch.ctx.clock()
    if isinstance(mail, Letter):
        return email.letter_mail(mail.id, batch.sender, mail.recipient, mail.subject, mail.text, now)
    return email.issue_mail(batch.words[mail.issue_id], batch.sender, mail.recipient, mail.leave_key, now)


def _words(batch: _Round, conn: Connection, mail: Copy) -> email.Words:
    channel, issue = channels.by_id(conn, mail.channel_id), issues.get(conn, mail.channel_id, mail.issue_id)
    assert channel is not None and issue is not None  # both are read in the transaction that has the mail
    return email.write(channel, shown_issue(issue, batch.ctx.clock()), batch.sender)
