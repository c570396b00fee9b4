"""Search, and any search as a feed."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Query as Parameter

from broadsheet.errors import BadInput
from broadsheet.model.timeline import Query, Results, Timeline
from broadsheet.service import search as service
from broadsheet.service import sources
from broadsheet.web.asking import Asking
from broadsheet.web.feeds import LIMIT, Feed, Form, base_of, of_cards, respond
from broadsheet.web.rendering import Ctx, address, show

router = APIRouter()
NOTHING = Results(Timeline(()), 0, more_than_counted=False)


def _asked(
    q: Annotated[str, Parameter(max_length=500)] = "",
    order: Literal["newest", "best"] = "newest",
    after: str = "",
    before: str = "",
    outlet: str = "",
) -> Query:
    """The query that an address asks. An empty field of the form is none; both days belong to the search."""
    if outlet and not (outlet.isascii() and outlet.isdigit() and len(outlet) < 16):
        raise BadInput("The outlet of this search is not one of the list. Choose it again.")
    start, end = _day(after), _day(before)
    return Query(
        words=q.strip(),
        order=order,
        after=_midnight(start) if start else None,
        before=_midnight(end + timedelta(days=1)) if end else None,
        outlet_id=int(outlet) if outlet else None,
    )


Asked = Annotated[Query, Depends(_asked)]


@router.get("/search")
def search(request: Request, ctx: Ctx, reader: Asking, query: Asked, cursor: str | None = None) -> Response:
    """The form, and what was found with it."""
    results = service.search(ctx, reader, query, cursor=cursor) if query.words else NOTHING
    given = {name: request.query_params.get(name, "") for name in ("q", "order", "after", "before", "outlet")}
    return show(
        request,
        "search.html",
        query=query,
        given=given,
        results=results,
        outlets=sources.outlets(ctx, reader),
        cursor=cursor,
    )


@router.get("/search/feed.{form}")
def feed(request: Request, ctx: Ctx, reader: Asking, query: Asked, form: Form) -> Response:
    """The newest that a search finds, as a feed."""
    if not query.words:
        raise BadInput("A feed of a search needs its words: /search/feed.rss?q=words.")
    results = service.search(ctx, reader, query, limit=LIMIT)
    asked = {name: value for name, value in request.query_params.items() if name != "key"}
    page, path = address("/search", **asked), address(f"/search/feed.{form}", **asked)
    title = f"Search for {query.words}"
    return respond(request, form, Feed(title, base_of(request), page, path, of_cards(results.timeline.cards)))


def _day(given: str) -> date | None:
    if not given:
        return None
    try:
        found = date.fromisoformat(given)
    except ValueError:
        raise BadInput(f"“{given[:40]}” is not a day. Write it as 2025-10-09.") from None
    if not 1900 <= found.year <= 2200:
        raise BadInput(f"There is no news of the year {found.year} here.")
    return found


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
