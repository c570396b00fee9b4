"""The invented outlets as they are written on disk: `outlets/<key>/outlet.toml` and one .md file for each article."""

import tomllib
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

from broadsheet.demo.markup import Block, Picture, read_blocks

OUTLETS = Path(__file__).parent / "outlets"
SECONDS = {"m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Piece:
    """One article as it was written. `age` and `modified` are seconds before the press started.

    `agency`: whose wire copy it is. `amp`: it also has an AMP address. `missing`: it is listed, but its page answers
    404. `kind`: "article", "podcast" or "video". `correction`: words, and those that the outlet puts in their place
    after it was published.
    """

    slug: str
    title: str
    lead: str
    age: int
    blocks: tuple[Block, ...]
    path: str
    authors: tuple[str, ...] = ()
    section: str = ""
    topics: tuple[str, ...] = ()
    modified: int | None = None
    picture: Picture | None = None
    kind: str = "article"
    agency: str | None = None
    paywalled: bool = False
    amp: bool = False
    missing: bool = False
    correction: tuple[tuple[str, str], ...] = ()

    @property
    def open_blocks(self) -> tuple[Block, ...]:
        """What everyone may read: all, or what stands before the wall."""
        kinds = [block.kind for block in self.blocks]
        return self.blocks[: kinds.index("wall")] if "wall" in kinds else self.blocks

    @property
    def html(self) -> str:
        """The open text without promotions, as a feed carries it."""
        return "".join(block.html for block in self.open_blocks)


@dataclass(frozen=True, slots=True)
class Feed:
    """How an outlet lists its articles. `style`: rss, atom, json, rdf or sitemap; the rest is for the templates."""

    style: str
    path: str
    full: bool = False
    tracking: str = ""
    options: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Paper:
    """One outlet. `article_path` and `date` are patterns; `zone` is its clock; `broken`: its feed answers 503."""

    key: str
    name: str
    language: str
    folder: str
    motto: str
    place: str
    zone: timezone
    article_path: str
    date: str
    months: tuple[str, ...]
    feed: Feed
    pieces: tuple[Piece, ...]
    sections: tuple[str, ...] = ()
    charset: str = "utf-8"
    locale: str = ""
    broken: bool = False
    promotion: dict[str, Any] = field(default_factory=dict)


def read_papers(folder: Path = OUTLETS) -> tuple[Paper, ...]:
    """All outlets, in the order that their files give, each with its articles, newest first."""
    papers = [(_settings(path), path) for path in folder.iterdir() if (path / "outlet.toml").exists()]
    papers.sort(key=lambda found: found[0]["order"])
    return tuple(_paper(settings, path) for settings, path in papers)


def seconds(age: str) -> int:
    """The length of a span like "40m", "3h" or "2d", in seconds."""
    return int(float(age[:-1]) * SECONDS[age[-1]])


def _settings(path: Path) -> dict[str, Any]:
    return tomllib.loads((path / "outlet.toml").read_text("utf-8"))


def _paper(settings: dict[str, Any], path: Path) -> Paper:
    settings = {name: value for name, value in settings.items() if name != "order"}
    pieces = sorted((_piece(file) for file in path.glob("*.md")), key=lambda piece: piece.age)
    feed = settings.pop("feed")
    hours, minutes = settings.pop("zone").split(":")
    return Paper(
        key=path.name,
        pieces=tuple(pieces),
        feed=Feed(**{**feed, "options": frozenset(feed.get("options", ()))}),
        zone=timezone(timedelta(hours=int(hours), minutes=int(minutes))),
        months=tuple(settings.pop("months", ())),
        sections=tuple(settings.pop("sections", ())),
        **settings,
    )


def _piece(path: Path) -> Piece:
    _, head, body = path.read_text("utf-8").split("+++\n", 2)
    facts = tomllib.loads(head)
    facts.pop("event", None)  # for the one who writes; tests read events in expected.toml
    picture = facts.pop("picture", None)
    modified = facts.pop("modified", None)
    return Piece(
        slug=path.stem,
        age=seconds(facts.pop("age")),
        modified=seconds(modified) if modified else None,
        picture=Picture(**picture) if picture else None,
        authors=tuple(facts.pop("authors", ())),
        topics=tuple(facts.pop("topics", ())),
        path=facts.pop("path", path.stem),
        correction=tuple((before, after) for before, after in facts.pop("correction", ())),
        blocks=read_blocks(body),
        **facts,
    )
