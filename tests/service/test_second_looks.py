"""An article that its outlet changes after we have read it."""

import asyncio

import pytest

from broadsheet.model.readers import OPERATOR
from broadsheet.model.revisions import ChangeKind
from broadsheet.model.sites import Block, Impression, Leaf
from broadsheet.service import answers, articles, ingest, revisions, sources, timeline
from broadsheet.store import sites
from broadsheet.text import urls
from tests.outlet import WORDS, Answer, article

HOUR = 3600
SLIP = WORDS.replace("4.2", "42")


def run(ctx, work):
    async def opened():
        async with ctx.client:
            return await work

    return asyncio.run(opened())


def look(ctx):
    sources.check_now(ctx, OPERATOR)
    run(ctx, ingest.refresh_all(ctx, ingest.claim_due(ctx, 9)))


def retry(ctx):
    return run(ctx, ingest.retry_due(ctx))


def retitle(outlet, title):
    feed = outlet.pages["/feed.xml"]
    feed.body = feed.body.replace(b"<title>Pier rebuilt</title>", f"<title>{title}</title>".encode())


@pytest.fixture
def pier(ctx, outlet):
    """The number of an article that was read with a slip in it."""
    outlet.publish("pier-rebuilt")
    outlet.pages["/pier-rebuilt"] = Answer(article("Pier rebuilt", text=SLIP).encode())
    run(ctx, sources.add(ctx, OPERATOR, [f"{outlet.address}/feed.xml"]))
    look(ctx)
    return timeline.front(ctx, OPERATOR).cards[0].id


def correct(ctx, outlet, page):
    """The outlet corrects it, and the feed tells."""
    outlet.pages["/pier-rebuilt"] = page
    retitle(outlet, "Pier rebuilt soon")
    look(ctx)
    return retry(ctx)


CORRECTED = Answer(article("Pier rebuilt", text=WORDS).encode())


def test_a_page_is_read_again_when_its_feed_says_that_it_changed(ctx, outlet, pier):
    assert correct(ctx, outlet, CORRECTED) == (0, 0)
    assert outlet.asked.count("/pier-rebuilt") == 2
    reading = articles.read(ctx, OPERATOR, pier)
    assert "4.2 million" in reading.article.article.text
    assert (reading.changed.times, reading.changed.kinds) == (1, (ChangeKind.NUMBER,))
    (shown,) = revisions.history(ctx, OPERATOR, pier)[1]
    assert (shown.swaps[0].before, shown.swaps[0].after, len(shown.edits)) == ("42", "4.2", 4)
    look(ctx)
    retry(ctx)
    assert outlet.asked.count("/pier-rebuilt") == 2


def test_receipts_hold_for_the_new_words(ctx, outlet, pier):
    answers.of_article(ctx, OPERATOR, articles.read(ctx, OPERATOR, pier).article)
    correct(ctx, outlet, CORRECTED)
    told = answers.of_article(ctx, OPERATOR, articles.read(ctx, OPERATOR, pier).article)
    assert {answer.revision for answer in told} == {2}
    assert not any(answer.lost or "42 million" in one.text for answer in told for one in answer.sentences)


def test_churn_replaces_the_text_without_a_word(ctx, outlet, pier):
    correct(ctx, outlet, Answer(article("Pier rebuilt", text=SLIP.replace("winter storm", "winter  “storm”")).encode()))
    reading = articles.read(ctx, OPERATOR, pier)
    assert "“storm”" in reading.article.article.text
    assert reading.changed is None
    assert revisions.history(ctx, OPERATOR, pier)[1] == ()


@pytest.mark.parametrize(
    "page",
    [
        Answer(b"down", 503, "text/plain"),
        Answer(article("Pier rebuilt", text="Gone. " + "Sign in. " * 9).encode()),
        Answer(article("Storm over the hills", text="Rain fell in the hills for many hours. " * 6).encode()),
    ],
)
def test_what_is_no_later_version_changes_nothing(ctx, outlet, pier, page):
    before = articles.read(ctx, OPERATOR, pier).article.article
    correct(ctx, outlet, page)
    assert articles.read(ctx, OPERATOR, pier).article.article == before


def test_a_page_that_changes_all_the_time_is_asked_for_four_times_more(ctx, outlet, clock, pier):
    for turn in range(9):
        feed = outlet.pages["/feed.xml"]
        feed.body = (
            feed.body.replace(b"rebuilt", b"rebuilt again", 1) if turn else feed.body.replace(b">Pier", b">Old pier", 1)
        )
        look(ctx)
        clock.now += 9 * HOUR
        retry(ctx)
    assert outlet.asked.count("/pier-rebuilt") == 5


def test_a_page_that_failed_is_looked_at_once_more(ctx, outlet, clock, pier):
    correct(ctx, outlet, Answer(b"down", 503, "text/plain"))
    outlet.pages["/pier-rebuilt"] = CORRECTED
    clock.now += HOUR
    retry(ctx)
    assert articles.read(ctx, OPERATOR, pier).changed.times == 1


def test_a_promotion_that_became_known_meanwhile_is_no_change_of_the_outlets(ctx, outlet, pier):
    promotion = "Zorvan mesto paru denti kovlum brenad osh elyqua."
    plain = article("Pier rebuilt", text=SLIP)
    promoted = Answer(plain.replace("</article>", f"<p>{promotion}</p></article>").encode())
    correct(ctx, outlet, promoted)
    block = Block(1, 1, "p", promotion, "It recurs.")
    site = urls.site(outlet.address)
    with ctx.database.write() as conn:
        sites.learn(conn, Impression(site, Leaf(1, b"", b"", b"", b""), learned=(block,)), ctx.clock())
    outlet.pages["/pier-rebuilt"] = Answer(plain.encode())
    outlet.publish("pier-rebuilt", pages=False)
    retitle(outlet, "Pier rebuilt at last")
    changes = len(revisions.history(ctx, OPERATOR, pier)[1])
    look(ctx)
    ctx.clock.now += 24 * HOUR
    retry(ctx)
    assert promotion not in articles.read(ctx, OPERATOR, pier).article.article.text
    assert len(revisions.history(ctx, OPERATOR, pier)[1]) == changes
