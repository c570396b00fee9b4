"""What a look at a source means for it: its state, the reason in words, and when to come back. Pure."""

from broadsheet.collect.find import Found
from broadsheet.collect.rhythm import after_failure, spread
from broadsheet.errors import BadStatus, BroadsheetError
from broadsheet.model.pages import NotModified, Validators
from broadsheet.model.sources import Look, Source, State
from broadsheet.text import urls, words

LONGEST_TITLE = 200  # characters


def unchanged(source: Source, answer: NotModified, now: int, pause: int) -> Look:
    """The server says that nothing has changed. A 304 may bring newer validators, and may leave them out (RFC 9110,
    15.4.5). `pause`: seconds until the next look."""
    ours, theirs = source.validators, answer.validators
    kept = Validators(theirs.etag or ours.etag, theirs.last_modified or ours.last_modified)
    return Look(State.OK, None, now, now + pause + spread(source.url, pause // 10), 0, kept)


def read(source: Source, found: Found, now: int, next_look: int, *, left_over: bool) -> Look:
    """A listing was read, and what it brought is in the archive. While an entry is `left_over`, the next look must see
    the listing again, not "not modified"; and an index of sitemaps may stay as it is while they change."""
    validators = Validators() if left_over or found.listing.children else found.page.validators
    title = words.squash(found.listing.title)[:LONGEST_TITLE] if urls.is_unnamed(source.title, source.url) else None
    url = found.url if found.url != source.url else None
    return Look(State.OK, None, now, next_look, 0, validators, title or None, url)


def failed(source: Source, fault: BroadsheetError, now: int) -> Look:
    """The look failed: later again, unless the server says that the source is gone for good."""
    failures = source.failures + 1
    if isinstance(fault, BadStatus) and fault.gone:
        return Look(State.GONE, fault.reason, now, None, failures, source.validators)
    asked_to_wait = fault.retry_after if isinstance(fault, BadStatus) else None
    next_look = after_failure(now, failures, source.url, asked_to_wait)
    return Look(State.FAILING, fault.reason, now, next_look, failures, source.validators)
