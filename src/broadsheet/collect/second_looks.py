"""Which articles' pages are worth a second look, and when: the feed says that something moved. Pure."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from broadsheet.collect.rhythm import DAY, HOUR, MINUTE
from broadsheet.model.listings import Entry, Kind
from broadsheet.model.second_looks import Again, Heard, Word
from broadsheet.text.words import fold

# The first change that the feed tells is looked at at once, each further one after a longer pause; then no more. An
# outlet corrects within hours, and some feeds give every entry a new time whenever they are made.
PAUSES = (0, 30 * MINUTE, 2 * HOUR, 8 * HOUR)
WINDOW = 3 * DAY  # seconds after publication
_MANY = 5  # entries; where so many have a new time at once, and most of the listing, it is the feed's own clock


def word_of(entry: Entry) -> Word:
    """What the source says of an entry, as far as a change would show in it."""
    letters = "".join(filter(str.isalnum, fold(entry.title)))
    digest = blake2b(letters.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Word(entry.key, digest, entry.modified.at if entry.modified else None)


def is_news(word: Word, heard: Heard) -> bool:
    """Whether the source said something else before, or nothing yet."""
    return (word.headline, word.modified) != (heard.headline, heard.modified)


def second_looks(entries: Sequence[Entry], heard: Mapping[str, Heard], now: int) -> tuple[Again, ...]:
    """The articles to look at again. `heard`: what was said before, by the entry's key; `now`: seconds since 1970, UTC.

    Not those of more than three days ago, nor more than four times, nor podcasts and videos, which their feeds tell.
    """
    known = [(word_of(entry), heard[entry.key]) for entry in entries if entry.key in heard and _has_page(entry)]
    moved = [word for word, before in known if _moved(word, before)]
    clock = len(moved) >= _MANY and len(moved) * 2 > len(known)
    found: dict[int, Again] = {}
    for word, before in known:
        reason = _reason(word, before, clock=clock)
        if reason and _may(before, now):
            found.setdefault(before.article_id, Again(before.article_id, now + PAUSES[before.looks], reason))
    return tuple(found.values())


def after_failed_look(now: int, looks: int) -> int | None:
    """When to look again after the last of `looks` (≥ 1) second looks brought no page; None: not before the feed says
    so once more."""
    return now + PAUSES[looks] if looks < len(PAUSES) else None


def _reason(word: Word, before: Heard, *, clock: bool) -> str | None:
    if before.headline is not None and word.headline != before.headline:
        return "The feed gives it another headline."
    return "The feed says that it was updated." if _moved(word, before) and not clock else None


def _moved(word: Word, before: Heard) -> bool:
    """Whether the time of its last change is later than it was; a feed that says one for the first time says nothing
    new."""
    return word.modified is not None and before.modified is not None and word.modified > before.modified


def _may(before: Heard, now: int) -> bool:
    return before.whole and not before.waiting and before.looks < len(PAUSES) and now - before.dated <= WINDOW


def _has_page(entry: Entry) -> bool:
    return bool(entry.url) and entry.kind is Kind.ARTICLE
