"""Rights the whole way: an outlet on loopback says something, and what is shown here follows it."""

import asyncio
import json
from dataclasses import replace

import pytest

from broadsheet.errors import NotFound
from broadsheet.model.readers import OPERATOR
from broadsheet.model.rights import Place, Policy, Signal
from broadsheet.model.timeline import Query
from broadsheet.service import answers, articles, revisions, search, sources, timeline
from tests.outlet import Answer, article
from tests.service.test_guests import DAY, refresh

S, P = Signal, Place
ROBOTS = "<meta name=robots content='{}'>"
BY = "<link rel=license href=https://creativecommons.org/licenses/by/4.0/>"
TDM = "/.well-known/tdmrep.json"


@pytest.fixture
def publish(ctx, outlet):
    """Lets the outlet publish an article that says this of its rights; gives its number here."""

    def publishing(head="", headers=None, robots="", tdm=None, slug="pier-rebuilt"):
        feed = outlet.publish(slug)
        image = f"<meta property=og:image content={outlet.address}/pier.jpg>"
        outlet.pages[f"/{slug}"] = Answer(article("Pier rebuilt", head + image).encode(), headers=headers or {})
        outlet.pages["/robots.txt"] = Answer(robots.encode(), type="text/plain")
        if tdm is not None:
            outlet.pages[TDM] = Answer(json.dumps(tdm).encode(), type="application/json")
        asyncio.run(sources.import_file(ctx, OPERATOR, feed.encode()))
        refresh(ctx)
        return timeline.front(ctx, OPERATOR).cards[0].id

    return publishing


@pytest.fixture
def public(ctx):
    """The same Broadsheet, for anybody."""
    return replace(ctx, settings=ctx.settings.model_copy(update={"policy": Policy.PUBLIC}))


def said(ctx, number):
    return [(one.signal, one.place) for one in articles.read(ctx, OPERATOR, number).article.article.rights.said]


def test_each_place_that_rights_are_said_in_is_read_and_stored(ctx, publish):
    number = publish(
        ROBOTS.format("noarchive"),
        {"X-Robots-Tag": "noai", "Content-Usage": "train-ai=n"},
        "User-agent: *\nContent-Signal: ai-input=no\nAllow: /",
        [{"location": "/", "tdm-reservation": 1}],
    )
    assert said(ctx, number) == [
        (S.NOARCHIVE, P.ROBOTS_META),
        (S.NO_AI, P.ROBOTS_HEADER),
        (S.NO_TRAINING, P.USAGE_HEADER),
        (S.NO_AI, P.SIGNAL_ROBOTS),
        (S.TDM, P.TDM_FILE),
    ]


def test_a_tdm_file_is_asked_for_once_a_day_and_holds_while_it_cannot_be_had(ctx, publish, outlet, clock):
    publish(tdm=[{"location": "/", "tdm-reservation": 1}])
    publish(slug="second")
    assert outlet.asked.count(TDM) == 1
    outlet.pages[TDM] = Answer(status=503)
    clock.now += DAY
    assert said(ctx, publish(slug="third")) == [(S.TDM, P.TDM_FILE)] and outlet.asked.count(TDM) == 2
    outlet.pages[TDM] = Answer(status=404)
    clock.now += 3600
    assert said(ctx, publish(slug="fourth")) == [] and outlet.asked.count(TDM) == 3


def test_a_tdm_file_that_robots_txt_forbids_is_not_asked_for(publish, outlet):
    publish(robots="User-agent: *\nDisallow: /.well-known/")
    assert TDM not in outlet.asked


def test_a_page_whose_outlet_wants_no_copy_kept_is_read_and_not_kept(ctx, publish):
    kept, not_kept = publish(), publish(ROBOTS.format("noarchive"), slug="second")
    assert articles.read(ctx, OPERATOR, not_kept).article.article.text
    assert list((ctx.settings.data / "pages").rglob(f"{kept}.page")) and not list(
        (ctx.settings.data / "pages").rglob(f"{not_kept}.page")
    )


