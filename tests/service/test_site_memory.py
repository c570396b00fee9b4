"""An outlet that promotes itself in each article: what is learned from its pages, and old pages read again with it."""

import asyncio
from dataclasses import replace

import pytest

from broadsheet.boot import open_context
from broadsheet.errors import Forbidden, NotFound
from broadsheet.model.readers import OPERATOR
from broadsheet.service import articles, ingest, revisions, sites, sources, timeline
from broadsheet.service.ingest import rereading
from tests.outlet import Answer

PROMOTION = "Zorvan mesto paru denti kovlum brenad osh elyqua."
HOST = "127.0.0.1"


async def run(ctx, work):
    async with ctx.client:
        return await work


def word(number: int) -> str:
    return "".join("bdfghklmnp"[number // 10**place % 10] + "aeiou"[number // 10**place % 5] for place in range(4))


def publish(outlet, numbers) -> str:
    """Make the outlet list articles on different stories, each with the promotion between its paragraphs."""
    slugs = [f"story-{number}" for number in numbers]
    feed = outlet.publish(*slugs, pages=False)
    for number, slug in zip(numbers, slugs, strict=True):
        says = [" ".join(word(number * 90 + part * 9 + at) for at in range(9)) for part in range(8)]
        parts = [f"<p>{words}, the council said on the day.</p>" for words in says]
        parts.insert(4, f"<p><b>{PROMOTION}</b></p>")
        body = f"<main><h1>{slug}</h1><div class=body>{''.join(parts)}</div></main>"
        outlet.pages[f"/{slug}"] = Answer(f"<html><title>{slug}</title><body>{body}</body></html>".encode())
    return feed


def refresh(ctx):
    sources.check_now(ctx, OPERATOR)
    return asyncio.run(run(ctx, ingest.refresh_all(ctx, ingest.claim_due(ctx, 100))))


def follow(ctx, outlet, numbers):
    asyncio.run(run(ctx, sources.add(ctx, OPERATOR, [publish(outlet, numbers)])))
    refresh(ctx)


def texts(ctx) -> dict[str, str]:
    cards = timeline.front(ctx, OPERATOR).cards
    return {card.title: articles.read(ctx, OPERATOR, card.id).article.article.text for card in cards}


def leaking(ctx) -> set[str]:
    return {title for title, text in texts(ctx).items() if PROMOTION in text}


def test_a_promotion_is_left_out_once_it_was_seen_in_many_stories(ctx, outlet):
    follow(ctx, outlet, range(16))
    assert len(leaking(ctx)) >= 12
    publish(outlet, [16, 17])
    refresh(ctx)
    assert not leaking(ctx) & {"story-16", "story-17"}
    assert all(text.count("the council said") == 8 for text in texts(ctx).values())
    (site,) = sites.listing(ctx, OPERATOR)
    assert (site.pages, site.blocks) == (18, 1)
    _, (block,) = sites.furniture(ctx, OPERATOR, outlet.address)
    assert (block.words, block.where.endswith("div.body > p > b")) == (PROMOTION, True)


def test_what_was_learned_outlives_a_restart(ctx, outlet, clock):
    follow(ctx, outlet, range(16))
    settings = ctx.settings
    ctx.database.close()
    with open_context(settings, clock=clock) as later:
        publish(outlet, [20])
        refresh(later)
        assert "story-20" not in leaking(later)


def test_a_site_can_be_forgotten(ctx, outlet):
    follow(ctx, outlet, range(2))
    host = sites.listing(ctx, OPERATOR)[0].host
    assert sites.reset(ctx, OPERATOR, f"http://{host}/any") == host
    assert sites.listing(ctx, OPERATOR) == ()
    with pytest.raises(NotFound, match="broadsheet sites"):
        sites.reset(ctx, OPERATOR, host)
    with pytest.raises(NotFound):
        sites.furniture(ctx, OPERATOR, host)


def test_old_pages_are_read_again_with_what_is_known_now(ctx, outlet):
    follow(ctx, outlet, range(16))
    before = leaking(ctx)
    done = ingest.reread(ctx, OPERATOR)
    assert (done.read, done.changed, done.left, done.after) == (16, len(before), 0, 0)
    assert not leaking(ctx)
    assert all(text.count("the council said") == 8 for text in texts(ctx).values())
    assert ingest.reread(ctx, OPERATOR).changed == 0


def test_a_text_that_only_lost_furniture_is_no_change_of_the_outlets(ctx, outlet):
    follow(ctx, outlet, range(16))
    ingest.reread(ctx, OPERATOR)
    histories = [revisions.history(ctx, OPERATOR, card.id)[1] for card in timeline.front(ctx, OPERATOR).cards]
    assert histories == [()] * 16


def test_reading_again_that_was_killed_goes_on_where_it_was(ctx, outlet, monkeypatch):
    follow(ctx, outlet, range(16))
    read_page, asked = rereading.read_page, []

    def until_the_sixth(ctx, page, entry, outlet):
        asked.append(page.url)
        if len(asked) == 6:
            raise KeyboardInterrupt
        return read_page(ctx, page, entry, outlet)

    monkeypatch.setattr(rereading, "read_page", until_the_sixth)
    with pytest.raises(KeyboardInterrupt):
        ingest.reread(ctx, OPERATOR)
    done = ingest.reread(ctx, OPERATOR)
    assert (done.read, done.after) == (11, 5)
    assert not leaking(ctx)


def test_only_one_outlet_or_only_what_came_lately_is_read_again(ctx, outlet, clock):
    follow(ctx, outlet, range(3))
    assert ingest.reread(ctx, OPERATOR, "elsewhere.example").read == 0
    clock.now += 3 * 86_400
    assert ingest.reread(ctx, OPERATOR, days=2).read == 0
    assert ingest.reread(ctx, OPERATOR, days=4).read == 3


def test_a_text_that_says_more_than_its_page_stays(ctx, outlet):
    follow(ctx, outlet, [1])
    (card,) = timeline.front(ctx, OPERATOR).cards
    before, page = texts(ctx), ctx.shelf.get(card.id)
    half = page.body[: len(page.body) * 2 // 3] + b"</p></div></main></body></html>"
    ctx.shelf.put(card.id, replace(page, body=half), ctx.clock())
    assert ingest.reread(ctx, OPERATOR).left == 1
    assert texts(ctx) == before


def test_sites_are_for_those_who_look_after_the_sources(ctx, alice):
    for ask in (sites.listing, lambda *who: sites.reset(*who, HOST), ingest.reread):
        with pytest.raises(Forbidden):
            ask(ctx, alice)
