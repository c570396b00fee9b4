"""The pages as they are printed: whole, fresh, cluttered, and with their traps where expected.toml says."""

import json
import re
import time
from datetime import datetime
from html import unescape

import pytest
from lxml import html

from broadsheet.demo.edition import print_edition
from broadsheet.demo.papers import read_papers
from broadsheet.demo.site import build_site

NOW = 1_760_000_000
EDITIONS = [print_edition(paper, "http://outlet.test", NOW) for paper in read_papers()]


def pages(press):
    return [
        (edition, article) for edition in press.editions for article in edition.printed if not article.piece.missing
    ]


def words(markup: str) -> str:
    return " ".join(html.fromstring(markup).text_content().split())


def test_every_page_holds_its_whole_open_text(press, read):
    for _, article in pages(press):
        shown = words(read(article.url))
        for block in article.piece.open_blocks:
            assert not block.html or block.kind == "picture" or words(block.html)[:60] in shown, article.url


def test_every_page_has_clutter_around_its_text(press, read):
    for edition, article in pages(press):
        text = words(article.piece.html)
        assert len(words(read(article.url))) > len(text) + 200, (edition.paper.key, article.piece.slug)


def test_structured_data_is_valid_json(press, read):
    found = [
        json.loads(block)
        for _, article in pages(press)
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', read(article.url), re.DOTALL)
    ]
    assert len(found) > 30 and all(block["@context"].endswith("schema.org") for block in found)


def test_articles_are_fresh(press):
    published = [article.published.timestamp() for _, article in pages(press)]
    assert time.time() - max(published) < 3 * 3600 and time.time() - min(published) < 8 * 86400
    assert all(article.published <= article.modified <= datetime.now().astimezone() for _, article in pages(press))


def test_the_promotion_is_in_the_middle_of_every_page_of_its_outlet(press, read, expected):
    promotion = expected["promotion"]
    for slug, quote in promotion["quotes"].items():
        page = words(read(press.address(f"{promotion['outlet']}/{slug}")))
        before, after = page.index(quote["before"]), page.index(quote["after"])
        assert all(before < page.index(sentence) < after for sentence in promotion["never"])


def test_the_text_behind_the_wall_is_not_sent(press, read, expected):
    page = read(press.address(expected["paywall"]["article"]))
    assert '"isAccessibleForFree": false' in page
    assert expected["paywall"]["open"] in page and expected["paywall"]["offer"] in page
    assert "three courts" not in page


def test_an_amp_page_names_the_article_as_its_canonical(press, read, expected):
    url = press.address(expected["amp"]["article"])
    amp = re.search(r'<link rel="amphtml" href="([^"]+)">', read(url))[1]
    assert f'<link rel="canonical" href="{url}">' in read(amp)


def test_one_feed_adds_tracking_to_its_links(press, read, expected):
    for outlet in [outlet for outlet in press.outlets if not outlet.broken]:
        tracked = all(parameter in read(outlet.source) for parameter in expected["tracking"]["parameters"])
        assert tracked == (outlet.key == expected["tracking"]["outlet"])


def test_some_outlets_use_older_charsets(press, expected):
    for edition in press.editions:
        assert edition.paper.charset == expected["charsets"].get(edition.paper.key, "utf-8")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.paper.key)
def test_everything_a_page_shows_is_served(edition):
    site = build_site(edition)
    for path, document in site.items():
        if document.type.startswith("text/html"):
            body = document.body.decode(edition.paper.charset)
            sources = [unescape(source) for source in re.findall(r'<(?:img|audio|source)[^>]* src="([^"]+)"', body)]
            assert all(source.removeprefix("http://outlet.test") in site for source in sources), path


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.paper.key)
def test_the_same_start_prints_the_same_bytes(edition):
    assert build_site(edition) == build_site(print_edition(edition.paper, edition.address, NOW))
