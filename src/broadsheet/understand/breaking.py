"""What breaks: a hashtag that several outlets carry within minutes, and that was quiet before. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.model.insights import Hashtag
from broadsheet.model.timeline import Card
from broadsheet.understand.outlets import outlets_of

LATE = 3 * 3600  # seconds between an article's own time and its arrival here that are waited for
DAY = 86_400  # seconds before, by which a hashtag's usual pace is told
# How many times its usual pace a hashtag must run. A town that 30 articles a day name is named by three outlets within
# half an hour once a day by chance (Poisson, mean 0.6); ten times its pace makes that once in a year.
_TIMES = 10


@dataclass(frozen=True, slots=True)
class Rise:
    """A hashtag and the articles that carry it within the given minutes, the newest first. `since`: the first of
    them, in seconds since 1970, UTC."""

    hashtag: Hashtag
    cards: tuple[Card, ...]
    outlets: int
    since: int


def rising(cards: Sequence[Card], *, outlets: int, within: int) -> tuple[Rise, ...]:
    """The hashtags that so many different outlets carry within so many seconds, by the articles' own times; those of
    most outlets first."""
    carrying: dict[str, list[Card]] = defaultdict(list)
    named: dict[str, Hashtag] = {}
    for card in cards:
        for tag in card.hashtags:
            carrying[tag.key].append(card)
            named.setdefault(tag.key, tag)
    found = (_rise(named[key], those, within) for key, those in carrying.items() if outlets_of(those) >= outlets)
    enough = [rise for rise in found if rise.outlets >= outlets]
    return tuple(sorted(enough, key=lambda rise: (-rise.outlets, -len(rise.cards), rise.hashtag.key)))


def broke(rises: Sequence[Rise], *, before: Mapping[str, int], within: int, announced: Collection[str]) -> Rise | None:
    """The one of them that is news, or None.

    `before`: how many articles carried each hashtag in the day before it rose. `announced`: the hashtags that were
    announced of late; what mostly carries one of those is the same event under another hashtag.
    """
    return next(
        (
            rise
            for rise in rises
            if len(rise.cards) >= _TIMES * before.get(rise.hashtag.key, 0) * within / DAY
            and not _is_known(rise, announced)
        ),
        None,
    )


def why(rise: Rise, within: int) -> str:
    """What happened, as a sentence; `within` in seconds."""
    return f"{rise.outlets} outlets within {within // 60} minutes: {rise.hashtag.label}."


def _rise(hashtag: Hashtag, cards: Sequence[Card], within: int) -> Rise:
    """The stretch of so many seconds in which most outlets carry the hashtag; of several, the earliest."""
    ordered = sorted(cards, key=lambda card: (card.dated, card.id))
    stretches = [
        [card for card in ordered[at:] if card.dated <= first.dated + within] for at, first in enumerate(ordered)
    ]
    best = max(stretches, key=outlets_of)
    return Rise(hashtag, tuple(reversed(best)), outlets_of(best), best[0].dated)


def _is_known(rise: Rise, announced: Collection[str]) -> bool:
    known = [card for card in rise.cards if any(tag.key in announced for tag in card.hashtags)]
    return len(known) * 2 >= len(rise.cards)
