"""Deciding on comments: the queue of those that were flagged, the decisions, and their public log."""

from dataclasses import replace

from broadsheet.errors import BadInput, NotFound
from broadsheet.model.comments import Act, Case, Comment, Flag, Log, Queue, Removal
from broadsheet.model.readers import Reader, Right
from broadsheet.service.context import Context, demand_reader
from broadsheet.store import comments, flags
from broadsheet.store.database import Connection
from broadsheet.text.markdown import comment_html
from broadsheet.text.words import squash

LONGEST_REASON = 300  # characters
MOST_CASES = 50  # shown at once: the rest comes when they are decided
PAGE = 50


def queue(ctx: Context, reader: Reader | None) -> Queue:
    """The comments that readers have flagged and nobody has decided on, those that wait longest first."""
    demand_reader(ctx, reader, Right.MODERATE)
    with ctx.database.read() as conn:
        found = flags.queue(conn, MOST_CASES)
    return replace(found, cases=tuple(replace(case, comment=_shown(case.comment)) for case in found.cases))


def case(ctx: Context, reader: Reader | None, comment_id: int) -> Case:
    """One comment with the flags that wait, to decide on. Raises NotFound."""
    demand_reader(ctx, reader, Right.MODERATE)
    with ctx.database.read() as conn:
        comment = _known(conn, comment_id)
        return Case(_shown(comment), flags.waiting_on(conn, [comment_id]).get(comment_id, ()))


def decide(ctx: Context, reader: Reader | None, comment_id: int, act: Act, reason: str = "") -> Comment:
    """Keep a flagged comment, remove one, or restore a removed one; it is written into the public log.

    Raises BadInput where a reason is missing or too long, or somebody else has decided already; and NotFound.
    """
    moderator, said, now = demand_reader(ctx, reader, Right.MODERATE), squash(reason), ctx.clock()
    if len(said) > LONGEST_REASON:
        raise BadInput(f"A reason has at most {LONGEST_REASON} characters; this one has {len(said)}.")
    with ctx.database.write() as conn:
        comment = _known(conn, comment_id)
        waiting = flags.waiting_on(conn, [comment_id]).get(comment_id, ())
        said = _checked(act, comment, waiting, said)
        if act is Act.REMOVE:
            comments.remove(conn, comment, Removal(now, moderator.name, said))
        elif act is Act.RESTORE:
            comments.restore(conn, comment)
        flags.settle(conn, comment_id, now)
        flags.note(conn, comment_id, moderator.name, act, said, now)
        return comment


def log(ctx: Context, reader: Reader | None, cursor: str | None = None) -> Log:
    """All decisions, newest first, for every reader: who decided what, when and why."""
    demand_reader(ctx, reader, Right.READ)
    with ctx.database.read() as conn:
        return flags.log(conn, cursor, PAGE)


def _checked(act: Act, comment: Comment, waiting: tuple[Flag, ...], reason: str) -> str:
    """Whether that can be done with the comment as it is now; gives the reason that the log shows. Pure."""
    if act is Act.RESTORE and not comment.removed:
        raise BadInput("This comment is not removed, so there is nothing to restore.")
    if act is Act.REMOVE and comment.removed:
        raise BadInput(f"{comment.removed.moderator} has removed this comment already.")
    if act is Act.KEEP and not waiting:
        raise BadInput("No flag waits on this comment: somebody has decided already.")
    if act is not Act.KEEP and not reason:
        raise BadInput("Give a reason. It stands in the log and in the comment’s place, for all readers.")
    return reason or "Flagged: " + ", ".join(dict.fromkeys(flag.reason.label for flag in waiting)) + "."


def _known(conn: Connection, comment_id: int) -> Comment:
    found = comments.get(conn, comment_id)
    if found is None or found.deleted:
        raise NotFound("This comment is no longer here. Its writer took it back, or its article was removed.")
    return found


def _shown(comment: Comment) -> Comment:
    return replace(comment, html=comment_html(comment.text))
