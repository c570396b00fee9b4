"""What a look at a source means for it: its state, the reason in words, and when to come back. Pure."""

from dataclasses import replace

from broadsheet.collect.find import Found
from broadsheet.collect.moves import agree, believed
from broadsheet.collect.rhythm import after_failure, spread
from broadsheet.errors import BadStatus, BroadsheetError, KeptOut, NotAsked
from broadsheet.model.listings import Format
from broadsheet.model.pages import NotModified, Validators
from broadsheet.model.rhythm import Asks, NextLook
from broadsheet.model.sources import Look, Source, State, Way
from broadsheet.text import urls, words

LONGEST_TITLE = 200  # characters


def asks_after(source: Source, answer: NotModified) -> Asks:
    """What the source asks of us after a 304: the feed's own wishes stay, as does what the server leaves unsaid (RFC
    9111, 3.2)."""
    return source.asks if answer.fresh is None else replace(source.asks, fresh=answer.fresh)


def asks_of(found: Found) -> Asks:
    """What the source asks of us after its listing was read."""
    return replace(found.listing.asks, fresh=found.page.fresh)


def unchanged(source: Source, answer: NotModified, now: int, next_look: NextLook) -> Look:
    """The server says that nothing has changed. A 304 may bring newer validators, and may leave them out (RFC 9110,
    15.4.5)."""
    ours, theirs = source.validators, answer.validators
    kept = Validators(theirs.etag or ours.etag, theirs.last_modified or ours.last_modified, theirs.of)
    look = Look(
        State.OK, None, now, next_look.at, 0, kept, look_because=next_look.because, asks=asks_after(source, answer)
    )
    return _moved(look, source, answer.moved_to, now)


def read(source: Source, found: Found, now: int, next_look: NextLook, *, left_over: bool) -> Look:
    """A listing was read, and what it brought is in the archive. While an entry is `left_over`, the next look must see
    the listing again, not "not modified"; and an index of sitemaps may stay as it is while they change."""
    validators = Validators() if left_over or found.listing.children else found.page.validators
    title = words.squash(found.listing.title)[:LONGEST_TITLE] if urls.is_unnamed(source.title, source.url) else None
    look = Look(
        State.OK, None, now, next_look.at, 0, validators, title or None, None, next_look.because, asks_of(found)
    )
    if source.selectors is None:
        look = replace(look, way=Way.SITEMAP if found.listing.format is Format.SITEMAP else Way.FEED)
    if found.page.url != source.url:  # a home page, whose feed takes its place at once
        return replace(look, url=found.url, validators=_at(found.url, validators))
    return _moved(look, source, found.page.moved_to, now)


def failed(source: Source, fault: BroadsheetError, now: int) -> Look:
    """The look failed: later again, unless the server says that the source is gone for good."""
    failures, kept = source.failures + 1, source.validators
    if isinstance(fault, BadStatus) and fault.gone:
        return Look(State.GONE, fault.reason, now, None, failures, kept, asks=source.asks)
    asked_to_wait = fault.retry_after if isinstance(fault, BadStatus) else None
    later = after_failure(now, failures, source.url, asked_to_wait)
    return Look(
        State.FAILING, fault.reason, now, later.at, failures, kept, look_because=later.because, asks=source.asks
    )


def put_off(source: Source, fault: NotAsked, now: int) -> Look:
    """The source was not asked. That its host wants a pause is no failure of the source; that the page is closed to
    programs is one, of which the person should know."""
    at = fault.until + spread(source.url, max(60, (fault.until - now) // 10))
    closed = isinstance(fault, KeptOut)
    return Look(
        State.FAILING if closed else source.state,
        fault.reason if closed else source.reason,
        source.checked or now,
        at,
        source.failures,
        source.validators,
        look_because="daily: its robots.txt may change" if closed else fault.reason,
        asks=source.asks,
        move=source.move,
    )


def _moved(look: Look, source: Source, led_to: str | None, now: int) -> Look:
    """The look with what it tells of a move; once that is believed, the new address takes the old one's place."""
    move = agree(source.move, led_to if led_to != source.url else None, now)
    if move is None or not believed(move, now):
        return replace(look, move=move)
    return replace(look, url=move.to, validators=_at(move.to, look.validators))


def _at(url: str, validators: Validators) -> Validators:
    """The validators for one who asks at `url` itself."""
    return replace(validators, of=None) if validators.of == url else validators
