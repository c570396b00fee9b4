"""Comments: the forms that write, edit, take back and flag them; their history; the newest of all; their feeds."""

from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.errors import BadInput, BroadsheetError, Forbidden, NotFound, NotSignedIn, StoreBusy, TooManyTries
from broadsheet.model.comments import Comment, FlagReason
from broadsheet.service import comments
from broadsheet.text.words import excerpt, plain
from broadsheet.web.asking import Asking
from broadsheet.web.errors import status_of
from broadsheet.web.feeds import LIMIT, Entry, Feed, Form, base_of, respond
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.rendering import Ctx, Id, show

router = APIRouter()
# Without a bound here: what is too long comes back to its writer with a sentence, and is not lost.
Text = Annotated[str, Field()]
# After these a form comes back with what was typed; anything else is a mistake of ours.
_MENDABLE = (BadInput, Forbidden, NotFound, NotSignedIn, StoreBusy, TooManyTries)


@router.get("/comments")
def newest(request: Request, ctx: Ctx, reader: Asking, cursor: str | None = None) -> Response:
    """The newest comments of all threads."""
    return show(request, "comments.html", page=comments.newest(ctx, reader, cursor), cursor=cursor)


@router.get("/comments/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, form: Form) -> Response:
    """The newest comments of all threads as a feed."""
    found = comments.newest(ctx, reader, limit=LIMIT).comments
    return _feed(request, form, _("Comments"), "/comments", found)


@router.get("/article/{article_id}/comments/feed.{form}")
def feed_of_article(request: Request, ctx: Ctx, reader: Asking, article_id: Id, form: Form) -> Response:
    """The newest comments under an article as a feed."""
    found = comments.newest_of(ctx, reader, article_id, LIMIT)
    title = _("Comments on “%(title)s”", title=found.article_title or _("Untitled"))
    return _feed(request, form, title, f"/article/{article_id}/comments", found.comments)


@router.get("/article/{article_id}/comments")
def under(article_id: Id) -> Response:
    """Where the comments of an article are; a browser asks here when a form that came back is loaded again."""
    return RedirectResponse(f"/article/{article_id}#comments", 303)


@router.post("/article/{article_id}/comments")
def post(request: Request, ctx: Ctx, reader: Asking, article_id: Id, text: Text = "") -> Response:
    """Say something under an article."""
    return _written(
        request,
        lambda: comments.post(ctx, reader, article_id, text),
        f"/article/{article_id}",
        title=_("Your comment"),
        action=f"/article/{article_id}/comments",
        back=f"/article/{article_id}#comments",
        text=text,
    )


@router.get("/story/{story_id}/comments")
def on_story(story_id: Id) -> Response:
    """Where the comments on a story are."""
    return RedirectResponse(f"/story/{story_id}#comments", 303)


@router.post("/story/{story_id}/comments")
def post_on_story(request: Request, ctx: Ctx, reader: Asking, story_id: Id, text: Text = "") -> Response:
    """Say something about a story."""
    return _written(
        request,
        lambda: comments.post_on_story(ctx, reader, story_id, text),
        f"/story/{story_id}",
        title=_("Your comment"),
        action=f"/story/{story_id}/comments",
        back=f"/story/{story_id}#comments",
        text=text,
    )


@router.get("/story/{story_id}/comments/feed.{form}")
def feed_of_story(request: Request, ctx: Ctx, reader: Asking, story_id: Id, form: Form) -> Response:
    """The newest comments on a story as a feed."""
    found = comments.newest_of_story(ctx, reader, story_id, LIMIT)
    title = _("Comments on “%(title)s”", title=found.article_title or _("Untitled"))
    return _feed(request, form, title, f"/story/{story_id}/comments", found.comments)


@router.get("/comment/{comment_id}")
def permalink(ctx: Ctx, reader: Asking, comment_id: Id) -> Response:
    """To the comment in its thread, wherever the thread is."""
    return RedirectResponse(_place(comments.get(ctx, reader, comment_id)), 303)


@router.get("/comment/{comment_id}/reply")
def replying(request: Request, ctx: Ctx, reader: Asking, comment_id: Id) -> Response:
    """The form to answer a comment."""
    return _form(request, **_reply(comments.get(ctx, reader, comment_id), comment_id))


@router.post("/comment/{comment_id}/reply")
def reply(request: Request, ctx: Ctx, reader: Asking, comment_id: Id, text: Text = "") -> Response:
    """Answer a comment."""
    parent = None
    with suppress(*_MENDABLE):  # the answer itself says what is wrong
        parent = comments.get(ctx, reader, comment_id)
    form = {**_reply(parent, comment_id), "text": text}
    return _written(request, lambda: comments.reply(ctx, reader, comment_id, text), **form)


@router.get("/comment/{comment_id}/edit")
def editing(request: Request, ctx: Ctx, reader: Asking, comment_id: Id) -> Response:
    """The form to edit one's own comment."""
    return _form(request, **_edit(comment_id), text=comments.own(ctx, reader, comment_id).text)


@router.post("/comment/{comment_id}/edit")
def edit(request: Request, ctx: Ctx, reader: Asking, comment_id: Id, text: Text = "") -> Response:
    """Edit one's own comment."""
    form = {**_edit(comment_id), "text": text}
    return _written(request, lambda: comments.edit(ctx, reader, comment_id, text), **form)


@router.get("/comment/{comment_id}/delete")
def deleting(request: Request, ctx: Ctx, reader: Asking, comment_id: Id) -> Response:
    """Ask once more before a comment is taken back."""
    return show(request, "comment_delete.html", comment=comments.own(ctx, reader, comment_id))


@router.post("/comment/{comment_id}/delete")
def delete(ctx: Ctx, reader: Asking, comment_id: Id) -> Response:
    """Take one's own comment back."""
    return RedirectResponse(f"{_page(comments.delete(ctx, reader, comment_id))}#comments", 303)


@router.get("/comment/{comment_id}/flag")
def flagging(request: Request, ctx: Ctx, reader: Asking, comment_id: Id) -> Response:
    """The form to flag a comment."""
    return _flag_form(request, comments.get(ctx, reader, comment_id))


@router.post("/comment/{comment_id}/flag")
def flag(request: Request, ctx: Ctx, reader: Asking, comment_id: Id, reason: Text = "", note: Text = "") -> Response:
    """Flag a comment."""
    comment = comments.get(ctx, reader, comment_id)
    try:
        if reason not in set(FlagReason):
            raise BadInput("Choose what is wrong with it.")
        comments.flag(ctx, reader, comment_id, FlagReason(reason), note)
    except (BadInput, TooManyTries) as error:
        return _flag_form(request, comment, status=status_of(error), fault=error.reason, reason=reason, note=note)
    return show(request, "comment_flagged.html", comment=comment)


@router.get("/comment/{comment_id}/history")
def history(request: Request, ctx: Ctx, reader: Asking, comment_id: Id) -> Response:
    """All that a comment ever said."""
    comment, versions = comments.history(ctx, reader, comment_id)
    return show(request, "comment_history.html", comment=comment, versions=versions)


def _reply(parent: Comment | None, comment_id: int) -> dict[str, Any]:
    whom = parent.writer if parent and parent.writer else _("a former reader")
    where = f"/comment/{comment_id}"
    return {
        "title": _("Your answer to %(whom)s", whom=whom),
        "action": f"{where}/reply",
        "back": where,
        "parent": parent,
    }


def _edit(comment_id: int) -> dict[str, Any]:
    where = f"/comment/{comment_id}"
    return {"title": _("Edit your comment"), "action": f"{where}/edit", "back": where, "button": _("Save")}


def _written(request: Request, act: Callable[[], Comment], page: str | None = None, **form: Any) -> Response:
    """To what was written, on the `page` where it was, if one is given; or the form once more, with what was typed and
    what is wrong with it."""
    try:
        comment = act()
        return RedirectResponse(f"{page}#comment-{comment.id}" if page else _place(comment), 303)
    except _MENDABLE as error:
        return _form(request, fault=error, **form)


def _form(request: Request, *, fault: BroadsheetError | None = None, **form: Any) -> Response:
    given = {"text": "", "parent": None, "button": _("Post"), **form}
    headers = {"Retry-After": str(fault.retry_after)} if isinstance(fault, TooManyTries) else {}
    return show(
        request,
        "comment_form.html",
        status=status_of(fault) if fault else 200,
        headers=headers,
        fault=fault.reason if fault else None,
        outside=isinstance(fault, NotSignedIn),
        **given,
    )


def _flag_form(request: Request, comment: Comment, *, status: int = 200, **given: Any) -> Response:
    shown = {"reason": "", "note": "", "fault": None, **given}
    return show(request, "comment_flag.html", status=status, comment=comment, reasons=list(FlagReason), **shown)


def _place(comment: Comment) -> str:
    return f"{_page(comment)}#comment-{comment.id}"


def _page(comment: Comment) -> str:
    return f"/story/{comment.story_id}" if comment.story_id else f"/article/{comment.article_id}"


def _feed(request: Request, form: Form, title: str, page: str, found: tuple[Comment, ...]) -> Response:
    entries = tuple(_entry(comment) for comment in found)
    return respond(request, form, Feed(title, base_of(request), page, f"{page}/feed.{form}", entries))


def _entry(comment: Comment) -> Entry:
    writer = comment.writer or _("A former reader")
    return Entry(
        name=f"comment/{comment.id}",
        path=f"/comment/{comment.id}",
        title=_("%(writer)s on “%(title)s”", writer=writer, title=comment.article_title or _("Untitled")),
        summary=excerpt(plain(comment.html)),
        html=comment.html,
        dated=comment.posted,
        authors=(writer,),
    )
