"""Between values and rows: what a database cannot hold is taken out here, and columns become values again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from sqlalchemy import Row

from broadsheet.model.articles import Article, SafeHtml
from broadsheet.model.listings import Enclosure, Image, Kind
from broadsheet.model.moments import Moment
from broadsheet.model.page_sources import NAMES, Selectors
from broadsheet.model.pages import Validators
from broadsheet.model.rhythm import Asks, Move
from broadsheet.model.sources import Look, Outlet, Source, State, Way
from broadsheet.store import rights
from broadsheet.store.schema import articles, outlets, page_sources, sources

AnyRow = Row[*tuple[Any, ...]]

LONGEST_KEY = 1000  # bytes; PostgreSQL refuses to index more than about 2,700
LARGEST = 2**53  # numbers from outside beyond this are nonsense, and no client could read them

OUTLET = (outlets.c.name, outlets.c.host, outlets.c.language.label("outlet_language"))
SELECTORS = tuple(page_sources.c[name].label(f"page_{name}") for name in NAMES)
SOURCE = (*sources.c, *OUTLET, *SELECTORS)
# What the columns SOURCE are selected from.
SOURCES = sources.join(outlets, outlets.c.id == sources.c.outlet_id).outerjoin(
    page_sources, page_sources.c.source_id == sources.c.id
)


def plain(text: str) -> str:
    """The text without what no database takes: NUL, and halves of surrogate pairs."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def short(key: str) -> str:
    """The key itself, or its beginning and a digest of the whole where it is too long to be indexed."""
    key = plain(key)
    encoded = key.encode()
    if len(encoded) <= LONGEST_KEY:
        return key
    return encoded[:200].decode("utf-8", "ignore") + "…" + blake2b(encoded, digest_size=16).hexdigest()


def number(value: int | None) -> int | None:
    """The number, or None where it is too large to mean anything."""
    return value if value is not None and -LARGEST < value < LARGEST else None


def storable(article: Article) -> Article:
    """The article with all its texts plain, as it will be read back."""

    def each(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(plain(value) for value in values)

    image = article.image
    return replace(
        article,
        url=plain(article.url),
        title=plain(article.title),
        canonical=article.canonical and plain(article.canonical),
        lead=plain(article.lead),
        html=SafeHtml(plain(article.html)),
        text=plain(article.text),
        authors=each(article.authors),
        topics=each(article.topics),
        language=article.language and plain(article.language),
        section=article.section and plain(article.section),
        excerpt_because=article.excerpt_because and plain(article.excerpt_because),
        published=_storable_moment(article.published),
        modified=_storable_moment(article.modified),
        image=image and _storable_image(image),
        enclosures=tuple(
            Enclosure(plain(one.url), plain(one.type), number(one.length), number(one.duration))
            for one in article.enclosures
        ),
    )


def _storable_moment(moment: Moment | None) -> Moment | None:
    return moment if moment and number(moment.at) is not None else None


def _storable_image(image: Image) -> Image:
    texts = (plain(image.url), plain(image.alt), plain(image.caption), plain(image.credit))
    return Image(*texts, number(image.width), number(image.height))


def article_columns(article: Article, now: int) -> dict[str, Any]:
    """The columns of `articles` that hold the article itself. `now`: seconds since 1970, UTC."""
    image = article.image or Image("")
    return {
        "kind": article.kind.value,
        "url": article.url,
        "canonical": article.canonical,
        "title": article.title,
        "lead": article.lead,
        "language": article.language,
        "section": article.section,
        "published": article.published and article.published.at,
        "published_iso": article.published and article.published.iso,
        "modified": article.modified and article.modified.at,
        "modified_iso": article.modified and article.modified.iso,
        "image_url": image.url or None,
        "image_alt": image.alt or None,
        "image_caption": image.caption or None,
        "image_credit": image.credit or None,
        "image_width": image.width,
        "image_height": image.height,
        "paywalled": now if article.paywalled else None,
        "excerpt_because": article.excerpt_because,
        "again": now if article.again else None,
        "rights": plain(rights.write(article.rights) or "") or None,
    }


def read_article(row: AnyRow, lists: Mapping[str, Any]) -> Article:
    """An article from a row of `articles` joined with `texts`, and its `authors`, `topics` and `enclosures`."""
    return Article(
        url=row.url,
        title=row.title,
        kind=Kind(row.kind),
        canonical=row.canonical,
        lead=row.lead,
        html=SafeHtml(row.html),
        text=row.text,
        published=read_moment(row.published, row.published_iso),
        modified=read_moment(row.modified, row.modified_iso),
        language=row.language,
        image=read_image(row),
        section=row.section,
        paywalled=row.paywalled is not None,
        excerpt_because=row.excerpt_because,
        again=row.again is not None,
        rights=rights.read(row.rights),
        **lists,
    )


def read_moment(at: int | None, iso: str | None) -> Moment | None:
    """A moment from its two columns."""
    return None if at is None or iso is None else Moment(at, iso)


IMAGE = tuple(column for column in articles.c if column.name.startswith("image_"))


def read_image(row: AnyRow) -> Image | None:
    """The lead image of a row that has the columns IMAGE."""
    if row.image_url is None:
        return None
    return Image(
        row.image_url,
        row.image_alt or "",
        row.image_caption or "",
        row.image_credit or "",
        row.image_width,
        row.image_height,
    )


def read_outlet(row: AnyRow) -> Outlet:
    """The outlet of a row that has `outlet_id` and the columns OUTLET."""
    return Outlet(row.outlet_id, row.name, row.host, row.outlet_language)


def read_source(row: AnyRow) -> Source:
    """A source from a row of the columns SOURCE."""
    return Source(
        id=row.id,
        outlet=read_outlet(row),
        url=row.url,
        title=row.title,
        folder=row.folder,
        added=row.added,
        state=State(row.state),
        reason=row.reason,
        checked=row.checked,
        next_look=row.next_look,
        failures=row.failures,
        validators=Validators(row.etag, row.last_modified, row.answered_from),
        articles=row.articles,
        look_because=row.look_because,
        asks=Asks(row.asked_pause, row.fresh, _read_bits(row.skip_hours), _read_bits(row.skip_days)),
        move=Move(row.moving_to, row.moving_since, row.moving_looks) if row.moving_to else None,
        way=Way(row.way),
        selectors=Selectors(*(getattr(row, f"page_{name}") for name in NAMES)) if row.page_item is not None else None,
    )


def source_columns(look: Look) -> dict[str, Any]:
    """The columns of `sources` that every look writes."""
    seen, asks, move = look.validators, look.asks, look.move
    return {
        "state": look.state.value,
        "reason": look.reason and plain(look.reason),
        "checked": look.checked,
        "next_look": look.next_look,
        "look_because": look.look_because and plain(look.look_because),
        "failures": look.failures,
        "etag": seen.etag and plain(seen.etag),
        "last_modified": seen.last_modified and plain(seen.last_modified),
        "answered_from": seen.of and plain(seen.of),
        "asked_pause": number(asks.pause),
        "fresh": number(asks.fresh),
        "skip_hours": _bits(asks.skip_hours),
        "skip_days": _bits(asks.skip_days),
        "moving_to": move and plain(move.to),
        "moving_since": move and move.since,
        "moving_looks": move and move.looks,
    }


def _bits(numbers: Iterable[int]) -> int | None:
    """A set of small numbers as one number, or None where it is empty."""
    return sum(1 << one for one in numbers) or None


def _read_bits(bits: int | None) -> frozenset[int]:
    return frozenset(one for one in range(24) if (bits or 0) >> one & 1)
