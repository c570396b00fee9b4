"""The lists that people read: the front page, an outlet's page, a hashtag's page."""

from dataclasses import replace

from broadsheet.errors import NotFound
from broadsheet.model.insights import Hashtag
from broadsheet.model.interests import Thing
from broadsheet.model.listings import Kind
from broadsheet.model.readers import Reader, Right
from broadsheet.model.sources import Outlet
from broadsheet.model.timeline import Timeline
from broadsheet.model.trends import Portrait, Rise
from broadsheet.service.context import Context, demand, policy_for
from broadsheet.store import hashtags, outlets, personal, trends
from broadsheet.store import timeline as store
from broadsheet.store.database import Connection
from broadsheet.text.rights import shown_cards
from broadsheet.text.words import excerpt, fold, squash
from broadsheet.understand.trends import risen

LATELY = 2 * 24 * 3600  # seconds: what hashtags are compared with their past by


def front(
    ctx: Context, reader: Reader | None, *, cursor: str | None = None, limit: int = 30, kind: Kind | None = None,
    reprints: bool = True,
) -> Timeline:  # fmt: skip
    """The newest articles of all outlets; `reprints`: those too that have the same text as an earlier one of a story.
    Raises BadInput for a cursor that is not ours."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        return _shown(ctx, reader, conn, store.front(conn, cursor, limit, kind, reprints=reprints))


def newest(ctx: Context, reader: Reader | None) -> int:
    """The number of the article that arrived last."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        return store.newest(conn)


def newer(ctx: Context, reader: Reader | None, article_id: int) -> int:
    """How many articles arrived after the one of that number; a hundred stands for more."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        return store.newer(conn, article_id)


def of_outlet(
    ctx: Context, reader: Reader | None, outlet_id: int, *, cursor: str | None = None, limit: int = 30
) -> tuple[Outlet, Timeline]:
    """One outlet's newest articles. Raises NotFound."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        outlet = outlets.get(conn, outlet_id)
        if outlet is None:
            raise NotFound("There is no such outlet here.")
        found = store.of_outlet(conn, outlet_id, cursor, limit)
        return outlet, _shown(ctx, reader, conn, found, (Thing.OUTLET, str(outlet_id)))


def of_hashtag(
    ctx: Context, reader: Reader | None, key: str, *, cursor: str | None = None, limit: int = 30, by_story: bool = False
) -> tuple[Hashtag, Timeline]:
    """The newest articles with one hashtag; `by_story`: of each story the newest. Raises NotFound."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        hashtag = hashtags.get(conn, key)
        if hashtag is None:
            raise NotFound(f"No article here has the hashtag #{key}.")
        found = store.of_hashtag(conn, key, cursor, limit, by_story=by_story)
        return hashtag, _shown(ctx, reader, conn, found, (Thing.HASHTAG, hashtag.key))


def of_author(
    ctx: Context, reader: Reader | None, name: str, *, cursor: str | None = None, limit: int = 30
) -> Timeline:
    """The newest articles by somebody, whichever outlet they are of. Raises NotFound."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        found = store.of_author(conn, name, cursor, limit)
        if not found.cards and cursor is None:
            raise NotFound(f"No article here is by {excerpt(name, 80)}.")
        return _shown(ctx, reader, conn, found, (Thing.AUTHOR, fold(squash(name))))


def trending(ctx: Context, reader: Reader | None, limit: int = 12) -> tuple[Rise, ...]:
    """The hashtags that the last two days have more of than is usual of them, the most surprising first."""
    demand(ctx, reader, Right.SKIM)
    now = ctx.clock()
    with ctx.database.read() as conn:
        return risen(trends.rises(conn, now - LATELY, now), limit)


def portrait(ctx: Context, reader: Reader | None, hashtag: Hashtag) -> Portrait:
    """A hashtag's last thirty days, who writes about it, and what goes with it."""
    demand(ctx, reader, Right.SKIM)
    with ctx.database.read() as conn:
        return trends.portrait(conn, hashtag, ctx.clock())


def _shown(
    ctx: Context, reader: Reader | None, conn: Connection, found: Timeline, about: tuple[Thing, str] | None = None
) -> Timeline:
    """A list as far as its articles may be shown, without what the reader hid or muted, unless the list is `about` what
    is muted; a page of it can be short by those."""
    seen = personal.seen_by(conn, reader, found.cards, ctx.clock(), about)
    return replace(found, cards=shown_cards(seen, policy_for(ctx, reader), ctx.clock()))
