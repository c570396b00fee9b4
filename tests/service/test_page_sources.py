"""Outlets without a feed: their page, or the sitemaps of an index, all the way to articles."""

import asyncio
from datetime import UTC, datetime

import pytest

from broadsheet.errors import BadInput, KeptOut, NotFound, NotSignedIn
from broadsheet.model.page_sources import Selectors
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import State, Way
from broadsheet.service import ingest, sources, timeline
from broadsheet.service.ingest import page_sources
from tests.outlet import Answer, article, title

SLUGS = ("northern-pier-to-be-rebuilt-soon", "ferry-runs-at-night-from-spring", "school-garden-feeds-two-hundred")
DAY = 86_400


def run(ctx, work):
    async def whole():
        async with ctx.client:
            return await work

    return asyncio.run(whole())


def refresh(ctx):
    sources.check_now(ctx, OPERATOR)
    return run(ctx, ingest.refresh_all(ctx, ingest.claim_due(ctx, 100)))


def print_home(outlet, *slugs, kind="teaser", tag=None):
    items = "".join(
        f"<li class={kind}><h2><a href='/news/{slug}'>{title(slug)}</a></h2><time>9 October 2025</time></li>"
        for slug in slugs
    )
    html = f"<!doctype html><html lang=en><head><title>Harbour Post</title></head><body><ul>{items}</ul></body></html>"
    outlet.pages["/"] = Answer(html.encode(), headers={"ETag": f'"{tag}"'} if tag else {})
    for slug in slugs:
        outlet.pages[f"/news/{slug}"] = Answer(article(title(slug)).encode())
    return f"{outlet.address}/"


def titles(ctx):
    return {card.title for card in timeline.front(ctx, OPERATOR).cards}


def add(ctx, *given, **more):
    return run(ctx, page_sources.add(ctx, OPERATOR, *given, **more))


def only(ctx):
    (source,) = sources.listing(ctx, OPERATOR)
    return source


def test_an_outlet_without_a_feed_is_offered_as_a_page(ctx, outlet):
    home = print_home(outlet, *SLUGS)
    (addition,) = run(ctx, sources.add(ctx, OPERATOR, [home]))
    assert (addition.source, addition.page) == (None, home)
    assert "can be followed instead" in addition.fault


def test_a_preview_shows_what_would_come_and_adds_nothing(ctx, outlet):
    seen = run(ctx, page_sources.preview(ctx, OPERATOR, print_home(outlet, *SLUGS)))
    assert [entry.title for entry in seen.proposals[0].listing.entries] == [title(slug) for slug in SLUGS]
    assert seen.proposals[0].listing.entries[0].published.iso == "2025-10-09"
    assert sources.listing(ctx, OPERATOR) == ()


def test_a_page_becomes_articles_and_only_new_ones_come_later(ctx, outlet):
    add(ctx, print_home(outlet, *SLUGS[:2]), folder="Local")
    assert (only(ctx).way, only(ctx).title, only(ctx).folder) == (Way.PAGE, "Harbour Post", "Local")
    (report,) = refresh(ctx)
    assert (report.new, report.whole, report.fault) == (2, 2, None)
    print_home(outlet, SLUGS[2], *SLUGS[:2])
    assert refresh(ctx)[0].new == 1
    assert titles(ctx) == {title(slug) for slug in SLUGS}


def test_a_page_that_did_not_change_is_not_read_again(ctx, outlet):
    add(ctx, print_home(outlet, *SLUGS, tag="one"))
    refresh(ctx)
    assert refresh(ctx)[0].unchanged


def test_when_the_layout_changes_the_source_says_what_to_do_and_nothing_is_lost(ctx, outlet):
    add(ctx, print_home(outlet, *SLUGS[:2]), Selectors("li.teaser"))
    refresh(ctx)
    print_home(outlet, *SLUGS, kind="card")
    assert "find no links any more" in refresh(ctx)[0].fault
    assert (only(ctx).state, len(titles(ctx))) == (State.FAILING, 2)
    seen = run(ctx, page_sources.preview_of(ctx, OPERATOR, only(ctx).id))[1]
    assert seen.shown.entries == () and seen.proposals[0].selectors.item == "li.card"
    page_sources.change(ctx, OPERATOR, only(ctx).id, seen.proposals[0].selectors)
    assert refresh(ctx)[0].new == 1
    assert only(ctx).state is State.OK


def test_selectors_that_cannot_be_used_or_find_nothing_are_refused_with_a_sentence(ctx, outlet):
    home = print_home(outlet, *SLUGS)
    with pytest.raises(BadInput, match=r"The selector for the link: .* conditions with a colon"):
        add(ctx, home, Selectors("li", "a:hover"))
    with pytest.raises(BadInput, match="find no links"):
        add(ctx, home, Selectors("table"))
    assert sources.listing(ctx, OPERATOR) == ()


def test_a_page_in_which_nothing_repeats_has_no_best_proposal(ctx, outlet):
    outlet.pages["/"] = Answer(b"<html><p>Hello</html>")
    with pytest.raises(BadInput, match="no links repeat"):
        add(ctx, outlet.address)


