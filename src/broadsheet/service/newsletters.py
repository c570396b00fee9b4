"""Newsletters: the mailbox is read, each sender becomes a source, each issue an article.

Killed at any moment, nothing is lost and nothing comes twice: a mail's article is saved whole in one transaction, with
its Message-ID as its key, and the mailbox is only then written down as read up to that mail. Nothing in the mailbox is
changed.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence

from broadsheet.collect.newsletters import read_head, read_letter
from broadsheet.errors import BadSettings, BroadsheetError, LetterError, MailboxError, NotFound, StoreError
from broadsheet.extract.letters import from_letter
from broadsheet.fetch.mailbox import LARGEST, Visit, visit
from broadsheet.model.articles import Article
from broadsheet.model.newsletters import Head, Mailbox, Post, Progress, Round, Sender, Sight, Survey
from broadsheet.model.readers import Reader, Right
from broadsheet.model.second_looks import Word
from broadsheet.service.context import Context, demand
from broadsheet.store import articles, entries, sources
from broadsheet.store import newsletters as store
from broadsheet.store.articles import Arrival
from broadsheet.understand.insight import understand

EVERY = 5 * 60  # seconds between two looks
LEASE = 10 * 60  # seconds that others leave the mailbox alone: a visit takes five minutes at most
LONGEST_PAUSE = 6 * 3600  # seconds between two looks at a mailbox that fails
BACK = 30 * 86_400  # seconds: how old the mails are that a first look takes
AT_ONCE = 50  # heads in one question
MOST = 300  # mails of one look: the rest is read a minute later
SOON = 60
MOST_SURVEYED = 2_000

NOT_A_LIST = "It does not say that it goes to a list, as newsletters do: it stays in the mailbox alone."

log = logging.getLogger(__name__)


def progress(ctx: Context, reader: Reader | None) -> tuple[Mailbox, Progress] | None:
    """The mailbox and how its last look went; None where none is set."""
    demand(ctx, reader, Right.COLLECT)
    mailbox = ctx.settings.mailbox
    if mailbox is None:
        return None
    with ctx.database.read() as conn:
        return mailbox, store.progress(conn, mailbox.place)


def look(ctx: Context, stopped: Callable[[], bool] = lambda: False) -> Round | None:
    """Read what is new in the mailbox, if it is due; None where it is not, or none is set. Waits for the server, up to
    five minutes; `stopped` is asked whether to break off. What the server does never raises; StoreError does."""
    mailbox, now = ctx.settings.mailbox, ctx.clock()
    if mailbox is None:
        return None
    known = _claim(ctx, mailbox, now)
    if known is None:
        return None
    try:
        with visit(mailbox, stopped) as opened:
            found = _read_new(ctx, mailbox, opened, known, stopped)
    except MailboxError as fault:
        found = Round(fault=None if stopped() else fault.reason)
        log.info("The mailbox %s: %s", mailbox.place, fault.reason)
    pause = min(LONGEST_PAUSE, EVERY << min(known.failures, 8)) if found.fault else SOON if found.left else EVERY
    with ctx.database.write() as conn:
        if stopped():
            store.release(conn, mailbox.place, known.next_look)
        else:
            store.looked(conn, mailbox.place, ctx.clock(), ctx.clock() + pause, found.fault)
    return found


def _claim(ctx: Context, mailbox: Mailbox, now: int) -> Progress | None:
    """How far the mailbox was read, where it is due; asked every minute, so others may write meanwhile."""
    with ctx.database.read() as conn:
        at = store.progress(conn, mailbox.place).next_look
    if at is not None and at > now:
        return None
    with ctx.database.write() as conn:
        return store.claim(conn, mailbox.place, now, now + LEASE)


def survey(ctx: Context, reader: Reader | None) -> Survey:
    """Try the mailbox, and say what is in it, without keeping anything. Raises BadSettings where none is set, and
    MailboxError."""
    demand(ctx, reader, Right.COLLECT)
    mailbox = ctx.settings.mailbox
    if mailbox is None:
        raise BadSettings("No mailbox is set. The setting newsletters names one: imaps://user@mail.example.org/Folder.")
    with visit(mailbox) as opened:
        uids = opened.since(ctx.clock() - BACK)[-MOST_SURVEYED:]
        seen: Counter[tuple[Sender | None, str]] = Counter()
        for head in _heads(opened, uids):
            post = read_head(head.fields)
            seen[post.sender, _why_not(ctx, mailbox, post)] += 1
        sights = [
            Sight(sender.name if sender else "", sender.address if sender else "", mails, because)
            for (sender, because), mails in seen.most_common()
        ]
        return Survey(mailbox.place, opened.folders(), opened.mails, len(uids), tuple(sights))


def _read_new(ctx: Context, mailbox: Mailbox, opened: Visit, known: Progress, stopped: Callable[[], bool]) -> Round:
    """The mails after the last one; where the server numbers them anew, those of the last weeks. What was read before
    is known by its key."""
    same = known.validity == opened.validity
    uids = opened.after(known.last) if same else opened.since(ctx.clock() - BACK)
    chosen, new, read = uids[:MOST], 0, 0
    if not same and not uids:  # all that is here is old
        _advance(ctx, mailbox, opened, opened.newest)
    for head in _heads(opened, chosen):
        if stopped():
            break
        new += _take(ctx, mailbox, opened, head)
        _advance(ctx, mailbox, opened, head.uid)
        read += 1
    else:
        if chosen:  # the last may have been deleted meanwhile
            _advance(ctx, mailbox, opened, chosen[-1])
    return Round(read=read, new=new, left=len(uids) - len(chosen))


def _heads(opened: Visit, uids: Sequence[int]) -> list[Head]:
    found: list[Head] = []
    for start in range(0, len(uids), AT_ONCE):
        found += opened.heads(uids[start : start + AT_ONCE])
    return found


def _advance(ctx: Context, mailbox: Mailbox, opened: Visit, last: int) -> None:
    with ctx.database.write() as conn:
        store.advance(conn, mailbox.place, opened.validity, last)


def _take(ctx: Context, mailbox: Mailbox, opened: Visit, head: Head) -> bool:
    """Take one mail in, if it is a newsletter that is wanted; whether it is a new article. A mail that cannot be read
    holds up no other."""
    post = read_head(head.fields)
    because = _why_not(ctx, mailbox, post)
    if because or post.sender is None:
        log.debug("Mail %d is passed over. %s", head.uid, because)
        return False
    with ctx.database.read() as conn:
        source = sources.by_identity(conn, post.sender.identity)
        if source is not None and entries.known(conn, source.id, [post.key]):
            return False
    try:
        return _save(ctx, post.sender, post.key, _article(opened, head))
    except (StoreError, MailboxError):
        raise  # no fault of this mail: it is read at the next look
    except NotFound:  # somebody removed the source or the mail meanwhile
        return False
    except BroadsheetError as fault:
        reason = fault.reason
    except Exception as surprise:
        log.exception("Reading mail %d failed", head.uid)
        reason = f"A mistake of ours: {type(surprise).__name__}."
    with ctx.database.write() as conn:
        entries.note(conn, store.source_of(conn, post.sender, ctx.clock()).id, post.key, reason, ctx.clock())
    return False


def _article(opened: Visit, head: Head) -> Article:
    """The article that a mail is. Raises MailboxError, LetterError or ExtractError; NotFound where the mail is gone."""
    if head.size > LARGEST:
        raise LetterError(f"The mail is larger than {LARGEST // 1_000_000} MB.")
    mail = opened.message(head.uid)
    if mail is None:
        raise NotFound("The mail was deleted meanwhile.")
    return from_letter(read_letter(mail))


def _save(ctx: Context, sender: Sender, key: str, article: Article) -> bool:
    insight = understand(article, sender.name, ctx.familiar())
    with ctx.database.write() as conn:
        if store.is_declined(conn, sender):
            return False
        source = store.source_of(conn, sender, ctx.clock())
        # It is known by no address: whoever writes a mail could name any outlet's article in it as its own.
        (saved,) = articles.save(conn, source, [Arrival(Word(key), article, insight)], ctx.clock())
        return saved.fresh


def _why_not(ctx: Context, mailbox: Mailbox, post: Post) -> str:
    """Why a mail is not taken, as a sentence; "" where it is."""
    if post.sender is None:
        return "It does not say whom it comes from."
    if mailbox.to and mailbox.to not in post.to:
        return f"It was not sent to {mailbox.to}."
    if not post.is_list:
        return NOT_A_LIST
    with ctx.database.read() as conn:
        declined = store.is_declined(conn, post.sender)
    return "Its source was removed." if declined else ""