def test_a_private_broadsheet_shows_articles_whole_and_visitors_their_excerpt(ctx, publish):
    open_ = replace(ctx, settings=ctx.settings.model_copy(update={"anonymous_reading": True}))
    number = publish(ROBOTS.format("noarchive, nosnippet, noai"))
    assert articles.read(open_, OPERATOR, number).article.article.text
    stranger = articles.read(open_, None, number).article.article
    assert (stranger.text, stranger.html, stranger.lead) == ("", "", "")
    assert timeline.front(open_, None).cards[0].excerpt == ""
    assert timeline.front(open_, OPERATOR).cards[0].excerpt != ""


def test_a_public_broadsheet_shows_everybody_the_excerpt_alone(public, publish):
    number = publish()
    shown = articles.read(public, OPERATOR, number)
    assert (shown.article.article.text, shown.article.article.html) == ("", "") and shown.article.article.lead
    assert answers.of_article(public, OPERATOR, shown.article) == () and not answers.examples(public, OPERATOR)
    with pytest.raises(NotFound):
        revisions.history(public, OPERATOR, number)


def test_the_answers_of_an_article_are_not_lost_when_a_broadsheet_was_public_for_a_while(ctx, public, publish):
    number = publish()
    answers.of_article(public, OPERATOR, articles.read(public, OPERATOR, number).article)
    assert answers.of_article(ctx, OPERATOR, articles.read(ctx, OPERATOR, number).article)


def test_a_licence_shows_the_text_to_everybody_without_its_pictures(public, publish):
    shown = articles.read(public, OPERATOR, publish(BY)).article.article
    assert shown.text and "<img" not in shown.html and shown.image


@pytest.mark.parametrize(("said", "most"), [("nosnippet", 0), ("max-snippet:0", 0), ("max-snippet:40", 40)])
def test_an_excerpt_is_as_long_as_the_outlet_lets_it_be(public, publish, said, most):
    number = publish(ROBOTS.format(said))
    (card,) = search.search(public, OPERATOR, Query("pier")).timeline.cards
    lead = articles.read(public, OPERATOR, number).article.article.lead
    assert len(card.excerpt) <= most and len(lead) <= most and bool(card.excerpt) is bool(lead) is bool(most)
    assert card.title == "Pier rebuilt"


def test_no_picture_is_shown_where_the_page_says_noimageindex(ctx, publish):
    number = publish(ROBOTS.format("noimageindex"))
    assert timeline.front(ctx, OPERATOR).cards[0].image is None
    assert articles.read(ctx, OPERATOR, number).article.article.image is None


def test_an_article_goes_from_public_pages_at_its_end_and_stays_with_private_readers(ctx, public, publish, clock):
    number = publish(headers={"X-Robots-Tag": "unavailable_after: Fri, 10 Oct 2025 10:00:00 GMT"})
    assert timeline.front(public, OPERATOR).cards
    clock.now += DAY + 3600 * 2
    assert (
        not timeline.front(public, OPERATOR).cards and not search.search(public, OPERATOR, Query("pier")).timeline.cards
    )
    with pytest.raises(NotFound, match="10 October 2025"):
        articles.read(public, OPERATOR, number)
    assert articles.read(ctx, OPERATOR, number).article.article.text


@pytest.mark.parametrize("word", ["noindex", "none"])
def test_what_is_not_for_search_is_listed_and_not_found_by_the_public(ctx, public, publish, word):
    publish(ROBOTS.format(word))
    assert timeline.front(public, OPERATOR).cards and search.search(ctx, OPERATOR, Query("pier")).timeline.cards
    assert not search.search(public, OPERATOR, Query("pier")).timeline.cards


def test_an_excerpt_whose_page_failed_has_the_rights_that_are_known(ctx, publish, outlet):
    publish(robots="User-agent: *\nDisallow: /pier\nContent-Signal: ai-input=no")
    assert said(ctx, timeline.front(ctx, OPERATOR).cards[0].id) == [(S.NO_AI, P.SIGNAL_ROBOTS)]
