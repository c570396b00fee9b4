"""What readers say under articles and stories: reading it, posting, editing, taking back, flagging what others said."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from broadsheet.errors import BadInput, Forbidden, NotFound
from broadsheet.model.comments import Comment, Comments, Flag, FlagReason, Thread, Version
from broadsheet.model.readers import Reader, Right
from broadsheet.service.context import Context, demand_reader
from broadsheet.store import attempts, flags, threads
from broadsheet.store import comments as store
from broadsheet.store.database import Connection
from broadsheet.store.threads import Place
from broadsheet.text.markdown import LONGEST, comment_html
from broadsheet.text.words import plain, squash

LONGEST_NOTE = 500  # characters of a flag's note
MOST = 1_000  # comments in a thread: more than anybody reads in one sitting, and one page can show them
MOST_SHOWN = 3 * MOST  # threads of stories that were merged can have more
MOST_EDITS = 50  # of one comment: each version is kept
PAGE, LONGEST_PAGE = 30, 100
_GONE = "This comment is no longer here. Its writer took it back, or its article was removed."


def thread(ctx: Context, reader: Reader | None, article_id: int) -> Thread:
    """The comments under an article, each after the one that it answers. Raises NotFound where there is no such
    article."""
    asking = demand_reader(ctx, reader, Right.READ)
    with ctx.database.read() as conn:
        return _thread(conn, _place(conn, article_id), asking)


def thread_of_story(ctx: Context, reader: Reader | None, story_id: int) -> Thread:
    """The comments on a story. Raises NotFound where there is no such story."""
    asking = demand_reader(ctx, reader, Right.READ)
    with ctx.database.read() as conn:
        return _thread(conn, _place_of_story(conn, story_id), asking)


def get(ctx: Context, reader: Reader | None, comment_id: int) -> Comment:
    """One comment. Raises NotFound."""
    asking = demand_reader(ctx, reader, Right.READ)
    with ctx.database.read() as conn:
        return _all_shown(conn, [_known(conn, comment_id)], asking)[0]


def own(ctx: Context, reader: Reader | None, comment_id: int) -> Comment:
    """One comment of one's own, to edit it or take it back. Raises NotFound and Forbidden."""
    writer = demand_reader(ctx, reader, Right.COMMENT)
    with ctx.database.read() as conn:
        return _shown(_own(_known(conn, comment_id), writer), writer)


def newest(ctx: Context, reader: Reader | None, cursor: str | None = None, limit: int = PAGE) -> Comments:
    """The newest comments of all threads. Raises BadInput for a cursor that is not ours."""
    asking = demand_reader(ctx, reader, Right.READ)
    with ctx.database.read() as conn:
        found = store.newest(conn, cursor, max(1, min(limit, LONGEST_PAGE)))
        return replace(found, comments=_all_shown(conn, found.comments, asking))


def newest_of(ctx: Context, reader: Reader | None, article_id: int, limit: int = PAGE) -> Thread:
    """An article's newest comments, newest first. Raises NotFound."""
    return _newest(ctx, reader, lambda conn: _place(conn, article_id), limit)


def newest_of_story(ctx: Context, reader: Reader | None, story_id: int, limit: int = PAGE) -> Thread:
    """A story's newest comments, newest first. Raises NotFound."""
    return _newest(ctx, reader, lambda conn: _place_of_story(conn, story_id), limit)


def _newest(ctx: Context, reader: Reader | None, place_in: Callable[[Connection], Place], limit: int) -> Thread:
    asking = demand_reader(ctx, reader, Right.READ)
    with ctx.database.read() as conn:
        place = place_in(conn)
        if place.thread_id is None:
            return Thread(place.article_id, place.article_title)
        shown = _all_shown(conn, store.newest_in(conn, place.thread_id, max(1, min(limit, LONGEST_PAGE))), asking)
    return Thread(place.article_id, place.article_title, shown, place.count)


