import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.collect.page_sources import faults_of, propose, read_page
from broadsheet.collect.page_sources.names import is_stable
from tests.collect.page_sources.homes import HOMES, WORDS
from tests.collect.samples import page


def proposed(home):
    return propose(page(home.html, url=home.url))


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.key)
def test_the_best_proposal_finds_the_articles_and_nothing_else(home):
    found = [entry.url for entry in proposed(home)[0].listing.entries]
    assert home.articles <= set(found) <= home.articles | home.also


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.key)
def test_headlines_and_dates_are_found_too(home):
    entries = proposed(home)[0].listing.entries
    assert all(len(entry.title) > 5 for entry in entries)
    assert sum(entry.published is not None for entry in entries) >= home.dated


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.key)
def test_a_proposal_is_what_its_selectors_find(home):
    for one in proposed(home):
        assert faults_of(one.selectors) == {}
        assert read_page(page(home.html, url=home.url), one.selectors) == one.listing
        assert 0 < one.confidence <= 1 and one.because.endswith(".")


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.key)
def test_selectors_hold_no_names_that_programs_make_and_count_no_children(home):
    for one in proposed(home):
        said = " ".join(text for _, text in one.selectors.items())
        assert "css-" not in said and "nth" not in said and "x9Kq2" not in said


def test_the_layout_of_tomorrow_is_found_by_the_selectors_of_today():
    home = next(home for home in HOMES if home.key == "hashed")
    tomorrow = home.html.replace("css-", "css-n").replace("sc-bdVaJa", "sc-kXyZpQ")
    found = read_page(page(tomorrow, url=home.url), proposed(home)[0].selectors)
    assert {entry.url for entry in found.entries} == home.articles


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Nothing here",
        "<nav>" + "".join(f"<a href='/{word}'>{word}</a>" for word in WORDS) + "</nav>",
        "<p><a href='/one-article-alone-on-its-page'>One article alone on its page</a></p>",
        "".join(f"<p><a href='/tag/{n}-and-more-of-it'>A topic with a long name {n}</a></p>" for n in range(9)),
        "<div>" * 5_000,
    ],
)
def test_where_nothing_repeats_nothing_is_proposed(html):
    assert propose(page(html)) == ()


WRITTEN = ("teaser", "news-list", "storyCard", "c-teaser__headline", "article_body", "top10")
MADE = ("css-1x2y3z", "sc-bdVaJa", "jss123", "svelte-1abcxyz", "Card_root__3xYz9", "post-4711", "a8f3k2m")
LOOKS = ("mt-4", "md:flex", "active", "col-6", "is-open")


@pytest.mark.parametrize("name", WRITTEN)
def test_names_that_people_write_are_stable(name):
    assert is_stable(name)


@pytest.mark.parametrize("name", MADE + LOOKS)
def test_names_that_programs_make_and_looks_are_not(name):
    assert not is_stable(name)


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_are_proposals_or_none(data):
    assert isinstance(propose(page(data)), tuple)


@settings(max_examples=40)
@given(st.sampled_from(HOMES), st.data())
def test_any_damage_to_a_page_leaves_proposals_that_can_be_read(home, data):
    start = data.draw(st.integers(0, len(home.html)))
    cut = home.html[:start] + data.draw(st.text(max_size=20)) + home.html[start + data.draw(st.integers(0, 300)) :]
    for one in propose(page(cut, url=home.url)):
        assert one.listing.entries and faults_of(one.selectors) == {}
