import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.errors import NotSignedIn
from broadsheet.model.articles import Article
from broadsheet.model.readers import OPERATOR
from broadsheet.model.rights import Policy
from broadsheet.model.timeline import Query
from broadsheet.service import search
from tests.store.samples import add_source, keep

TEXT = "The council met on Tuesday and spoke for hours. " * 12 + "Six hydrogen ferries were ordered. They sail in May."
PIECES = [
    "ferry",
    "-",
    "(",
    ")",
    '"',
    " OR ",
    "outlet:",
    "tag:",
    "#",
    "lang:",
    "after:",
    "7d",
    "in:title",
    " ",
    "*",
    "東",
]


@pytest.fixture
def write(ctx):
    """Save an article of an outlet."""

    def one(title, text="", host="herald.example", tags=()):
        with ctx.database.write() as conn:
            source = add_source(conn, host, ctx.clock()) if host not in known else known[host]
            known[host] = source
            return keep(conn, source, Article(f"u/{title}/{host}", title, text=text), ctx.clock(), tags=tags).id

    known = {}
    return one


def explored(ctx, words, reader=OPERATOR, **more):
    return search.explore(ctx, reader, Query(words), **more)


def test_a_hit_shows_the_passage_that_has_the_words(ctx, write):
    write("Ferries", TEXT)
    (card,) = explored(ctx, "hydrogen").results.timeline.cards
    assert card.excerpt == "Six hydrogen ferries were ordered. They sail in May."
    (card,) = explored(ctx, "council").results.timeline.cards
    assert card.excerpt.startswith("The council met")


def test_where_a_text_may_not_be_shown_whole_only_its_excerpt_is(ctx, write, monkeypatch):
    write("Ferries", TEXT)
    monkeypatch.setattr(search, "policy_for", lambda *_: Policy.PUBLIC)
    (card,) = explored(ctx, "hydrogen").results.timeline.cards
    assert card.excerpt.startswith("The council met") and "hydrogen" not in card.excerpt
    assert explored(ctx, "hydrogne").instead is None  # nor is a word of it told


def test_a_visitor_signs_in_first(ctx):
    with pytest.raises(NotSignedIn):
        explored(ctx, "ferry", reader=None)


def test_each_facet_leads_to_a_narrower_search_and_back(ctx, write):
    write("Dam", tags=("River",))
    write("Dam", host="times.example")
    ways = {one.name: one for one in explored(ctx, "dam OR sea").narrowings}
    assert ways["Herald"].words == "(dam OR sea) outlet:herald.example"
    assert "2025-10" not in ways  # all of them are of that month
    found = explored(ctx, ways["Herald"].words)
    assert found.results.total == 1
    (herald,) = [one for one in found.narrowings if one.name == "Herald"]
    assert herald.chosen and herald.words == "(dam OR sea)"


def test_a_month_is_a_facet_too(ctx, clock, write):
    write("Dam")
    clock.now += 40 * 86_400
    write("Dam again")
    ways = {one.name: one for one in explored(ctx, "dam").narrowings}
    assert ways["2025-10"].words == "dam after:2025-10 before:2025-10"
    (october,) = [one for one in explored(ctx, ways["2025-10"].words).narrowings if one.chosen]
    assert (october.count, october.words) == (1, "dam")


def test_each_condition_can_be_taken_away(ctx):
    found = explored(ctx, "dam -sea title:pier lang:ar after:2025 in:title")
    assert {one.said: one.without for one in found.conditions} == {
        "-sea": "dam title:pier lang:ar in:title after:2025",
        "title:pier": "dam -sea lang:ar in:title after:2025",
        "lang:ar": "dam -sea title:pier in:title after:2025",
        "in:title": "dam -sea title:pier lang:ar after:2025",
        "after:2025": "dam -sea title:pier lang:ar in:title",
    }


def test_a_slip_of_the_fingers_leads_to_the_word_that_articles_have(ctx, write):
    write("Harbour", "The dam holds.")
    assert explored(ctx, "harbuor -sea lang:en").instead == "harbour -sea lang:en"
    assert explored(ctx, "harbour").instead is None
    assert explored(ctx, "harbuor qqqqq").instead is None


def test_a_slip_in_a_name_leads_to_the_hashtag_and_the_outlet(ctx, write):
    write("Dam", tags=("Storm Edda",), host="gazette.example")
    assert "Is #Storm Edda meant?" in explored(ctx, "tag:stormeda").results.hints
    assert "Is Gazette meant?" in explored(ctx, "outlet:gazzete").results.hints


def test_what_is_not_here_is_said(ctx, write):
    write("Dam")
    assert explored(ctx, "dam tag:nowhere").results.hints == ("No article here has the hashtag #nowhere.",)
    assert explored(ctx, "dam outlet:nowhere").results.hints == ("No outlet here is called “nowhere”.",)
    assert explored(ctx, "?!").results.hints == ("There is no word in this search.",)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)))
def test_every_search_has_an_answer_or_a_hint(ctx, words):
    found = explored(ctx, words)
    assert found.results.total == 0
    assert search.search(ctx, OPERATOR, Query(words, "best")).total == 0