def history(ctx: Context, reader: Reader | None, comment_id: int) -> tuple[Comment, tuple[Version, ...]]:
    """A comment and all that it ever said, newest first; of one that was removed, only for those who decide on
    comments. Raises NotFound."""
    asking = demand_reader(ctx, reader, Right.READ)
    with ctx.database.read() as conn:
        comment = _known(conn, comment_id)
        if comment.deleted or not _shown(comment, asking).text:
            raise NotFound(_GONE if comment.deleted else "This comment was removed, and its history with it.")
        former = store.former(conn, comment_id)
    said = [*former, (comment.text, None)]
    begun = [comment.posted, *(until for _, until in former)]
    versions = (Version(comment_html(text), at, until) for (text, until), at in zip(said, begun, strict=True))
    return _shown(comment, asking), tuple(versions)[::-1]


def post(ctx: Context, reader: Reader | None, article_id: int, typed: str) -> Comment:
    """A new comment under an article.

    Raises BadInput for words that cannot be a comment, TooManyTries, and NotFound where there is no such article.
    """
    writer, text = demand_reader(ctx, reader, Right.COMMENT), _words(typed)
    _count(ctx, writer)
    with ctx.database.write() as conn:
        return _add(ctx, conn, writer, _place(conn, article_id), None, text)


def post_on_story(ctx: Context, reader: Reader | None, story_id: int, typed: str) -> Comment:
    """A new comment on a story. Raises as `post` does."""
    writer, text = demand_reader(ctx, reader, Right.COMMENT), _words(typed)
    _count(ctx, writer)
    with ctx.database.write() as conn:
        return _add(ctx, conn, writer, _place_of_story(conn, story_id), None, text)


def reply(ctx: Context, reader: Reader | None, comment_id: int, typed: str) -> Comment:
    """An answer to a comment. Raises as `post` does, and where the comment can no longer be read."""
    writer, text = demand_reader(ctx, reader, Right.COMMENT), _words(typed)
    _count(ctx, writer)
    with ctx.database.write() as conn:
        parent = _standing(conn, comment_id)
        return _add(ctx, conn, writer, _place(conn, parent.article_id), parent.id, text)


def edit(ctx: Context, reader: Reader | None, comment_id: int, typed: str) -> Comment:
    """Other words for one's own comment; the former ones stay in its history. Raises as `post` does, and Forbidden for
    another reader's comment."""
    writer, text = demand_reader(ctx, reader, Right.COMMENT), _words(typed)
    _count(ctx, writer)
    with ctx.database.write() as conn:
        comment = _own(_standing(conn, comment_id), writer)
        if comment.text != text:
            if store.edits(conn, comment_id) >= MOST_EDITS:
                raise BadInput(f"This comment was edited {MOST_EDITS} times. Write a new one instead.")
            store.edit(conn, comment, text, ctx.clock())
        return _shown(_known(conn, comment_id), writer)


def delete(ctx: Context, reader: Reader | None, comment_id: int) -> Comment:
    """Take one's own comment back: words, history and name go. Gives what it was. Raises NotFound and Forbidden."""
    writer = demand_reader(ctx, reader, Right.COMMENT)
    with ctx.database.write() as conn:
        comment = _own(_known(conn, comment_id), writer)
        store.delete_words(conn, comment, ctx.clock())
        return comment


def flag(ctx: Context, reader: Reader | None, comment_id: int, reason: FlagReason, note: str = "") -> Comment:
    """Ask those who decide on comments to look at one. Once for each reader and comment, and again when the comment
    was edited since. Raises BadInput, NotFound and TooManyTries."""
    asking, said = demand_reader(ctx, reader, Right.COMMENT), squash(note)
    if len(said) > LONGEST_NOTE:
        raise BadInput(f"A note has at most {LONGEST_NOTE} characters; this one has {len(said)}.")
    if reason is FlagReason.OTHER and not said:
        raise BadInput("Say in a few words what is wrong with the comment.")
    now = ctx.clock()
    with ctx.database.write() as conn:
        attempts.count(conn, "flag", str(asking.id), now, most=20, within=3600)
    with ctx.database.write() as conn:
        comment = _standing(conn, comment_id)
        if comment.writer_id == asking.id:
            raise BadInput("This is your own comment. You can edit it, or take it back.")
        before = flags.flagged_at(conn, comment_id, asking.id)
        if before is not None and before >= (comment.edited or 0):
            raise BadInput("You have flagged this comment already. Those who decide on comments know of it.")
        flags.add(conn, comment_id, asking.id, Flag(asking.name, reason, said, now))
        return comment


