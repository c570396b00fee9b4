from dataclasses import replace

from broadsheet.model.articles import Article, SafeHtml
from broadsheet.model.insights import Hashtag
from broadsheet.model.listings import Enclosure, Image, Kind
from broadsheet.model.moments import Moment
from broadsheet.store import articles
from tests.store.conftest import keep

FULL = Article(
    url="https://herald.example/bridge",
    title="The old bridge opens again",
    kind=Kind.PODCAST,
    canonical="https://herald.example/bridge.html",
    lead="After two years, people walk across.",
    html=SafeHtml("<p>The bridge was closed.</p>"),
    text="The bridge was closed. Now it is open.",
    authors=("Ada Byron", "Grace Murray"),
    published=Moment(1_759_000_000, "2025-09-27T20:06:40+01:00"),
    modified=Moment(1_759_500_000, "2025-10-03"),
    language="en",
    image=Image("https://herald.example/b.jpg", "A bridge", "The bridge", "Herald", 800, None),
    section="Town",
    topics=("Bridges", "Town"),
    paywalled=True,
    enclosures=(Enclosure("https://herald.example/b.mp3", "audio/mpeg", 5000, 60), Enclosure("https://h.example/c")),
)


def test_an_article_is_read_back_as_it_was_saved(conn, source, now):
    saved = keep(conn, source, FULL, now, tags=("Bridge", "Old Town"))
    stored = articles.get(conn, saved.id)
    assert stored.article == FULL
    assert stored.hashtags == (Hashtag("bridge", "Bridge", "#Bridge"), Hashtag("oldtown", "Old Town", "#Old Town"))
    assert (stored.outlet, stored.source_id, stored.arrived, stored.dated) == (
        source.outlet, source.id, now, 1_759_000_000,
    )  # fmt: skip