def test_a_feed_is_no_page_source(ctx, outlet):
    with pytest.raises(BadInput, match="Add its address as it is"):
        add(ctx, outlet.publish(*SLUGS))


def test_other_selectors_for_a_known_page_take_the_place_of_the_old(ctx, outlet):
    home = print_home(outlet, *SLUGS)
    add(ctx, home)
    again = add(ctx, home, Selectors("li"))
    assert again.known and only(ctx).selectors == Selectors("li")


def test_robots_txt_is_obeyed_for_pages(ctx, outlet):
    home = print_home(outlet, *SLUGS)
    outlet.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", type="text/plain")
    with pytest.raises(KeptOut, match=r"robots\.txt"):
        run(ctx, page_sources.preview(ctx, OPERATOR, home))
    assert "/" not in outlet.asked


def test_a_page_that_robots_txt_closes_later_fails_and_says_so(ctx, outlet, clock):
    add(ctx, print_home(outlet, *SLUGS))
    refresh(ctx)
    outlet.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", type="text/plain")
    clock.now += 2 * DAY
    assert "does not let programs read" in refresh(ctx)[0].fault
    assert (only(ctx).state, only(ctx).failures, len(titles(ctx))) == (State.FAILING, 0, 3)


def test_a_page_source_travels_in_opml(ctx, outlet):
    add(ctx, print_home(outlet, *SLUGS))
    before, opml = only(ctx), sources.export(ctx, OPERATOR)
    sources.remove(ctx, OPERATOR, before.id)
    asyncio.run(sources.import_file(ctx, OPERATOR, opml))
    assert (only(ctx).selectors, only(ctx).way) == (before.selectors, Way.PAGE)
    assert refresh(ctx)[0].new == 3


def test_a_home_page_that_came_by_a_list_can_be_followed_later(ctx, outlet):
    home = print_home(outlet, *SLUGS)
    asyncio.run(sources.import_file(ctx, OPERATOR, home.encode()))
    assert "can be followed instead" in refresh(ctx)[0].fault
    assert add(ctx, home).known
    assert refresh(ctx)[0].new == 3


def test_a_feed_that_works_needs_no_selectors(ctx, outlet):
    run(ctx, sources.add(ctx, OPERATOR, [outlet.publish(*SLUGS)]))
    refresh(ctx)
    with pytest.raises(BadInput, match="needs no selectors"):
        page_sources.change(ctx, OPERATOR, only(ctx).id, Selectors("li"))
    with pytest.raises(NotFound):
        page_sources.change(ctx, OPERATOR, 99, Selectors("li"))


def test_only_those_who_collect_may_preview(ctx):
    with pytest.raises(NotSignedIn):
        asyncio.run(page_sources.preview(ctx, None, "https://press.example/"))


def test_an_index_in_robots_txt_leads_to_news_and_is_asked_sparingly(ctx, outlet):
    print_home(outlet, *SLUGS)
    today = datetime.now(UTC).isoformat()  # the client's clock, which tells what is new while a source is looked for
    robots = f"User-agent: *\nAllow: /\nSitemap: {outlet.address}/index.xml"
    outlet.pages["/robots.txt"] = Answer(robots.encode(), type="text/plain")
    rows = "".join(
        f"<sitemap><loc>{outlet.address}/{name}.xml</loc><lastmod>{today}</lastmod></sitemap>"
        for name in ("archive", "news")
    )
    outlet.pages["/index.xml"] = Answer(f"<sitemapindex>{rows}</sitemapindex>".encode())
    listed = "".join(
        f"<url><loc>{outlet.address}/news/{slug}</loc><news:news><news:title>{title(slug)}</news:title>"
        f"<news:publication_date>{today}</news:publication_date></news:news></url>"
        for slug in SLUGS
    )
    spaces = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    outlet.pages["/news.xml"] = Answer(f"<urlset {spaces}>{listed}</urlset>".encode(), headers={"ETag": '"n"'})
    (addition,) = run(ctx, sources.add(ctx, OPERATOR, [outlet.address]))
    assert addition.source.url == f"{outlet.address}/index.xml"
    assert refresh(ctx)[0].new == 3
    assert only(ctx).way is Way.SITEMAP
    outlet.asked.clear()
    assert refresh(ctx)[0].new == 0
    assert outlet.asked == ["/index.xml"]


def test_a_sitemap_of_all_pages_is_no_way_in(ctx, outlet):
    home = print_home(outlet, *SLUGS)
    bare = "".join(f"<url><loc>{outlet.address}/{number}</loc></url>" for number in range(200))
    outlet.pages["/news-sitemap.xml"] = Answer(f"<urlset>{bare}</urlset>".encode())
    (addition,) = run(ctx, sources.add(ctx, OPERATOR, [home]))
    assert addition.page == home
    run(ctx, sources.add(ctx, OPERATOR, [f"{outlet.address}/news-sitemap.xml"]))
    assert "does not say which are new" in refresh(ctx)[0].fault
    assert titles(ctx) == set()
