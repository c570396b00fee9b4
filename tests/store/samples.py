"""The articles that the tests keep, and short ways to keep them."""

from sqlalchemy import Connection

from broadsheet.model.articles import Article, SafeHtml
from broadsheet.model.insights import Hashtag, Insight
from broadsheet.model.listings import Enclosure, Image, Kind
from broadsheet.model.moments import Moment
from broadsheet.model.second_looks import Word
from broadsheet.model.sources import Source
from broadsheet.store import articles, outlets, sources
from broadsheet.store.articles import Arrival

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

WHOLE = Article("https://herald.example/dam", "The dam holds", text="The dam held all night. People slept.")
EXCERPT = Article(
    "https://herald.example/dam",
    "The dam holds",
    text="The dam …",
    excerpt_because="The page was not there.",
    again=True,
)


def add_source(conn: Connection, host: str, now: int, folder: str | None = None) -> Source:
    """An outlet and its feed."""
    outlet = outlets.find_or_add(conn, host, host.split(".")[0].title())
    url = f"https://{host}/feed"
    return sources.add(conn, outlet=outlet, url=url, identity=url, title=outlet.name, folder=folder, now=now)


def insight(*names: str, language: str | None = "en") -> Insight:
    """What is found in an article: hashtags of these names."""
    return Insight(language, tuple(Hashtag(name.lower().replace(" ", ""), name, f"#{name}") for name in names))


def keep(
    conn: Connection,
    source: Source,
    article: Article,
    now: int,
    *,
    key: str | None = None,
    tags: tuple[str, ...] = (),
    next_try: int | None = None,
    identities: tuple[str, ...] | None = None,
) -> articles.Saved:
    """Save an article by its own address."""
    known_by = (article.url,) if identities is None else identities
    arrival = Arrival(Word(key or article.url), article, insight(*tags), known_by, next_try)
    return articles.save(conn, source, [arrival], now)[0]


def numbered(number: int, **more: object) -> Article:
    """One of many articles."""
    return Article(f"https://herald.example/{number}", f"News number {number}", text=f"Text {number}.", **more)
