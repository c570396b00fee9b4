"""The invented outlets, read by the real pipeline over real HTTP: what a newcomer sees in `make demo`."""

import asyncio
import tomllib
from importlib import resources

import pytest

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.demo.press import Press
from broadsheet.model.listings import Kind
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import State
from broadsheet.model.timeline import Query
from broadsheet.service import articles, ingest, search, sources, timeline

EXPECTED = tomllib.loads(resources.files("broadsheet").joinpath("demo/expected.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def press():
    with Press() as running:
        yield running


@pytest.fixture(scope="module")
def paper(press, tmp_path_factory):
    """A Context that has read all of the press's outlets."""
    settings = Settings(data=tmp_path_factory.mktemp("demo"), allow_private_addresses=True, host_pause=0)
    with open_context(settings) as ctx:

        async def read():
            async with ctx.client:
                await sources.import_file(ctx, OPERATOR, press.opml())
                await ingest.refresh_all(ctx, ingest.claim_due(ctx, 100))

        asyncio.run(read())
        ingest.gather(ctx)
        yield ctx


@pytest.fixture(scope="module")
def read(press, paper):
    """The stored article of a name in expected.toml."""
    cards = {card.url: card.id for card in timeline.front(paper, OPERATOR, limit=200).cards}
    return lambda name: articles.read(paper, OPERATOR, cards[press.address(name)])


def test_every_article_is_there_once(paper):
    cards = timeline.front(paper, OPERATOR, limit=200).cards
    assert len(cards) == EXPECTED["articles"] + 1  # the one whose page is missing is an excerpt
    assert {card.language.split("-")[0] for card in cards} == set(EXPECTED["languages"])


@pytest.mark.parametrize(("key", "expected"), EXPECTED["outlets"].items())
def test_each_outlet_is_read_in_its_own_format(press, paper, key, expected):
    source = next(outlet.source for outlet in press.outlets if outlet.key == key)
    found = next(row for row in sources.listing(paper, OPERATOR) if row.url == source)
    if expected.get("broken"):
        assert found.state is State.FAILING
        assert "503" in found.reason
    else:
        assert found.state is State.OK
        assert found.articles >= expected["articles"]


def test_podcasts_and_videos_are_of_their_kind_and_can_be_played(paper):
    for kind, number in ((Kind.PODCAST, 3), (Kind.VIDEO, 3)):
        cards = timeline.front(paper, OPERATOR, limit=50, kind=kind).cards
        assert len(cards) == number
        assert all(card.enclosures for card in cards)


def test_the_promotion_reaches_no_reader_and_the_quotations_are_whole(press, read):
    outlet = next(outlet for outlet in press.outlets if outlet.key == EXPECTED["promotion"]["outlet"])
    for name in outlet.articles:
        article = read(f"{outlet.key}/{name}").article.article
        for words in EXPECTED["promotion"]["never"]:
            assert words not in article.text
            assert words not in article.html


@pytest.mark.parametrize(("name", "quote"), EXPECTED["promotion"]["quotes"].items())
def test_a_quotation_that_the_promotion_cut_is_whole(read, name, quote):
    text = read(f"{EXPECTED['promotion']['outlet']}/{name}").article.article.text
    between = text.split(quote["before"], 1)[1].split(quote["after"], 1)[0]
    assert not between.strip()


def test_the_wire_copy_keeps_its_text_in_all_three_outlets(read):
    texts = [read(name).article.article.text for name in EXPECTED["wire"]["articles"]]
    assert all(len(text) > 500 for text in texts)


def test_the_paywalled_article_says_so_and_shows_what_is_open(read):
    article = read(EXPECTED["paywall"]["article"]).article.article
    assert article.paywalled
    assert article.excerpt_because
    assert EXPECTED["paywall"]["open"] in article.text + article.lead
    assert EXPECTED["paywall"]["offer"] not in article.text


def test_the_missing_page_is_an_excerpt_with_the_reason(paper):
    found = search.search(paper, OPERATOR, Query(words=f'"{EXPECTED["missing"]["title"]}"')).timeline.cards
    reading = articles.read(paper, OPERATOR, found[0].id)
    assert "404" in reading.article.article.excerpt_because


@pytest.mark.parametrize("event", ["ferries", "storm", "coral", "cable"])
def test_articles_on_the_same_event_are_related_and_say_why(read, event):
    names = EXPECTED["events"][event]
    english = [name for name in names if name.split("/")[0] in ("tidewick", "halvian", "lodestone")]
    for name in english if len(english) > 1 else []:
        reading = read(name)
        titles = {read(other).article.article.title for other in names if other != name}
        assert titles & {related.card.title for related in reading.related}, name
        assert all(related.reason for related in reading.related)


@pytest.mark.parametrize("words", ["ferries", "العبارات", "サンゴ", "Kabeljau", "corail"])
def test_search_finds_words_of_every_script(paper, words):
    assert search.search(paper, OPERATOR, Query(words=words)).total > 0
