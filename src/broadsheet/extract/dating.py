"""When an article was published and changed: weighed from what its page, its feed and its lines say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from broadsheet.extract import datelines, evidence, jsonld
from broadsheet.extract.document import Document
from broadsheet.extract.evidence import Choice, Told
from broadsheet.extract.signals import Signals
from broadsheet.model.moments import Moment
from broadsheet.text import dates
from broadsheet.text.words import squash

_DAY = 86_400
_MOST_TIMES = 30  # <time> elements that are read
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "parsely-pub-date", "sailthru.date", "datepublished",
    "og:published_time", "published_time", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "originalpublicationdate",
    "citation_publication_date", "article_date_original", "last-modified", "created", "release_date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "lastmod", "last-modified", "article.updated", "revised", "modified",
)  # fmt: skip
_HAS_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d|GMT|UTC|[A-Z]{2,4}T)\)?\s*$")
# The zone of a country that has one, by the last label of its outlets' hosts: for times that name none, and for those
# that are told in UTC.
_ZONES = {
    "at": "Europe/Vienna", "be": "Europe/Brussels", "bg": "Europe/Sofia", "ch": "Europe/Zurich", "cz": "Europe/Prague",
    "de": "Europe/Berlin", "dk": "Europe/Copenhagen", "ee": "Europe/Tallinn", "fi": "Europe/Helsinki",
    "fr": "Europe/Paris", "gr": "Europe/Athens", "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "ie": "Europe/Dublin",
    "il": "Asia/Jerusalem", "in": "Asia/Kolkata", "it": "Europe/Rome", "jp": "Asia/Tokyo", "kr": "Asia/Seoul",
    "li": "Europe/Vaduz", "lt": "Europe/Vilnius", "lu": "Europe/Luxembourg", "lv": "Europe/Riga",
    "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "pl": "Europe/Warsaw", "ro": "Europe/Bucharest",
    "rs": "Europe/Belgrade", "se": "Europe/Stockholm", "si": "Europe/Ljubljana", "sk": "Europe/Bratislava",
    "th": "Asia/Bangkok", "tr": "Europe/Istanbul", "tw": "Asia/Taipei", "ua": "Europe/Kyiv", "uk": "Europe/London",
    "vn": "Asia/Ho_Chi_Minh", "za": "Africa/Johannesburg",
}  # fmt: skip

Dated = Choice[Moment | None]


def published(found: Signals, from_feed: Moment | None, fetched: int) -> Dated:
    """When it was published, as the page or its feed tells. `fetched`: seconds since 1970, 0 where unknown."""
    node = found.node
    told = [
        *((f"JSON-LD {key}", _first(node, key)) for key in ("datePublished", "uploadDate", "dateCreated")),
        *((f"meta {name}", text) for name in _PUBLISHED for text in found.all_meta(name)),
        ("microdata datePublished", found.prop("datepublished")),
        *(("<time>", text) for text in _times(found)),
    ]
    return _best(told, from_feed, fetched, zone_of(found.document.url))


def modified(found: Signals, from_feed: Moment | None, since: Moment | None, fetched: int) -> Dated:
    """When it was changed last, after `since`, its publication; else None."""
    told = [
        ("JSON-LD dateModified", _first(found.node, "dateModified")),
        *((f"meta {name}", text) for name in _MODIFIED for text in found.all_meta(name)),
        ("microdata dateModified", found.prop("datemodified")),
    ]
    choice = _best(told, from_feed, fetched, zone_of(found.document.url))
    if choice.value is not None and since is not None and choice.value.at <= since.at:
        return replace(choice, value=None, source="", because="not after its publication")
    return choice


def searched(document: Document) -> Dated:
    """A guess at the publication, for pages that tell machines nothing: by their address, then by a search."""
    if moment := datelines.in_address(document.url):
        return Choice(moment, "address", "no date is told", (Told("address", document.url),))
    if moment := datelines.in_page(document):
        return Choice(moment, "search", "no date is told", (Told("search", moment.iso),))
    return Choice(None, "", "no date is found", ())


def with_lines(choice: Dated, lines: Iterable[str], url: str, fetched: int) -> Dated:
    """The publication, also from the lines around the beginning of the text: where nothing else names it, or where
    they name the time of the day that is known. Never one that lies ahead."""
    known = choice.value
    if known is None or known.day_only:
        line = datelines.in_lines(lines, zone_of(url), known)
        if line is not None and line != known:
            because = "no date is told" if known is None else "it knows the time of the same day"
            choice = Choice(line, "line", because, (*choice.told, Told("line", line.iso)))
    if choice.value is not None and fetched and choice.value.at > fetched + _DAY:
        return replace(choice, value=None, source="", because="it lies ahead")
    return choice


def zone_of(url: str) -> tzinfo | None:
    """The zone of the country that an address is of, where that has one."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    name = _ZONES.get(host.rsplit(".", 1)[-1])
    return ZoneInfo(name) if name else None


def _first(node: jsonld.Node, key: str) -> str:
    return jsonld.first(node.get(key), "@value")


def _best(told: Iterable[tuple[str, str]], from_feed: Moment | None, fetched: int, zone: tzinfo | None) -> Dated:
    """The first moment that can be; but one of the same day that knows the time, or its zone, rather than one that
    does not. In the outlet's own zone where another witness, or its country, tells that."""
    latest = fetched + _DAY if fetched else None
    said = [(source, text) for source, text in told if text]
    moments = [
        (source, moment, bool(_HAS_ZONE.search(text)))
        for source, text in said
        if (moment := dates.parse(text, zone_hint=zone)) is not None and (latest is None or moment.at <= latest)
    ]
    if from_feed is not None:
        said.append(("feed", from_feed.iso))
        if latest is None or from_feed.at <= latest:
            moments.append(("feed", from_feed, not from_feed.day_only))
    witnesses = evidence.heard(said)
    if not moments:
        return Choice(None, "", "no date is told that can be", witnesses)
    source, best, because = _most_exact(moments)
    return Choice(_at_home(best, [moment for _, moment, _ in moments], zone), source, because, witnesses)


def _most_exact(moments: list[tuple[str, Moment, bool]]) -> tuple[str, Moment, str]:
    source, first, zoned = moments[0]
    if not zoned or first.day_only:
        for other, moment, has_zone in moments[1:]:
            near = abs(moment.at - first.at) <= _DAY
            if near and not moment.day_only and (has_zone or first.day_only):
                return other, moment, f"it knows the time, or its zone, which {source} does not"
    return source, first, "the first in rank"


def _at_home(best: Moment, others: Iterable[Moment], zone: tzinfo | None) -> Moment:
    """A moment told in UTC, in the outlet's own zone: that of a witness who tells the same moment, or its country's."""
    if best.day_only or datetime.fromisoformat(best.iso).utcoffset():
        return best
    when = datetime.fromtimestamp(best.at, UTC)
    for other in others:
        if not other.day_only and abs(other.at - best.at) < 60:
            offset = datetime.fromisoformat(other.iso).tzinfo
            if offset is not None and offset.utcoffset(None):
                return Moment(best.at, when.astimezone(offset).isoformat(timespec="seconds"))
    return Moment(best.at, when.astimezone(zone).isoformat(timespec="seconds")) if zone else best


def _times(found: Signals) -> Iterator[str]:
    """What the page's own <time> elements say: the one marked as the publication first."""
    root = found.document.root
    elements = [element for _, element in zip(range(_MOST_TIMES), root.iter("time"), strict=False)]
    for element in sorted(elements, key=lambda element: "pubdate" not in element.attrib):
        yield element.get("datetime") or squash(element.text_content())[:80]
