"""What a page says of its rights: in its head, in the headers that it came with, and beside it."""

import re
from collections.abc import Iterator

from broadsheet.errors import ExtractError
from broadsheet.extract import jsonld, signals
from broadsheet.extract.document import parse
from broadsheet.extract.signals import Signals
from broadsheet.model.pages import Page
from broadsheet.model.rights import Place, Rights, Said, Signal
from broadsheet.text import directives
from broadsheet.text.urls import absolute

MOST = 40  # signals that are kept of one page

# A link in a header (RFC 8288, 3): <https://…>; rel="license".
_LICENCE_LINK = re.compile(r"""<([^<>]{1,500})>[^,<>]{0,200}?;\s{0,9}rel="?license\b""", re.IGNORECASE)
_LICENCES = ("dcterms.license", "dcterms.rights.license", "dc.rights.license", "cc:license", "license")
_LOCKED = frozenset({"locked", "premium", "paid", "subscriber", "subscribers", "paywall", "plus", "abo", "exclusive"})
_FREE = "0"  # the word that mining is not reserved
_NEAREST = (Place.TDM_META, Place.TDM_HEADER, Place.TDM_FILE)  # TDMRep: what is nearer to the text overrides
_TIERS = ("article:content_tier", "outbrain:article_access_status", "content_tier", "cxenseparse:access")


def of_page(page: Page, head: tuple[Said, ...] = ()) -> Rights:
    """All that was said of a page. `head`: what its head says (`in_head`)."""
    said = [*head, *_in_headers(page), *page.said]
    return Rights(tuple(_decided(list(dict.fromkeys(said))))[:MOST])


def of_unread(page: Page) -> Rights:
    """The same of a page that held no article."""
    try:
        head = in_head(signals.read(parse(page)))
    except ExtractError:
        head = ()
    return of_page(page, head)


def in_head(found: Signals) -> tuple[Said, ...]:
    """What the head of a page says. Directives for one search engine by name are not for us."""
    said: list[Said] = []
    for value in found.all_meta("robots", directives.AGENT):
        said += directives.robots(value, Place.ROBOTS_META)
    reservation = found.meta("tdm-reservation")
    if reservation:
        said.append(_tdm(reservation, found.meta("tdm-policy"), Place.TDM_META))
    said += _licences(found)
    said += _paid(found)
    return tuple(said)


def _licences(found: Signals) -> Iterator[Said]:
    """A licence of the whole page. A link in its text counts for nothing: mostly it is the licence of one picture."""
    head = found.document.root.find("head")
    for link in head.iter("link") if head is not None and "license" in found.links else ():
        if "license" in link.get("rel", "").lower().split():
            yield from _licence(found, link.get("href", ""), Place.LINK)
    yield from _licence(found, jsonld.first(found.node.get("license"), "@id", "url"), Place.JSON_LD)
    yield from _licence(found, found.meta(*_LICENCES), Place.META)


def _licence(found: Signals, told: str, place: Place) -> Iterator[Said]:
    address = absolute(found.document.base, told.strip()[:1000]) if told.strip() else None
    if address:
        yield Said(Signal.LICENCE, place, address)


def _paid(found: Signals) -> Iterator[Said]:
    free = is_free(found)
    if free is False:
        yield Said(Signal.PAID, Place.JSON_LD)
    elif free is None and is_locked(found):
        yield Said(Signal.PAID, Place.META)


def is_free(found: Signals) -> bool | None:
    """What schema.org's isAccessibleForFree says; None where it says nothing."""
    free = found.node.get("isAccessibleForFree")
    if isinstance(free, str):
        free = {"false": False, "no": False, "true": True, "yes": True}.get(free.strip().lower().rsplit("/", 1)[-1])
    return free if isinstance(free, bool) else None


def is_locked(found: Signals) -> bool | None:
    """What the usual meta say of who may read it; None where they say nothing."""
    tier = found.meta(*_TIERS).lower()
    return tier in _LOCKED if tier else None


def _in_headers(page: Page) -> Iterator[Said]:
    headers = page.headers
    if "x-robots-tag" in headers:
        yield from directives.robots_header(headers["x-robots-tag"])
    if "tdm-reservation" in headers:
        yield _tdm(headers["tdm-reservation"], headers.get("tdm-policy", ""), Place.TDM_HEADER)
    if "content-signal" in headers:
        yield from directives.usage(headers["content-signal"], Place.SIGNAL_HEADER)
    if "content-usage" in headers:
        yield from directives.usage(headers["content-usage"], Place.USAGE_HEADER)
    for link in _LICENCE_LINK.finditer(headers.get("link", "")[: directives.LONGEST]):
        if address := absolute(page.final_url or page.url, link[1]):
            yield Said(Signal.LICENCE, Place.LINK_HEADER, address)


def _tdm(reservation: str, policy: str, place: Place) -> Said:
    """A reservation, or the word that there is none, which counts against a word from farther away."""
    return directives.tdm(reservation, policy, place) or Said(Signal.TDM, place, _FREE)


def _decided(said: list[Said]) -> Iterator[Said]:
    """What was said, with the nearest word on mining alone where TDMRep has several."""
    places = [one.place for one in said if one.signal is Signal.TDM]
    nearest = next((place for place in _NEAREST if place in places), None)
    for one in said:
        if one.signal is Signal.TDM and one.place in _NEAREST and (one.place is not nearest or one.value == _FREE):
            continue
        yield one
