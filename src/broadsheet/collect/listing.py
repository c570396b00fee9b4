"""Bytes → Listing: the caller need not know whether it is RSS, Atom, a JSON Feed or a sitemap."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.collect.atom import read_atom
from broadsheet.collect.charset import decode
from broadsheet.collect.entries import is_empty
from broadsheet.collect.jsonfeed import read_json
from broadsheet.collect.rss import read_rss
from broadsheet.collect.sitemap import read_index, read_sitemap
from broadsheet.collect.xml import Document, parse, root_name
from broadsheet.errors import ListingError, WebPage
from broadsheet.model.listings import Entry, Format, Listing
from broadsheet.model.pages import Page

MOST_ENTRIES = 1_000
LARGEST = 50_000_000  # bytes of a sitemap that came as a gzip file: the protocol's own bound

FEW_LINKS = 30  # a page with more is no page to sign in, though it may hold a form for that

_WEB_PAGE = (
    "This is a web page, not a feed. Give its address to `broadsheet add` and it looks for the feed that belongs to it."
)
_WALL = re.compile(
    r"just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|captcha|"
    r"are you a robot|cf-chl|_incapsula_|access denied|request unsuccessful|pardon our interruption|ddos protection|"
    r"unusual traffic",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(r"type=[\"']?password|please (?:log|sign) ?in|action=[\"']?/?(?:log|sign)-?in", re.IGNORECASE)


def read_listing(page: Page) -> Listing:
    """What a source says: RSS 0.9x–2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1 and 1.1, sitemaps and their indexes.

    The content decides, whatever the Content-Type says. At most 1,000 entries are kept, the newest. Raises
    ListingError with a sentence that says what came instead.
    """
    body = _unzipped(page.body)
    text = decode(body, page.charset)
    start = text.lstrip("\ufeff \t\r\n\x00")
    if not start:
        raise ListingError("The address answered, but with nothing in it. It is looked at again later.")
    listing = read_json(start, page.final_url) if start[0] in "{[" else _read_xml(text, page.final_url)
    return _finished(listing)


def _unzipped(body: bytes) -> bytes:
    """Sitemaps are often files that were gzipped before they were served."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(body, LARGEST)
    except zlib.error:
        raise ListingError("This is a gzip file that cannot be unpacked. The outlet has to mend it.") from None
    if unpacker.unconsumed_tail:
        raise ListingError(f"Unpacked, this file is larger than {LARGEST // 1_000_000} MB. That is too large to read.")
    return unpacked


def _read_xml(text: str, base: str) -> Listing:
    name, start = root_name(text)
    if name == "html":
        raise _about_web_page(text)
    if name == "opml":
        raise ListingError("This is a list of feeds (OPML), not a feed. Take it in with `broadsheet import`.")
    document = parse(text, start) if name else None
    if document is None:
        raise ListingError(_about_unknown(text, name))
    listing = _of_root(document, name, base)
    return _without_cut_entry(listing) if document.cut else _with_fault(listing, document)


def _of_root(document: Document, name: str, base: str) -> Listing:
    if name == "feed":
        return read_atom(document.root, base)
    if name == "urlset":
        return read_sitemap(document.root, base)
    if name == "sitemapindex":
        return read_index(document.root, base)
    return read_rss(document.root, name, base)


def _with_fault(listing: Listing, document: Document) -> Listing:
    return replace(listing, faults=("The XML had errors, which were mended.",)) if document.mended else listing


def _without_cut_entry(listing: Listing) -> Listing:
    """Of a file that breaks off, the last entry may be half an entry: it comes whole with the next look."""
    fault = "The file breaks off before its end; its last entry was left out until it comes whole."
    return replace(listing, entries=listing.entries[:-1], children=listing.children[:-1], faults=(fault,))


def _about_web_page(text: str) -> ListingError:
    beginning = text[:50_000]
    if _WALL.search(beginning):
        return ListingError(
            "Instead of a feed came a page that keeps programs out. Ask the outlet to let feed readers through."
        )
    if _SIGN_IN.search(beginning) and text.count("<a ") < FEW_LINKS:
        return ListingError(
            "Instead of a feed came a page to sign in. Give an address that can be read without an account."
        )
    return WebPage(_WEB_PAGE)


def _about_unknown(text: str, name: str) -> str:
    if name:
        return "This is a feed whose XML is too broken to read. The outlet has to mend it."
    if text.lstrip()[:1] == "<":
        return "This is XML or HTML, but no feed and no sitemap. Give the address of a feed or of a news sitemap."
    return "This is neither a feed nor a sitemap. Give the address of a feed or of a web page that names one."


def _finished(listing: Listing) -> Listing:
    """The listing without empty and double entries, at most 1,000 of them: the newest."""
    faults = list(listing.faults)
    filled = [entry for entry in listing.entries if entry.key and not is_empty(entry)]
    if len(filled) < len(listing.entries):
        faults.append(f"{_counted(len(listing.entries) - len(filled))} had neither an address nor a text.")
    entries = list({entry.key: entry for entry in reversed(filled)}.values())[::-1]
    if len(entries) < len(filled):
        faults.append(f"{_counted(len(filled) - len(entries))} had the id of another one in the same listing.")
    if len(entries) > MOST_ENTRIES:
        faults.append(f"Of {len(entries)} entries, the newest {MOST_ENTRIES} were read.")
        entries = _newest(entries)
    if listing.format is Format.SITEMAP and not entries and not listing.children:
        faults.append("The sitemap names no pages.")
    return replace(listing, entries=tuple(entries), faults=tuple(faults))


def _newest(entries: Sequence[Entry]) -> list[Entry]:
    """The newest 1,000 in their order; without dates, those that stand first."""
    order = sorted(range(len(entries)), key=lambda at: -_dated(entries[at]))[:MOST_ENTRIES]
    return [entries[at] for at in sorted(order)]


def _dated(entry: Entry) -> int:
    moment = entry.published or entry.modified
    return moment.at if moment else 0


def _counted(number: int) -> str:
    return "One entry" if number == 1 else f"{number} entries"
