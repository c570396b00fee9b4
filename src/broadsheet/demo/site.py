"""An edition as the documents of a web site: pages, feeds, pictures, sounds; rendered once, all in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from broadsheet.demo import chime, film, pictures
from broadsheet.demo.edition import Edition, Printed

TEMPLATES = Path(__file__).parent / "templates"
ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /account\n"
FEED_TYPES = {
    "rss": "application/rss+xml",
    "rdf": "application/rdf+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "sitemap": "application/xml",
}
MEDIA_TYPES = {"podcast": "audio/wav", "video": "video/mp4"}


@dataclass(frozen=True, slots=True)
class Document:
    """One answer of the press. `modified`: seconds since 1970, UTC."""

    body: bytes
    type: str
    modified: int
    status: int = 200

    @property
    def etag(self) -> str:
        return f'W/"{sha256(self.body).hexdigest()[:20]}"'


def build_site(edition: Edition) -> Mapping[str, Document]:
    """Every path of the outlet, decoded, with its document."""
    return dict(_documents(edition))


def _documents(edition: Edition) -> Iterator[tuple[str, Document]]:
    now = edition.now
    maps = f"Sitemap: {edition.feed_url}\n" if edition.paper.feed.style == "sitemap" else ""
    yield "/robots.txt", Document((ROBOTS + maps).encode(), "text/plain; charset=utf-8", now)
    yield edition.paper.feed.path, _feed(edition)
    yield "/", _page(edition, None)
    yield "/favicon.svg", _picture("paper", edition.paper.key, now)
    for article in edition.printed:
        yield from _article(edition, article)


def _article(edition: Edition, article: Printed) -> Iterator[tuple[str, Document]]:
    piece, changed = article.piece, round(article.modified.timestamp())
    for picture in (piece.picture, *(block.picture for block in piece.blocks)):
        if picture:
            yield picture.path, _picture(picture.scene, picture.name, changed)
    if piece.missing:
        return
    yield _path(edition, article.url), _page(edition, article)
    if article.amp_url:
        yield _path(edition, article.amp_url), _page(edition, article, amp=True)
    if article.media_url:
        body = _media(piece.kind, piece.slug)
        yield _path(edition, article.media_url), Document(body, MEDIA_TYPES[piece.kind], changed)


def _path(edition: Edition, url: str) -> str:
    return unquote(url.removeprefix(edition.address))


def _picture(scene: str, name: str, modified: int) -> Document:
    return Document(pictures.draw(scene, name).encode(), "image/svg+xml", modified)


@cache
def _media(kind: str, slug: str) -> bytes:
    return chime.ring(slug) if kind == "podcast" else film.shoot(slug)


def _page(edition: Edition, article: Printed | None, *, amp: bool = False) -> Document:
    text = _render("amp.html" if amp else f"{edition.paper.key}.html", edition, article)
    charset = edition.paper.charset
    modified = (article.modified if article else edition.updated).timestamp()
    return Document(text.encode(charset, "xmlcharrefreplace"), f"text/html; charset={charset}", round(modified))


def _feed(edition: Edition) -> Document:
    feed, changed = edition.paper.feed, round(edition.updated.timestamp())
    if edition.paper.broken:
        return Document(_page(edition, None).body, "text/html; charset=utf-8", edition.now, status=503)
    text = _render(f"feeds/{feed.style}.{'json' if feed.style == 'json' else 'xml'}", edition)
    charset = edition.paper.charset if "charset" in feed.options else "utf-8"
    return Document(text.encode(charset, "xmlcharrefreplace"), f"{FEED_TYPES[feed.style]}; charset={charset}", changed)


def _render(template: str, edition: Edition, article: Printed | None = None) -> str:
    others = [other for other in edition.printed if other is not article]
    return (
        _templates()
        .get_template(template)
        .render(edition=edition, paper=edition.paper, feed=edition.paper.feed, article=article, others=others)
    )


def render_opml(editions: Sequence[Edition]) -> bytes:
    """All outlets as an OPML file, in folders by language."""
    return _templates().get_template("feeds/opml.xml").render(editions=editions).encode()


def _persons(article: Printed) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": name} for name in article.piece.authors]


@cache
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    found.filters["iso"] = datetime.isoformat
    found.globals["media_length"] = lambda piece: len(_media(piece.kind, piece.slug))
    found.globals["media_seconds"] = {"podcast": chime.LENGTH_SECONDS, "video": film.LENGTH_SECONDS}
    found.globals["media_types"] = MEDIA_TYPES
    found.globals["persons"] = _persons
    return found