def in_reading_order(found: list[Comment]) -> list[Comment]:
    """Comments that are sorted by age, each put after the one that it answers, with its depth. Pure, and not recursive:
    answers may go a thousand deep."""
    answers: dict[int | None, list[Comment]] = defaultdict(list)
    known = {one.id for one in found}
    for one in found:
        answers[one.parent_id if one.parent_id in known else None].append(one)
    ordered: list[Comment] = []
    waiting = [(one, 0) for one in reversed(answers[None])]
    while waiting:
        one, depth = waiting.pop()
        ordered.append(replace(one, depth=depth))
        waiting += [(answer, depth + 1) for answer in reversed(answers[one.id])]
    return ordered


def _thread(conn: Connection, place: Place, asking: Reader) -> Thread:
    if place.thread_id is None:
        return Thread(place.article_id, place.article_title)
    found = store.of_thread(conn, place.thread_id, MOST_SHOWN)
    shown = _all_shown(conn, in_reading_order(found), asking)
    return Thread(place.article_id, place.article_title, shown, place.count, full=len(found) >= MOST)


def _all_shown(conn: Connection, found: Sequence[Comment], asking: Reader) -> tuple[Comment, ...]:
    flagged = flags.by_reader(conn, asking.id, [one.id for one in found])
    return tuple(replace(_shown(one, asking), flagged=one.id in flagged) for one in found)


def _shown(comment: Comment, asking: Reader) -> Comment:
    """The comment as this reader may see it: a removed one has words only for its writer and for those who decide."""
    if comment.removed and comment.writer_id != asking.id and not asking.may(Right.MODERATE):
        return replace(comment, text="", writer=None, writer_id=None)
    return replace(comment, html=comment_html(comment.text))


def _add(ctx: Context, conn: Connection, writer: Reader, place: Place, parent_id: int | None, text: str) -> Comment:
    last = store.last_of(conn, writer.id)
    if last and last.text == text:
        raise BadInput("You have said exactly this already, in your last comment. It is there.")
    if place.thread_id is not None and store.held(conn, place.thread_id) >= MOST:
        raise BadInput(f"This thread has {MOST:,} comments and takes no more.")
    return _shown(_known(conn, store.add(conn, place, parent_id, writer.id, text, ctx.clock())), writer)


def _count(ctx: Context, writer: Reader) -> None:
    """Six comments a minute, sixty an hour: more than anybody writes who reads too."""
    now = ctx.clock()
    with ctx.database.write() as conn:
        attempts.count(conn, "comment in a minute", str(writer.id), now, most=6, within=60)
        attempts.count(conn, "comment in an hour", str(writer.id), now, most=60, within=3600)


def _words(typed: str) -> str:
    """What was typed, as it is kept. Raises BadInput where nothing can be read in it, or too much."""
    text = typed.replace("\r\n", "\n").replace("\x00", "").strip("\n").rstrip()
    if len(text) > LONGEST:
        raise BadInput(
            f"A comment has at most {LONGEST:,} characters; this one has {len(text):,}. Shorten it a little."
        )
    if not plain(comment_html(text)):
        raise BadInput("There is nothing in it yet that could be read. Write a few words.")
    return text


def _place(conn: Connection, article_id: int) -> Place:
    found = threads.under(conn, article_id)
    if found is None:
        raise NotFound("There is no such article here. It may have been removed.")
    return found


def _place_of_story(conn: Connection, story_id: int) -> Place:
    found = threads.of_story(conn, story_id)
    if found is None:
        raise NotFound("There is no such story here.")
    return found


def _known(conn: Connection, comment_id: int) -> Comment:
    found = store.get(conn, comment_id)
    if found is None:
        raise NotFound(_GONE)
    return found


def _standing(conn: Connection, comment_id: int) -> Comment:
    comment = _known(conn, comment_id)
    if comment.deleted:
        raise NotFound(_GONE)
    if comment.removed:
        raise BadInput("This comment was removed by a moderator meanwhile.")
    return comment


def _own(comment: Comment, writer: Reader) -> Comment:
    if comment.writer_id != writer.id:
        raise Forbidden("That is another reader’s comment.")
    return comment
