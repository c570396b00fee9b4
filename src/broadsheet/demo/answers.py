"""What the press answers to a request: conditional (RFC 9110, 13), compressed, and in part where a player asks so."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime

from broadsheet.demo.site import Document

RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")
WORTH_COMPRESSING = 600  # bytes; below it the gzip header eats the gain
COMPRESSIBLE = ("text/", "application/", "image/svg")
MISSING = "<!DOCTYPE html><html lang=en><title>Not found</title><h1>Page not found</h1><p>It may have moved.</p>"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers and a body, ready to be sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def answer(site: Mapping[str, Document], method: str, path: str, asked: Mapping[str, str]) -> Answer:
    """The answer to a request. `path` is decoded and without its query; `asked` has header names in lower case."""
    if method not in {"GET", "HEAD"}:
        return Answer(405, {"Allow": "GET, HEAD"})
    document = site.get(path)
    if document is None:
        return Answer(404, {"Content-Type": "text/html; charset=utf-8"}, MISSING.encode())
    if document.status != 200:
        return Answer(document.status, {"Content-Type": document.type, "Retry-After": "3600"}, document.body)
    headers = {
        "Content-Type": document.type,
        "ETag": document.etag,
        "Last-Modified": formatdate(document.modified, usegmt=True),
        "Cache-Control": "max-age=60",
        "Vary": "Accept-Encoding",
    }
    if _unchanged(document, asked):
        return Answer(304, headers)
    return _body(document, headers, asked)


def _unchanged(document: Document, asked: Mapping[str, str]) -> bool:
    if tags := asked.get("if-none-match"):
        return tags.strip() == "*" or document.etag in [tag.strip() for tag in tags.split(",")]
    try:
        return document.modified <= parsedate_to_datetime(asked.get("if-modified-since", "")).timestamp()
    except (ValueError, OverflowError):  # not a date, or none that this machine can count
        return False


def _body(document: Document, headers: dict[str, str], asked: Mapping[str, str]) -> Answer:
    size = len(document.body)
    if part := _part(size, asked.get("range", "")):
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
        return Answer(206, headers, document.body[part.start : part.stop])
    if document.type.startswith(COMPRESSIBLE) and size > WORTH_COMPRESSING and _takes_gzip(asked):
        return Answer(200, {**headers, "Content-Encoding": "gzip"}, gzip.compress(document.body, mtime=0))
    return Answer(200, headers, document.body)


def _part(size: int, wanted: str) -> range | None:
    """The one part that is asked for, within a body of `size` bytes; None for a wish that we do not serve."""
    match = RANGE.fullmatch(wanted)
    part = range(int(match[1]), min(int(match[2] or size), size - 1) + 1) if match else range(0)
    return part or None


def _takes_gzip(asked: Mapping[str, str]) -> bool:
    offers = (offer.split(";") for offer in asked.get("accept-encoding", "").lower().split(","))
    return any(name.strip() == "gzip" and "q=0" not in [p.strip() for p in rest] for name, *rest in offers)
