from types import SimpleNamespace

import pytest

from broadsheet.extract.metadata import read
from broadsheet.model.listings import Entry, Image, Kind
from broadsheet.model.moments import Moment
from tests.extract.samples import FETCHED, NODE, URL, document, json_ld


def told(head: str = "", body: str = "<p>words</p>", entry: Entry | None = None, url: str = URL) -> SimpleNamespace:
    """The values of the fields."""
    weighed = read(document(body, head, url=url), entry or Entry(key="x"), FETCHED).weighed
    return SimpleNamespace(**{name: getattr(weighed, name).value for name in weighed.__slots__})


def node(**fields: object) -> str:
    return json_ld({**NODE, **fields})


@pytest.mark.parametrize(
    ("head", "body", "iso"),
    [
        (node(), "", "2025-06-30T16:05:00+01:00"),
        ("<meta property=article:published_time content=2025-06-30T16:05:00+01:00>", "", "2025-06-30T16:05:00+01:00"),
        ("", "<time datetime=2025-06-30T16:05:00+01:00>yesterday</time>", "2025-06-30T16:05:00+01:00"),
        ("", "<span itemprop=datePublished content=2025-06-30T16:05:00+01:00>x</span>", "2025-06-30T16:05:00+01:00"),
        # a bare day gives way to the same day with its time, a time without a zone to one with it
        (
            node(datePublished="2025-06-30"),
            "<time datetime=2025-06-30T16:05:00+01:00>x</time>",
            "2025-06-30T16:05:00+01:00",
        ),
        (
            node(datePublished="2025-06-30 16:05"),
            "<time datetime=2025-06-30T16:05:00+01:00>x</time>",
            "2025-06-30T16:05:00+01:00",
        ),
        # a date in the future is a mistake
        (
            node(datePublished="2035-06-30T16:05:00Z"),
            "<time datetime=2025-06-30T16:05:00Z>x</time>",
            "2025-06-30T16:05:00+00:00",
        ),
    ],
)
def test_the_publication_keeps_its_time_and_zone(head, body, iso):
    published = told(head, body).published
    assert published is not None
    assert published.iso == iso


def test_the_feed_and_the_address_help_with_the_date():
    moment = Moment(1_751_295_900, "2025-06-30T16:05:00+01:00")
    assert told(entry=Entry(key="x", published=moment)).published == moment
    guessed = told().published
    assert guessed is not None
    assert guessed.iso == "2025-06-30"  # from the address


def test_an_article_is_modified_only_after_it_was_published():
    assert told(node(dateModified="2025-06-30T16:05:00+01:00")).modified is None
    modified = told(node(dateModified="2025-07-01T08:00:00+01:00")).modified
    assert modified is not None
    assert modified.iso == "2025-07-01T08:00:00+01:00"


@pytest.mark.parametrize(
    ("head", "entry", "kind"),
    [
        (node(), Entry(key="x"), Kind.ARTICLE),
        (node(), Entry(key="x", kind=Kind.PODCAST), Kind.PODCAST),
        (json_ld({"@type": "PodcastEpisode", "name": "x"}), Entry(key="x"), Kind.PODCAST),
        (json_ld({"@type": "VideoObject", "name": "x"}), Entry(key="x"), Kind.VIDEO),
        (json_ld(NODE, {"@type": "VideoObject", "name": "x"}), Entry(key="x"), Kind.ARTICLE),
        ("<meta property=og:type content=video.other>", Entry(key="x"), Kind.VIDEO),
    ],
)
def test_the_kind_is_what_the_page_is_for(head, entry, kind):
    assert told(head, entry=entry).kind is kind


@pytest.mark.parametrize(
    ("head", "entry", "paid"),
    [
        (node(isAccessibleForFree=False), Entry(key="x"), True),
        (node(isAccessibleForFree="False"), Entry(key="x"), True),
        (node(isAccessibleForFree="http://schema.org/True"), Entry(key="x", paywalled=True), False),
        ("<meta property=article:content_tier content=locked>", Entry(key="x"), True),
        ("<meta property=article:content_tier content=metered>", Entry(key="x"), False),
        ("", Entry(key="x", paywalled=True), True),
        ("", Entry(key="x"), False),
    ],
)
def test_payment_is_asked_for_where_the_outlet_says_so(head, entry, paid):
    assert told(head, entry=entry).paywalled is paid


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("/news/pier", "https://www.harbour.example/news/pier"),
        ("https://harbour.example/news/pier", "https://harbour.example/news/pier"),
        ("http://m.harbour.example/news/pier", "http://m.harbour.example/news/pier"),
        ("https://www.harbour.example/", None),
        ("https://elsewhere.example.net/news/pier", None),
        ("https://elsewhere.test/news/2025/06/30/pier-rebuilt", "https://elsewhere.test/news/2025/06/30/pier-rebuilt"),
        ("javascript:void(0)", None),
        ("", None),
    ],
)
def test_the_canonical_address_is_believed_only_where_it_can_be(href, canonical):
    assert told(f"<link rel=canonical href='{href}'>").canonical == canonical


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (node(image="/pier.jpg"), "https://www.harbour.example/pier.jpg"),
        (
            node(image=[{"url": "/s.jpg", "width": 90}, {"url": "/pier.jpg", "width": 1200}]),
            "https://www.harbour.example/pier.jpg",
        ),
        (
            node(image="/logo.png") + "<meta property=og:image content=/pier.jpg>",
            "https://www.harbour.example/pier.jpg",
        ),
        ("<meta property=og:image content=''>", None),
        ("<meta property=og:image content=/default-share.jpg>", None),
    ],
)
def test_the_lead_image_is_a_picture_of_the_article(head, url):
    image = told(head).image
    assert (image.url if image else None) == url


def test_the_feeds_image_is_the_last_resort():
    assert told(entry=Entry(key="x", image=Image("https://cdn.example/a.jpg"))).image == Image(
        "https://cdn.example/a.jpg"
    )


@pytest.mark.parametrize(
    ("head", "entry", "language"),
    [
        ("", Entry(key="x", language="fr"), "en"),  # the page's own
        ("<meta property=og:locale content=en_GB>", Entry(key="x"), "en"),
    ],
)
def test_the_language_is_the_pages_own(head, entry, language):
    assert told(head, entry=entry).language == language


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (node(articleSection="Coast"), "Coast"),
        (node(articleSection=["Coast", "News"]), "Coast"),
        ("<meta property=article:section content=news/coast/>", "coast"),
        ("<meta property=article:section content='Harbour Post'>", None),
    ],
)
def test_the_section_is_named_without_its_path(head, section):
    assert told(head).section == section


def test_each_field_tells_what_spoke_for_it():
    head = node(dateModified="2025-07-01T08:00:00+01:00") + "<link rel=canonical href=/news/pier>"
    weighed = read(document(head=head), Entry(key="x"), FETCHED).weighed
    for name in weighed.__slots__:
        choice = getattr(weighed, name)
        assert choice.because, name
        assert not choice.source or choice.source in {told.source for told in choice.told}, name
