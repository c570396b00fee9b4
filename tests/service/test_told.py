"""A Broadsheet that reads feeds alone: what the feed says is the article, and no page is asked for."""

import asyncio
from dataclasses import replace

import pytest

from broadsheet.model.readers import OPERATOR
from broadsheet.service import articles, ingest, sources, timeline
from tests.outlet import Answer

RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Herald</title>
<link>{home}</link>{items}</channel></rss>"""


@pytest.fixture
def alone(ctx):
    return replace(ctx, settings=ctx.settings.model_copy(update={"read_pages": False}))


def item(guid, link, title, words="", summary="In short."):
    content = f"<content:encoded>&lt;p&gt;{words}&lt;/p&gt;</content:encoded>" if words else ""
    said = f"<title>{title}</title><description>{summary}</description>{content}"
    return f"<item><guid>{guid}</guid><link>{link}</link>{said}</item>"


def publish(outlet, *items, at="/feed.xml"):
    feed = RSS.format(home=outlet.address, items="".join(items))
    outlet.pages[at] = Answer(feed.encode(), 200, "application/rss+xml")
    return f"{outlet.address}{at}"


def refresh(ctx, *addresses):
    async def work():
        async with ctx.client:
            if addresses:
                await sources.add(ctx, OPERATOR, addresses)
            sources.check_now(ctx, OPERATOR)
            return await ingest.refresh_all(ctx, ingest.claim_due(ctx, 100))

    return asyncio.run(work())


def shown(ctx):
    cards = timeline.front(ctx, OPERATOR).cards
    return {card.title: articles.read(ctx, OPERATOR, card.id).article.article for card in cards}


def test_a_feeds_own_text_is_the_article_and_its_page_is_not_asked_for(alone, outlet):
    link = f"{outlet.address}/pier"
    outlet.pages["/pier"] = Answer(b"never read")
    (report,) = refresh(alone, publish(outlet, item("1", link, "Pier rebuilt", "The pier has been rebuilt.")))
    assert (report.new, report.whole, report.excerpts) == (1, 1, 0)
    article = shown(alone)["Pier rebuilt"]
    assert (article.text, article.url, article.excerpt_because) == ("The pier has been rebuilt.", link, None)
    assert "/pier" not in outlet.asked


def test_a_summary_alone_is_an_excerpt_that_says_why(alone, outlet):
    (report,) = refresh(alone, publish(outlet, item("1", f"{outlet.address}/pier", "Pier rebuilt")))
    assert report.excerpts == 1
    assert "reads feeds alone" in shown(alone)["Pier rebuilt"].excerpt_because


def test_hundreds_of_entries_come_once_each_and_not_again(alone, outlet):
    address = publish(outlet, *(item(n, f"{outlet.address}/{n}", f"News {n}", f"Text {n}.") for n in range(130)))
    assert refresh(alone, address)[0].new == 130
    assert refresh(alone)[0].new == 0


def test_entries_with_one_key_or_one_address_are_one_article(alone, outlet):
    same = f"{outlet.address}/pier"
    first = item("1", same, "Pier rebuilt", "Text.")
    (report,) = refresh(alone, publish(outlet, first, item("2", same, "Pier rebuilt", "Text."), first))
    assert report.new == 1


def test_an_article_that_another_source_brought_is_the_same_one(alone, outlet):
    one = item("1", f"{outlet.address}/pier", "Pier rebuilt", "The pier has been rebuilt.")
    reports = refresh(alone, publish(outlet, one), publish(outlet, one, at="/other.xml"))
    assert sum(report.new for report in reports) == 1
    assert [source.articles for source in sources.listing(alone, OPERATOR)] == [1, 1]


def test_one_entry_that_cannot_be_read_keeps_no_other_out(alone, outlet, monkeypatch):
    from broadsheet.service.ingest import pages

    understand = pages.understand

    def poisoned(article, name, familiar):
        if "Poison" in article.title:
            raise RuntimeError
        return understand(article, name, familiar)

    monkeypatch.setattr(pages, "understand", poisoned)
    titles = ["Pier rebuilt", "Poison", "School opens"]
    items = (item(n, f"{outlet.address}/{n}", title, "Text.") for n, title in enumerate(titles))
    assert refresh(alone, publish(outlet, *items))[0].new == 2
    assert set(shown(alone)) == {"Pier rebuilt", "School opens"}
