"""The real thing, as the judge of ../shared/hostile wants it: `product.py KIND URL POLLS FLAGS` prints a line of JSON.

A fresh Broadsheet on a temporary folder reads one hostile address through its own services, and says what it kept.
"""

import asyncio
import json
import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from broadsheet.boot import now, open_context
from broadsheet.config import Settings
from broadsheet.errors import BroadsheetError
from broadsheet.model.media import WIDTHS
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import State
from broadsheet.service import articles, ingest, media, sources, timeline
from broadsheet.service.context import Context
from broadsheet.service.extraction import extract_page

MOST = 500  # articles that are read back
A_MINUTE = 60
PUBLIC = "https://paper.example.org"  # so that hubs are asked

Record = dict[str, Any]

_later = {"seconds": 0}  # by which the clock is put forward


async def feed(ctx: Context, url: str, polls: int) -> Record:
    """Subscribe, look so many times, a minute apart, and read the articles back."""
    first: dict[str, int] = {}
    (added,) = await sources.import_file(ctx, OPERATOR, url.encode())
    items: list[Record] = []
    for _ in range(polls):
        sources.check_now(ctx, OPERATOR)
        await ingest.refresh_all(ctx, ingest.claim_due(ctx, 9))
        await ingest.tend(ctx)
        items = [_item(ctx, card.id) for card in timeline.front(ctx, OPERATOR, limit=MOST).cards]
        for item in items:
            item["first_date"] = first.setdefault(item["guid"], item["date"])
        _later["seconds"] += A_MINUTE
    listed = sources.listing(ctx, OPERATOR)
    if added.fault or not listed:
        return {"outcome": "fail", "error": added.fault or "not listed", "items": items}
    outcome = "ok" if listed[0].state is State.OK else "fail"
    return {"outcome": outcome, "error": listed[0].reason or "", "title": listed[0].title, "items": items}


async def feedset(ctx: Context, url: str, _polls: int) -> Record:
    """Many small feeds behind one address: all are subscribed to, and looked at once."""
    count = json.loads((await ctx.client.get(url)).body)["count"]
    await sources.import_file(ctx, OPERATOR, "\n".join(f"{url}?i={number}" for number in range(count)).encode())
    await ingest.refresh_all(ctx, ingest.claim_due(ctx, count))
    cards = timeline.front(ctx, OPERATOR, limit=2 * count).cards
    return {"outcome": "ok", "title": url, "items": [_item(ctx, card.id) for card in cards]}


async def page(ctx: Context, url: str, _polls: int) -> Record:
    """One article's page."""
    article = extract_page(await ctx.client.get(url))
    if article.excerpt_because and not article.text:
        return {"outcome": "fail", "error": article.excerpt_because, "items": []}
    item = {"title": article.title, "link": article.url, "html": article.html, "date": now(), "guid": article.url}
    return {"outcome": "ok", "title": article.title, "items": [item]}


async def opml(ctx: Context, url: str, _polls: int) -> Record:
    """A list of outlets, uploaded."""
    given = await ctx.client.get(url)
    await sources.import_file(ctx, OPERATOR, given.body)
    kept = sources.listing(ctx, OPERATOR)
    items = [{"title": one.title, "link": one.url, "html": "", "date": 0, "extra": [one.folder or ""]} for one in kept]
    return {"outcome": "ok", "items": items}


async def robots(ctx: Context, url: str, _polls: int) -> Record:
    """A page, if its host's robots.txt lets us."""
    await ctx.guest.page(url)
    return {"outcome": "ok", "items": []}


async def icon(ctx: Context, url: str, _polls: int) -> Record:
    """A picture, by the address that our own pages would write."""
    _, _, signature, width, _ = media.address(ctx, url, min(WIDTHS)).split("/")
    shown = await media.get(ctx, OPERATOR, signature, url, int(width))
    return {"outcome": "ok", "items": [], "served_ct": shown.type, "reencoded": shown.type == "image/webp"}


async def websub(ctx: Context, url: str, _polls: int) -> Record:
    """A hub, asked to tell us."""
    form = {"hub.mode": "subscribe", "hub.topic": url, "hub.callback": f"{PUBLIC}/websub/token"}
    await ctx.guest.ask_hub(url, form)
    return {"outcome": "ok", "items": []}


KINDS = {
    "feed": feed, "feedset": feedset, "page": page, "opml": opml, "robots": robots, "icon": icon, "websub": websub,
}  # fmt: skip


def _item(ctx: Context, article_id: int) -> Record:
    stored = articles.read(ctx, OPERATOR, article_id).article
    article = stored.article
    return {
        "title": article.title,
        "link": article.url,
        "guid": article.canonical or article.url or f"article/{stored.id}",
        "html": article.html,
        "date": stored.dated,
        "enclosures": len(article.enclosures),
        "extra": [article.lead, *article.authors, *(tag.name for tag in stored.hashtags), *article.topics],
    }


async def _run(ctx: Context, kind: str, url: str, polls: int) -> Record:
    async with ctx.client:
        return await KINDS[kind](ctx, url, polls)


def _house(folder: Path, *, read_pages: bool) -> AbstractContextManager[Context]:
    settings = Settings(data=folder, host_pause=0, read_pages=read_pages, base_address=PUBLIC)
    return open_context(settings, clock=lambda: now() + _later["seconds"])


def _answers(kind: str, url: str, polls: int, *, read_pages: bool) -> Iterator[Record]:
    with tempfile.TemporaryDirectory() as folder, _house(Path(folder), read_pages=read_pages) as ctx:
        try:
            yield asyncio.run(_run(ctx, kind, url, polls))
        except BroadsheetError as error:
            yield {"outcome": "fail", "error": error.reason, "items": []}


def main() -> None:
    """Answer for one address. What nobody expected ends the program, which the judge counts as a crash."""
    logging.disable(logging.CRITICAL)
    kind, url, polls, flags = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4].split(",")
    for record in _answers(kind, url, polls, read_pages="fetch_items" in flags):
        sys.stdout.buffer.write(json.dumps(record).encode() + b"\n")


if __name__ == "__main__":
    main()
