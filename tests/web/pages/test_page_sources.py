"""What a page without a feed would bring: the page that shows it, over real services and an outlet on loopback."""

import re
from dataclasses import replace
from urllib.parse import quote

import pytest

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.model.readers import OPERATOR, Role
from broadsheet.model.sources import Way
from broadsheet.service import sources
from tests import people
from tests.outlet import Answer, Outlet, title

SLUGS = ("northern-pier-to-be-rebuilt-soon", "ferry-runs-at-night-from-spring", "school-garden-feeds-two-hundred")


@pytest.fixture
def ctx(tmp_path, now):
    with open_context(Settings(data=tmp_path, allow_private_addresses=True, host_pause=0)) as context:
        yield replace(context, clock=lambda: now)


@pytest.fixture
def outlet():
    items = "".join(
        f"<li class=teaser><a href='/{slug}'>{title(slug)}</a><time>9 October 2025</time></li>" for slug in SLUGS
    )
    with Outlet() as running:
        running.pages["/"] = Answer(f"<html lang=en><title>Harbour & Post</title><ul>{items}</ul></html>".encode())
        yield running


@pytest.fixture
def ask(ctx, visit):
    return visit(people.add_reader(ctx, "Ed", Role.EDITOR))


def test_an_address_without_a_feed_leads_to_what_could_be_followed(ask, outlet):
    html = ask("/sources", form={"addresses": outlet.address, "folder": "Local"}).text
    assert "No feed and no news sitemap was found." in html
    assert title(SLUGS[0]) in html and "9 October 2025" in html
    assert re.search(r'name="item" value="li\.teaser"', html) and 'name="folder" value="Local"' in html
    assert "the page of <bdi>Harbour &amp; Post</bdi>" in html


def test_of_several_addresses_each_without_a_feed_has_a_way_to_it(ask, outlet):
    html = ask("/sources", form={"addresses": f"{outlet.address}\nnonsense"}).text
    assert "See what could be followed" in html and f'value="{outlet.address}/"' in html


def test_other_selectors_are_shown_before_the_page_is_added(ask, outlet, ctx):
    html = ask("/sources/page", form={"url": outlet.address, "item": "ul li", "do": "preview"}).text
    assert "Your selectors" in html and "3 links" in html and 'value="ul li"' in html
    assert sources.listing(ctx, OPERATOR) == ()


def test_what_is_wrong_with_a_selector_stands_beside_it(ask, outlet, ctx):
    for do, status in (("preview", 200), ("add", 400)):
        answer = ask("/sources/page", form={"url": outlet.address, "item": "li", "date": "li:hover", "do": do})
        assert answer.status == status
        assert re.search(r'name="date" value="li:hover"[^>]*aria-invalid', answer.text)
        assert "conditions with a colon" in answer.text
    assert sources.listing(ctx, OPERATOR) == ()


def test_a_page_is_added_and_its_selectors_changed_later(ask, outlet, ctx):
    added = ask("/sources/page", form={"url": outlet.address, "item": "li.teaser", "folder": "Local", "do": "add"})
    assert "1 source added" in added.text
    (source,) = sources.listing(ctx, OPERATOR)
    assert (source.way, source.folder) == (Way.PAGE, "Local")
    assert f"/sources/{source.id}/page" in ask("/sources").text and "read from the page itself" in ask("/sources").text
    assert "As it is read now" in ask(f"/sources/{source.id}/page").text
    saved = ask(f"/sources/{source.id}/page", form={"item": "ul > li", "link": "a", "do": "save"})
    assert (saved.status, saved.headers["location"]) == (303, f"/sources?done=changed#source-{source.id}")
    assert sources.get(ctx, OPERATOR, source.id).selectors.item == "ul > li"


def test_selectors_that_are_wrong_are_not_saved(ask, outlet, ctx):
    ask("/sources/page", form={"url": outlet.address, "item": "li.teaser", "do": "add"})
    (source,) = sources.listing(ctx, OPERATOR)
    for form in ({"item": "li:hover", "do": "save"}, {"do": "save"}):
        assert ask(f"/sources/{source.id}/page", form=form).status == 400
    assert sources.get(ctx, OPERATOR, source.id).selectors.item == "li.teaser"


def test_a_page_that_does_not_answer_can_still_be_changed(ask, outlet, ctx):
    ask("/sources/page", form={"url": outlet.address, "item": "li.teaser", "do": "add"})
    (source,) = sources.listing(ctx, OPERATOR)
    outlet.pages["/"] = Answer(b"", 500)
    html = ask(f"/sources/{source.id}/page").text
    assert "The page cannot be shown now." in html and 'value="li.teaser"' in html


def test_a_page_in_which_nothing_repeats_says_so_and_takes_selectors(ask, outlet):
    outlet.pages["/"] = Answer(b"<html><p>Hello</html>")
    html = ask("/sources", form={"addresses": outlet.address}).text
    assert "No proposal" in html and 'name="item"' in html


def test_only_the_owner_and_the_editors_may_look_through_it(ctx, visit, outlet):
    reader = visit(people.add_reader(ctx, "Rita", Role.READER))
    assert reader("/sources/page", form={"url": outlet.address}).status == 403
    assert visit(None)("/sources/page", form={"url": outlet.address}, sec_fetch_site="same-origin").status == 401
    assert outlet.asked == []


def test_links_of_the_page_that_are_no_web_addresses_are_not_links_of_ours(ask, outlet):
    rows = "".join(f"<li><a href='javascript:alert({n})'>A headline that is long enough {n}</a></li>" for n in range(5))
    outlet.pages["/"] = Answer(f"<html><ul>{rows}</ul></html>".encode())
    assert "javascript:" not in ask("/sources/page", form={"url": quote(outlet.address, safe=":/"), "item": "li"}).text
