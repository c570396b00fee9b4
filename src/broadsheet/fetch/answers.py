"""From an answer to the page: what its headers say of it, and what we send back next time."""

import re
from collections.abc import Mapping

from broadsheet.fetch.exchange import Answer
from broadsheet.fetch.freshness import fresh
from broadsheet.model.pages import Page, Validators

_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:+-]{1,40})", re.IGNORECASE)
_TYPE = re.compile(r"\s{0,9}([A-Za-z0-9!#$&^_.+-]{1,80}/[A-Za-z0-9!#$&^_.+-]{1,80})")
_FIT = re.compile(r"[\x20-\x7e]{1,1000}")  # what we keep of a server and send back to it


def conditions(unless: Validators | None) -> dict[str, str]:
    """The headers that ask "has it changed?" (RFC 9110, 13.1); empty where there is nothing to ask with."""
    if unless is None:
        return {}
    asked = {"If-None-Match": unless.etag or "", "If-Modified-Since": unless.last_modified or ""}
    return {name: value for name, value in asked.items() if _FIT.fullmatch(value)}


def validators(headers: Mapping[str, str], of: str | None = None) -> Validators:
    """What the server gave us to ask with next time; absurdly long or unprintable ones are not kept. `of`: the address
    that it was said of, where that is not the one that was asked for."""
    etag, changed = headers.get("etag", ""), headers.get("last-modified", "")
    return Validators(etag if _FIT.fullmatch(etag) else None, changed if _FIT.fullmatch(changed) else None, of)


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type header names, or None."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def page(url: str, final_url: str, moved_to: str | None, answer: Answer, fetched: int, *, behind: bool = False) -> Page:
    """The page that came for `url` from `final_url`. `behind`: redirects led there."""
    said = answer.headers.get("content-type", "")
    kind = _TYPE.match(said)
    return Page(
        url=url,
        final_url=final_url,
        body=answer.body,
        content_type=kind[1].lower() if kind else "",
        charset=charset_of(said),
        fetched=fetched,
        validators=validators(answer.headers, final_url if behind else None),
        moved_to=moved_to,
        headers=answer.headers,
        fresh=fresh(answer.headers, fetched),
    )
