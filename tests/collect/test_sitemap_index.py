"""Which sitemaps of an index are asked for, and when again."""

import asyncio
import gzip

import pytest

from broadsheet.collect.listing import read_listing
from broadsheet.collect.sitemap_index import MOST_ASKED, choose, follow
from broadsheet.errors import FetchError, ListingError, Unreachable
from broadsheet.model.pages import NotModified, Page, Validators
from tests.collect.samples import page

INDEX = "https://press.example/sitemap.xml"
DAY = 86_400


def index(*children: tuple[str, str]) -> str:
    rows = "".join(f"<sitemap><loc>{url}</loc><lastmod>{when}</lastmod></sitemap>" for url, when in children)
    return f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</sitemapindex>"


def sitemap(*paths: str, news: bool = False, when: str = "2025-10-09T08:00:00Z") -> str:
    said = f"<news:news><news:publication_date>{when}</news:publication_date><news:title>A</news:title></news:news>"
    rows = "".join(
        f"<url><loc>https://press.example{path}</loc>{said if news else f'<lastmod>{when}</lastmod>'}</url>"
        for path in paths
    )
    spaces = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' {spaces}>{rows}</urlset>"


class Site:
    """Sitemaps by address; `asked`: what was asked for, with the ETag that it was asked with."""

    def __init__(self, **pages: str | bytes) -> None:
        self.pages = {f"https://press.example/{name}.xml": body for name, body in pages.items()}
        self.asked: list[tuple[str, str | None]] = []

    async def get(self, url: str, unless: Validators) -> Page | NotModified:
        self.asked.append((url.rpartition("/")[2], unless.etag))
        body = self.pages.get(url)
        if body is None:
            raise Unreachable("It is not there.")
        tag = str(hash(body))
        if unless.etag == tag:
            return NotModified(url, Validators(tag))
        data = body if isinstance(body, bytes) else body.encode()
        return Page(url, url, data, validators=Validators(tag))


def listed(*children):
    named = [(url if "://" in url else f"https://press.example/{url}.xml", when) for url, when in children]
    return read_listing(page(index(*named), url=INDEX))


def go(site, listing, now, known=()):
    return asyncio.run(follow(site.get, listing, INDEX, known, now))


def names(children):
    return [child.url.rpartition("/")[2].removesuffix(".xml") for child in children]


def test_sitemaps_of_news_are_chosen_by_their_names():
    listing = listed(("post-2025", "2025-10-09"), ("google-news", "2025-10-01"), ("newsletter", "2025-10-09"))
    assert names(choose(listing, INDEX, {})) == ["google-news"]


def test_else_those_of_articles_that_changed_last_come_first():
    listing = listed(("tag-sitemap", "2025-10-09"), ("post-sitemap1", "2020-01-01"), ("post-sitemap7", "2025-10-08"))
    assert names(choose(listing, INDEX, {})) == ["post-sitemap7", "post-sitemap1", "tag-sitemap"]


def test_without_dates_the_month_in_the_name_tells():
    listing = listed(("2019-12", ""), ("2025-10", ""), ("2025-09", ""), ("all", ""))
    assert names(choose(listing, INDEX, {})) == ["2025-10", "2025-09", "2019-12", "all"]


def test_sitemaps_of_other_sites_are_left_alone():
    listing = listed(("https://evil.example/news.xml", ""), ("https://media.press.example/news.xml", ""), ("a", ""))
    assert [child.url for child in choose(listing, INDEX, {})] == ["https://media.press.example/news.xml"]
    with pytest.raises(ListingError, match="no sitemaps of its own site"):
        go(Site(), listed(("https://evil.example/news.xml", "")), 0)


def test_the_entries_of_the_chosen_ones_come_gzipped_too(now):
    site = Site(a=gzip.compress(sitemap("/one").encode()), b=sitemap("/two"))
    found = go(site, listed(("a", "2025-10-09T08:00:00Z"), ("b", "2025-10-08T08:00:00Z")), now)
    assert [entry.url for entry in found.listing.entries] == ["https://press.example/one", "https://press.example/two"]


def test_one_that_did_not_change_is_not_asked_for_again(now):
    site, listing = Site(a=sitemap("/one")), listed(("a", "2025-10-09T08:00:00Z"))
    states = go(site, listing, now).states
    assert go(site, listing, now + 600, states).listing.entries == ()
    assert len(site.asked) == 1
    changed = listed(("a", "2025-10-09T09:00:00Z"))
    go(site, changed, now + 1200, states)
    assert site.asked[-1] == ("a.xml", states[0].validators.etag)


def test_once_a_day_it_is_asked_for_whatever_the_index_says(now):
    site, listing = Site(a=sitemap("/one")), listed(("a", "2025-10-01T08:00:00Z"))
    states = go(site, listing, now).states
    go(site, listing, now + DAY, states)
    assert len(site.asked) == 2


def test_a_day_alone_says_nothing_of_the_hours_in_it(now):
    site, listing = Site(a=sitemap("/one")), listed(("a", "2025-10-09"))
    states = go(site, listing, now).states
    go(site, listing, now + 600, states)
    assert len(site.asked) == 2


def test_once_a_sitemap_holds_news_only_it_is_asked_for(now):
    site = Site(a=sitemap("/one", news=True), b=sitemap("/two"))
    listing = listed(("b", "2025-10-09T08:00:00Z"), ("a", "2025-10-08T08:00:00Z"))
    found = go(site, listing, now)
    assert [entry.url for entry in found.listing.entries] == ["https://press.example/one"]
    later = listed(("b", "2025-10-09T09:00:00Z"), ("a", "2025-10-09T09:00:00Z"))
    go(site, later, now + 600, found.states)
    assert [name for name, _ in site.asked] == ["b.xml", "a.xml", "a.xml"]


def test_an_index_within_an_index_is_followed_once_and_never_in_circles(now):
    site = Site(
        inner=index(("https://press.example/leaf.xml", ""), (INDEX, ""), ("https://press.example/inner.xml", "")),
        leaf=index(("https://press.example/deeper.xml", "")),
        deeper=sitemap("/never"),
    )
    assert go(site, listed(("inner", "")), now).listing.entries == ()
    assert [name for name, _ in site.asked] == ["inner.xml", "leaf.xml"]


def test_a_look_asks_for_a_few_only(now):
    site = Site(**{f"s{n}": sitemap(f"/{n}") for n in range(20)})
    go(site, listed(*[(f"s{n}", "2025-10-09") for n in range(20)]), now)
    assert len(site.asked) == MOST_ASKED


def test_one_that_fails_harms_no_other_and_all_that_fail_are_a_failure(now):
    found = go(Site(b=sitemap("/two")), listed(("a", ""), ("b", "")), now)
    assert len(found.listing.entries) == 1 and found.listing.faults == ("It is not there.",)
    with pytest.raises(FetchError):
        go(Site(), listed(("a", ""), ("b", "")), now)


def test_an_archive_that_does_not_say_what_is_new_is_refused_with_advice(now):
    bare = "".join(f"<url><loc>https://press.example/{n}</loc></url>" for n in range(500))
    site = Site(all=f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{bare}</urlset>")
    with pytest.raises(ListingError, match="does not say which are new"):
        go(site, listed(("all", "")), now)


def test_what_is_no_index_comes_back_as_it_is(now):
    listing = read_listing(page(sitemap("/one")))
    assert go(Site(), listing, now).listing is listing
