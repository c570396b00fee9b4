"""Which hub a feed names (WebSub, 4): the Link headers (RFC 8288) count before the feed's own links. Pure."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from broadsheet.collect.entries import address
from broadsheet.collect.xml import Element
from broadsheet.model.listings import Listing
from broadsheet.model.pages import Page
from broadsheet.model.subscriptions import Hub
from broadsheet.text import urls

LONGEST_HEADER = 16_384  # characters of all Link headers that are read
MOST = 8  # hubs of one feed that are looked at
# Hubs of many feeds that name them without encryption, which they offer: Google's (Blogger, FeedBurner), Superfeedr's.
_ENCRYPTED = re.compile(r"http://(pubsubhubbub\.appspot\.com|[a-z0-9-]+\.superfeedr\.com)(?=/|$)")

_LINK = re.compile(r"\s*<([^<>]*)>")
_PARAMETER = re.compile(
    r"\s*;\s*(?:([A-Za-z0-9!#$&+.^_`|~*-]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s\",;]*)))?)?", re.DOTALL
)
_REST = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"?|[^,\"])*,?", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a Link header: where it leads, as written, and its relations in lower case."""

    target: str
    relations: frozenset[str]


def find_hub(page: Page, listing: Listing) -> Hub | None:
    """The hub to ask, and for which topic; None where none is named that can be asked.

    One that is reached encrypted is taken before others, else the first. The feed itself is no hub.
    """
    links = read_links(page.headers.get("link", ""))
    headers = [address(page.final_url, link.target) for link in links if "hub" in link.relations]
    own = next((link.target for link in links if "self" in link.relations), "")
    itself = {urls.source_identity(url) for url in (page.url, page.final_url)}
    named_hubs = headers or listing.hubs
    others = (hub for hub in named_hubs[:MOST] if hub and urls.source_identity(hub) not in itself)
    hubs = [_ENCRYPTED.sub(r"https://\1", hub) for hub in others]
    topic = address(page.final_url, own) or listing.topic or page.final_url
    return Hub(min(hubs, key=lambda hub: not hub.startswith("https://")), topic) if hubs else None


def read_links(header: str) -> list[Link]:
    """The links of a Link header, or of several that were joined by commas; what is broken is passed over.

    A link about another page (`anchor`) is none of this one's; of a repeated `rel`, the first counts (RFC 8288, 3.3).
    """
    header, at, found = header[:LONGEST_HEADER], 0, list[Link]()
    while at < len(header):
        if link := _LINK.match(header, at):
            at, given = _parameters(header, link.end())
            if "anchor" not in given:
                found.append(Link(link[1].strip(), frozenset(given.get("rel", "").lower().split())))
        rest = _REST.match(header, at)
        at = max(rest.end() if rest else 0, at + 1)
    return found


def named(elements: Iterable[Element], relation: str, base: str) -> tuple[str, ...]:
    """Where those of a feed's `link` elements lead that have this relation."""
    found = (one.get("href") or "" for one in elements if relation in (one.get("rel") or "").lower().split())
    return tuple(url for href in found if (url := address(base, href)))[:MOST]


def keeps_secrets(hub: str) -> bool:
    """Whether nobody on the way to the hub can read what we tell it: it is reached encrypted, or on this machine."""
    if hub.startswith("https://"):
        return True
    host = urlsplit(hub).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parameters(header: str, at: int) -> tuple[int, dict[str, str]]:
    """The parameters that begin at `at`, and where they end; of two with one name, the first."""
    given: dict[str, str] = {}
    while found := _PARAMETER.match(header, at):
        at = found.end()
        if found[1]:
            value = found[3] or "" if found[2] is None else _ESCAPED.sub(r"\1", found[2])
            given.setdefault(found[1].lower(), value)
    return at, given
