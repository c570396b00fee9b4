"""What is written, made fresh: each article gets its address and its times, counted back from the press's start."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote
from zlib import crc32

from broadsheet.demo.papers import Paper, Piece


@dataclass(frozen=True, slots=True)
class Printed:
    """An article as it is printed. All addresses are absolute; `published` and `modified` bear the outlet's zone.

    `listed_url` is what the outlet's feed links to; `shown` is the date as its page prints it.
    """

    piece: Piece
    number: int
    url: str
    listed_url: str
    amp_url: str | None
    image_url: str | None
    media_url: str | None
    published: datetime
    modified: datetime
    shown: str

    @property
    def rfc822(self) -> str:
        return format_datetime(self.published)

    @property
    def text(self) -> str:
        """The first open paragraph as HTML, for feeds that carry only a beginning."""
        return next(block.html for block in self.piece.open_blocks if block.kind == "text")


@dataclass(frozen=True, slots=True)
class Edition:
    """One outlet at one address. `address` has no slash at its end; `printed` is newest first."""

    paper: Paper
    address: str
    printed: tuple[Printed, ...]
    now: int

    @property
    def home(self) -> str:
        return self.address + "/"

    @property
    def feed_url(self) -> str:
        return self.address + self.paper.feed.path

    @property
    def updated(self) -> datetime:
        newest = max((article.modified for article in self.printed), default=None)
        return newest or datetime.fromtimestamp(self.now, self.paper.zone)


def print_edition(paper: Paper, address: str, now: int) -> Edition:
    """The outlet as served from `address` by a press that started at `now` (seconds since 1970, UTC)."""
    return Edition(paper, address, tuple(_print(paper, piece, address, now) for piece in paper.pieces), now)


def correct(edition: Edition) -> Edition:
    """The outlet after its corrections: the articles that have one are printed anew, as changed just now."""
    pieces = tuple(_corrected(piece) if piece.correction else piece for piece in edition.paper.pieces)
    return print_edition(replace(edition.paper, pieces=pieces), edition.address, edition.now)


def _corrected(piece: Piece) -> Piece:
    blocks = piece.blocks
    for before, after in piece.correction:
        blocks = tuple(replace(block, html=block.html.replace(before, after)) for block in blocks)
    return replace(piece, blocks=blocks, modified=0)


def _print(paper: Paper, piece: Piece, address: str, now: int) -> Printed:
    published = datetime.fromtimestamp(now - piece.age, UTC).astimezone(paper.zone)
    changed = now - (piece.age if piece.modified is None else piece.modified)
    number = 100_000 + crc32(f"{paper.key}/{piece.slug}".encode()) % 900_000
    path = quote(_path(paper, piece, published, number))
    return Printed(
        piece=piece,
        number=number,
        url=address + path,
        listed_url=address + path + (f"?{paper.feed.tracking}" if paper.feed.tracking else ""),
        amp_url=f"{address}/amp{path}" if piece.amp else None,
        image_url=address + piece.picture.path if piece.picture else None,
        media_url=_media(piece, address),
        published=published,
        modified=datetime.fromtimestamp(changed, UTC).astimezone(paper.zone),
        shown=_shown(paper, published),
    )


def _path(paper: Paper, piece: Piece, published: datetime, number: int) -> str:
    section = piece.section.lower().replace(" ", "-")
    return paper.article_path.format(
        section=section, slug=piece.path, number=number, date=published.strftime("%Y/%m/%d")
    )


def _media(piece: Piece, address: str) -> str | None:
    ending = {"podcast": "wav", "video": "mp4"}.get(piece.kind)
    return f"{address}/media/{piece.slug}.{ending}" if ending else None


def _shown(paper: Paper, moment: datetime) -> str:
    month = paper.months[moment.month - 1] if paper.months else f"{moment.month:02}"
    return paper.date.format(
        day=moment.day, month=month, year=moment.year, hour=f"{moment.hour:02}", minute=f"{moment.minute:02}"
    )
