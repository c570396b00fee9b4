"""The real thing, as the judge of ../shared/hostile wants it: `product.py KIND URL POLLS FLAGS` prints a line of JSON.

A fresh Broadsheet on a temporary folder reads one hostile address through its own services, and says what it kept.
"""

import asyncio
import json
import logging
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from broadsheet.boot import now, open_context
from broadsheet.config import Settings
from broadsheet.errors import BroadsheetError
from broadsheet.model.media import WIDTHS
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import State
from broadsheet.service import articles, ingest, media, sources, timeline
from broadsheet.service.context import Context
from broadsheet.service.extraction import extract_page
from broadsheet.service.ingest.guests import ask_hub, page_of

MOST = 500  # articles that are read back
A_MINUTE = 60
PUBLIC = "https://paper.example.org"  # so that hubs are asked

Record = dict[str, Any]


async def feed(ctx: Context, url: str, polls: int) -> Record:
    """Subscribe, look so many times, a minute apart, and read the articles back."""
    first: dict[str, int] = {}
    clock = {"now": now()}
    ctx = replace(ctx, clock=lambda: clock["now"])
    (added,) = await sources.import_file(ctx, OPERATOR, url.encode())
    items: list[Record] = []
    for _ in range(polls):
        sources.check_now(ctx, OPERATOR)
        await ingest.refresh_all(ctx, ingest.claim_due(ctx, 9))
        await ingest.tend(ctx)
        items = [_item(ctx, card.id) for card in timeline.front(ctx, OPERATOR, limit=MOST).cards]
        for item in items:
            item["first_date"] = first.setdefault(item["guid"], item["date"])
        clock["now"] += A_MINUTE
    listed = sources.listing(ctx, OPERATOR)
    if added.fault or not listed:
        return {"outcome": "fail", "error": added.fault or "not listed", "items": items}
    outcome = "ok" if listed[0].state is State.OK else "fail"
    return {"outcome": outcome, "error": listed[0].reason or "", "title": listed[0].title, "items": items}


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
    await page_of(ctx, url)
    return {"outcome": "ok", "items": []}


async def icon(ctx: Context, url: str, _polls: int) -> Record:
    """A picture, by the address that our own pages would write."""
    ours = urlsplit(media.address(ctx, url, min(WIDTHS)))
    _, _, signature, width = ours.path.split("/")
    shown = await media.get(ctx, OPERATOR, signature, url, int(width))
    return {"outcome": "ok", "items": [], "served_ct": shown.type, "reencoded": shown.type == "image/webp"}


async def websub(ctx: Context, url: str, _polls: int) -> Record:
    """A hub, asked to tell us."""
    await ask_hub(ctx, url, {"hub.mode": "subscribe", "hub.topic": url, "hub.callback": f"{PUBLIC}/websub/token"})
    return {"outcome": "ok", "items": []}


KINDS = {
    "feed": feed, "feedset": feed, "page": page, "opml": opml, "robots": robots, "icon": icon, "websub": websub,
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


def _answers(kind: str, url: str, polls: int) -> Iterator[Record]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), host_pause=0, base_address=PUBLIC)
        yield from _with(settings, kind, url, polls)


def _with(settings: Settings, kind: str, url: str, polls: int) -> Iterator[Record]:
    with open_context(settings) as ctx:
        try:
            yield asyncio.run(_run(ctx, kind, url, polls))
        except BroadsheetError as error:
            yield {"outcome": "fail", "error": error.reason, "items": []}


def main() -> None:
    """Answer for one address. What nobody expected ends the program, which the judge counts as a crash."""
    logging.disable(logging.CRITICAL)
    kind, url, polls = sys.argv[1], sys.argv[2], int(sys.argv[3])
    for record in _answers(kind, url, polls):
        sys.stdout.buffer.write(json.dumps(record).encode() + b"\n")


if __name__ == "__main__":
    main()
