"""A reader at the door: the real app over services that answer from a few values."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from broadsheet.config import Settings
from broadsheet.errors import NotFound
from broadsheet.model.articles import Article, SafeHtml, StoredArticle
from broadsheet.model.comments import Thread
from broadsheet.model.coverage import Belt, Part, Points, Ranked, Standing
from broadsheet.model.health import Checkup, Discovery, Silence
from broadsheet.model.insights import Hashtag, HashtagType
from broadsheet.model.listings import Image
from broadsheet.model.moments import Moment
from broadsheet.model.newsletters import Mailbox, Progress
from broadsheet.model.readers import Reader, Role
from broadsheet.model.reading_states import UNTOUCHED
from broadsheet.model.searches import Explored
from broadsheet.model.sources import Addition, Outlet, Source, State, Suggestion
from broadsheet.model.timeline import Card, Reading, Related, Results, Timeline
from broadsheet.model.trends import Portrait, Rise
from broadsheet.service import (
    answers,
    articles,
    comments,
    health,
    interests,
    newsletters,
    ranking,
    readers,
    reading_states,
    search,
    searches,
    sessions,
    sources,
    timeline,
    upkeep,
)
from broadsheet.understand.ranking import DEFAULT
from broadsheet.web.app import create_app

GAZETTE = Outlet(1, "Harbour Gazette", "harbour.example", "en")
ADA = Reader(1, "Ada Marlowe", Role.OWNER, 1_759_000_000, "ada@harbour.example", "adas-feed-key")
STANDING = Standing(55.5, (Points(Part.OUTLETS, 20.0, "4 outlets"), Points(Part.FRESHNESS, 35.5, "last report now")))
TUNNEL = Hashtag("soundtunnel", "Sound Tunnel", "#SoundTunnel", HashtagType.PLACE)
BRIDGE = Hashtag("soundbridge", "Sound Bridge", "#SoundBridge")
BELT = Belt(("world", "sport"), (Rise(TUNNEL, 3, 0.5),), 7)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass
class Paper:
    """What the services answer; a test changes what it is about. `calls`: what was asked of them."""

    now: int
    cards: tuple[Card, ...] = ()
    others: tuple[str, ...] = ()
    next: str | None = None
    reading: Reading | None = None
    results: Results | None = None
    explored: Explored | None = None
    listing: tuple[Source, ...] = ()
    checkup: Checkup = field(default_factory=lambda: Checkup(()))
    silence: Silence | None = None
    discovery: Discovery | None = None
    additions: tuple[Addition, ...] = ()
    starter: tuple[Suggestion, ...] = ()
    mailbox: tuple[Mailbox, Progress] | None = None
    fails: Exception | None = None
    reader: Reader | None = ADA
    answers: tuple[Any, ...] = ()
    cited: tuple[Any, ...] = ()
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def card(self, **changes: Any) -> Card:
        values = {
            "id": 7,
            "outlet": GAZETTE,
            "kind": "article",
            "url": "https://harbour.example/tunnel",
            "title": "Tunnel opens early",
            "excerpt": "Firmer rock than expected.",
            "dated": self.now - 1080,
            "published": Moment(self.now - 1080, "2025-10-09T09:35:20+01:00"),
            "language": "en",
            "image": None,
            "authors": ("Ada Marlowe",),
            "paywalled": False,
            "whole": True,
            "hashtags": (TUNNEL,),
        }
        return Card(**{**values, **changes})

    def article(self, **changes: Any) -> Reading:
        values = {
            "url": "https://harbour.example/tunnel",
            "title": "Tunnel opens early",
            "lead": "A year early.",
            "html": SafeHtml("<p>Granite, not clay.</p>"),
            "text": "Granite, not clay.",
            "language": "en",
            "authors": ("Ada Marlowe",),
            "published": Moment(self.now - 1080, "2025-10-09T09:35:20+01:00"),
            "image": Image("https://harbour.example/t.jpg", "Rock", "The rock face", "Tomas Weil", 900, 600),
        }
        stored = StoredArticle(7, GAZETTE, 1, Article(**{**values, **changes}), (TUNNEL,), self.now, self.now - 1080)
        other = self.card(id=8, title="Council votes on the market")
        return Reading(stored, (Related(other, ("Sound Tunnel",), "Both are about #SoundTunnel."),))

    def source(self, **changes: Any) -> Source:
        values = {
            "id": 3,
            "outlet": GAZETTE,
            "url": "https://harbour.example/feed.xml",
            "title": "Harbour Gazette",
            "folder": "Local",
            "added": self.now - 9000,
            "state": State.OK,
            "checked": self.now - 600,
            "next_look": self.now + 1200,
            "articles": 1204,
        }
        return Source(**{**values, **changes})


def suggestion(name: str, host: str, language: str) -> Suggestion:
    return Suggestion(
        name,
        f"https://{host}/f",
        f"https://{host}",
        language,
        "World",
        "IE",
        seen_in="a list",
        seen_on="2025-06-12",
    )


@pytest.fixture
def paper(now: int, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """The services, answering from a Paper with one article of one outlet."""
    paper = Paper(now)
    paper.cards, paper.reading, paper.listing = (paper.card(),), paper.article(), (paper.source(),)
    paper.starter = (suggestion("Der Deichbote", "deich.example", "de"), suggestion("Gazette", "harbour.example", "en"))

    def answer(name: str, made: Callable[..., Any]) -> Callable[..., Any]:
        def service(_ctx: object, _reader: object, *args: Any, **options: Any) -> Any:
            paper.calls.append((name, *args, options))
            if paper.fails:
                raise paper.fails
            return made(*args)

        return service

    def later(name: str, made: Callable[..., Any]) -> Callable[..., Any]:
        async def service(*args: Any, **options: Any) -> Any:
            return answer(name, made)(*args, **options)

        return service

    def one(found: Any, wanted: object, known: object) -> Any:
        if wanted != known:
            raise NotFound("There is no such thing here.")
        return found

    def shown() -> Timeline:
        return Timeline(paper.cards, paper.next)

    def ranked() -> tuple[Ranked, ...]:
        return tuple(Ranked(card, paper.others, STANDING) for card in paper.cards[: ranking.PAGE])

    nothing = Results(Timeline(()), 0, more_than_counted=False)
    fakes = (
        (timeline, "front", lambda: shown()),
        (timeline, "of_outlet", lambda given: one((GAZETTE, shown()), given, GAZETTE.id)),
        (timeline, "of_hashtag", lambda given: one((TUNNEL, shown()), given, TUNNEL.key)),
        (timeline, "portrait", lambda _hashtag: Portrait(0, (0,) * 27 + (1, 0, 3), ((GAZETTE, 4),), ((BRIDGE, 2),), 4)),
        (ranking, "front", ranked),
        (ranking, "front_page", lambda: (ranked(), BELT)),
        (ranking, "belt", lambda: BELT),
        (ranking, "weights", lambda: DEFAULT),
        (articles, "read", lambda given: one(paper.reading, given, 7)),
        (answers, "of_article", lambda _article: paper.answers),
        (answers, "cited", lambda _told: paper.cited),
        (comments, "thread", lambda given: Thread(given, "Tunnel opens early", ())),
        (reading_states, "opened", lambda _article: UNTOUCHED),
        (reading_states, "last_sweep", lambda: None),
        (interests, "listing", lambda: ()),
        (search, "search", lambda _query: paper.results or nothing),
        (search, "explore", lambda _query: paper.explored or Explored(nothing)),
        (searches, "kept", lambda: ()),
        (health, "report", lambda: paper.checkup),
        (health, "of_outlet", lambda given: one(paper.silence, given, GAZETTE.id)),
        (health, "leave", lambda *given: None),
        (health, "take_up", lambda: None),
        (sources, "listing", lambda: paper.listing),
        (newsletters, "progress", lambda: paper.mailbox),
        (sources, "outlets", lambda: (GAZETTE,)),
        (sources, "starter", lambda: paper.starter),
        (sources, "export", lambda: b"<opml/>"),
        (sources, "get", lambda given: one(paper.source(), given, 3)),
        (sources, "remove", lambda given: one(paper.source(), given, 3)),
        (sources, "check_now", lambda *given: None),
    )
    for module, name, made in fakes:
        monkeypatch.setattr(module, name, answer(name, made))
    monkeypatch.setattr(upkeep, "check", lambda _ctx: answer("check", lambda: None)(_ctx, None))
    monkeypatch.setattr(sessions, "find", lambda _ctx, _token: paper.reader)
    monkeypatch.setattr(readers, "has_owner", lambda _ctx: True)
    monkeypatch.setattr(health, "look_for_feed", later("look_for_feed", lambda given: paper.discovery))
    monkeypatch.setattr(health, "take_over", later("take_over", lambda *given: paper.source()))
    for name in ("add", "choose", "import_file"):
        monkeypatch.setattr(sources, name, later(name, lambda *_given: paper.additions))
    return paper


@pytest.fixture
def reader(paper: Paper) -> Callable[..., Callable[..., Answer]]:
    """The door of a Broadsheet with the given settings: `reader(base_address=…)(path)`."""

    def of(**given: Any) -> Callable[..., Answer]:
        return door_of(
            create_app(
                SimpleNamespace(
                    settings=Settings(**given), clock=lambda: paper.now, media=SimpleNamespace(key=b"a key for tests")
                ),
                version="1.2.3",
            )
        )

    return of


@pytest.fixture
def ask(reader: Callable[..., Callable[..., Answer]]) -> Callable[..., Answer]:
    """Ask the app for an address; `form` makes it a POST."""
    return reader()


def door_of(app: Any) -> Callable[..., Answer]:
    def asking(path: str, *, method: str = "GET", form: Any = None, body: bytes = b"", **headers: str) -> Answer:
        sent = {"host": "localhost:8480", **{name.replace("_", "-"): value for name, value in headers.items()}}
        if form is not None:
            method, body = "POST", urlencode(form, doseq=True).encode()
            sent.setdefault("content-type", "application/x-www-form-urlencoded")
        return asyncio.run(_exchange(app, method, path, sent, body))

    return asking


async def _exchange(app: Any, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
    path, _, query = target.partition("?")
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "root_path": "",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": raw,
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 8480),
    }
    chunks = [body[start : start + 65_536] for start in range(0, len(body), 65_536)] or [b""]
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        chunk = chunks.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(chunks)}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = sent[0]
    received = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], received, b"".join(message.get("body", b"") for message in sent[1:]))
