"""Sitemaps (sitemaps.org/protocol) with Google's news, image and video extensions, and indexes of sitemaps."""

from broadsheet.collect.entries import address, key, number, split_list, title, topics
from broadsheet.collect.media import Media, sort_of
from broadsheet.collect.paywall import says_paid
from broadsheet.collect.xml import Element, Fields, every, fields, first
from broadsheet.model.listings import Child, Enclosure, Entry, Format, Image, Kind, Listing
from broadsheet.text.dates import parse
from broadsheet.text.languages import normal

MOST_READ = 50_000  # addresses in one sitemap: the protocol's own bound
MOST_CHILDREN = 1_000


def read_sitemap(root: Element, base: str) -> Listing:
    """The listing of a parsed <urlset>. Its title and language are those that the news extension gives first."""
    pages = [fields(element) for element in fields(root).get("url", [])[:MOST_READ]]
    news = [fields(element) for page in pages[:50] for element in page.get("news:news", ())]
    outlets = [fields(element) for one in news for element in one.get("news:publication", ())]
    return Listing(
        format=Format.SITEMAP,
        title=title(next(iter([first(outlet, "news:name") for outlet in outlets]), "")),
        language=normal(next(iter([first(outlet, "news:language") for outlet in outlets]), None)),
        entries=tuple(_entry(page, base) for page in pages),
    )


def read_index(root: Element, base: str) -> Listing:
    """The listing of a parsed <sitemapindex>: no entries, but its sitemaps, last changed first."""
    children: dict[str, Child] = {}
    for element in fields(root).get("sitemap", [])[:MOST_READ]:
        found = fields(element)
        if url := address(base, first(found, "loc")):
            children.setdefault(url, Child(url, parse(first(found, "lastmod"))))
    newest = sorted(children.values(), key=lambda child: -(child.changed.at if child.changed else 0))
    return Listing(format=Format.SITEMAP, children=tuple(newest[:MOST_CHILDREN]))


def _entry(page: Fields, base: str) -> Entry:
    url = address(base, first(page, "loc"))
    news = _inner(page, "news:news")
    outlet = _inner(news, "news:publication")
    film = _inner(page, "video:video")
    media = _film(film, base) if film and not news else Media()
    keywords = [topic for text in every(news, "news:keywords", "news:genres") for topic in split_list(text)]
    return Entry(
        key=key("", url),
        url=url,
        title=title(first(news, "news:title") or first(film, "video:title")),
        summary=first(film, "video:description") if not news else "",
        published=parse(first(news, "news:publication_date") or first(film, "video:publication_date")),
        modified=parse(first(page, "lastmod")),
        language=normal(first(outlet, "news:language")),
        topics=topics(keywords),
        image=_image(page, base) or media.image,
        enclosures=media.enclosures,
        kind=Kind.VIDEO if film and not news else Kind.ARTICLE,
        paywalled=says_paid(news),
    )


def _inner(page: Fields, name: str) -> Fields:
    return fields(page[name][0]) if name in page else {}


def _image(page: Fields, base: str) -> Image | None:
    found = _inner(page, "image:image")
    url = address(base, first(found, "image:loc"))
    return Image(url, caption=title(first(found, "image:caption", "image:title"))[:500]) if url else None


def _film(film: Fields, base: str) -> Media:
    thumbnail = address(base, first(film, "video:thumbnail_loc"))
    file = address(base, first(film, "video:content_loc"))
    enclosures: tuple[Enclosure, ...] = ()
    if file and sort_of(file, "") == "video":
        enclosures = (Enclosure(file, duration=number(first(film, "video:duration"), 86_400)),)
    return Media(enclosures, Image(thumbnail) if thumbnail else None, film=True)
