"""Where the walk takes place: outlets that are read, and what a reader finds in one of their articles."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.demo.press import Press
from tests.browser import free_port, wait_for


@dataclass(frozen=True)
class Scene:
    """`sources`: what is pasted first; `later`: one more outlet, whose news is new after the first issue. `headline`,
    `promotion`, `quote`, `speaker`, `hashtag`, `related`: words of the article that is opened, of what must not stand
    in it, of a quotation that a promotion cut in two, of who said it, and of a card beside it."""

    settings: dict[str, str]
    sources: tuple[str, ...]
    later: str
    headline: str
    promotion: str
    quote: tuple[str, ...]
    speaker: str
    hashtag: str
    related: str
    elsewhere: bool = field(default=False)


@contextmanager
def demo() -> Iterator[Scene]:
    """The invented outlets."""
    with Press() as press:
        by_key = {outlet.key: outlet for outlet in press.outlets}
        yield Scene(
            settings={"allow_private_addresses": "true", "host_pause": "0"},
            sources=tuple(by_key[key].home for key in ("tidewick", "halvian", "grauhafen")),
            later=by_key["lodestone"].home,
            headline="Brannock Yard wins order",
            promotion="WhatsApp",
            quote=("Eleven years ago I watched them lock the gate", "So when Tobias stood on a chair"),
            speaker="Dilys Marrack",
            hashtag="#BrannockYard",
            related="The Halvian",
        )


@contextmanager
def seed(shared: Path) -> Iterator[Scene]:
    """The outlets of the page that Broadsheet starts from, replayed."""
    port = free_port()
    replay = [sys.executable, str(shared / "press/replay.py"), "--data", str(shared / "data/seed")]
    process = subprocess.Popen(
        [*replay, "--port", str(port), "--newest-now"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        hosts = ("www.dailyrecord.test", "www.mirror.test", "www.thetimes.test", "www.capitolwire.test")
        yield Scene(
            settings={"fetch_proxy": f"http://127.0.0.1:{port}", "host_pause": "0"},
            sources=tuple(f"http://{host}/" for host in hosts),
            later="http://www.economist.test/",
            headline="UK stop training",
            promotion="WhatsApp",
            quote=("told ABC News", "it's time to move your bill"),
            speaker="Miroshnik",
            hashtag="#Ukraine",
            related="Daily Mirror",
            elsewhere=True,
        )
    finally:
        process.kill()
        process.wait()
