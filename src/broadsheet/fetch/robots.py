"""What an outlet's robots.txt allows us (RFC 9309). Pure: who asks for the file, and when, is decided elsewhere."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from protego import Protego

AGENT = "Broadsheet"  # the product token that outlets name us by
LARGEST = 500 * 1024  # bytes that are read of a file (RFC 9309, 2.5)
KEPT = 24 * 3600  # seconds that rules are trusted (2.4)
ASKED_AGAIN = 3600  # seconds until a server that could not say its rules is asked again
SLOWEST = 60  # seconds of Crawl-delay that are obeyed; more would only mean "not at all", which Disallow says


@dataclass(frozen=True, slots=True)
class Rules:
    """What an outlet allows. `text`: its robots.txt; None: it could not say, which forbids all (2.3.1.4)."""

    text: str | None = ""

    def allows(self, url: str) -> bool:
        """Whether we may fetch this address: the longest matching rule of our group, or of "*", decides (2.2.2)."""
        if self.text is None:
            return False
        return not self.text or _read(self.text).can_fetch(url, AGENT)

    @property
    def pause(self) -> float:
        """Seconds between two requests that a Crawl-delay asks for; 0 without a sensible one."""
        asked = _read(self.text).crawl_delay(AGENT) if self.text else None
        return asked if asked and 0 < asked <= SLOWEST else 0


def place(url: str) -> tuple[str, str]:
    """The origin that an address belongs to, and where its rules are: "https://press.example" and its /robots.txt."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin, f"{origin}/robots.txt"


def read(body: bytes) -> Rules:
    """The rules in a file; what lies beyond 500 KiB is not read, and a line that is cut there does not count."""
    if len(body) > LARGEST:
        body = body[:LARGEST].rpartition(b"\n")[0]
    return Rules(body.decode("utf-8-sig", "replace").replace("\x00", ""))


@lru_cache(maxsize=256)
def _read(text: str) -> Protego:
    return Protego.parse(text)
