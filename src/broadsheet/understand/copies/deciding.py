"""Whether one of two articles has its text from the other, and why. Pure."""

from dataclasses import dataclass

from broadsheet.model.copies import Copy, CopyKind, Fingerprint
from broadsheet.understand.copies.fingerprints import compare

LEAST = 25  # shingles, some thirty words: teasers and notices are the same everywhere
# Copies made by hand of texts that were cut, edited and added to, and pairs of one story read by their shares, say
# where these lie: notes/copies.md.
_COPY = 0.7  # share of the later text that stands in the earlier; or of the earlier in the later, with half of that
_ADDED = 0.5
_SAME_OUTLET = 0.8  # both ways: an outlet's own background stands under many of its articles
_UNQUOTED = 0.6  # of what is outside quotation marks, where there is enough of it to judge by
_PARTIAL = 0.33  # share of the later text, outside quotation marks
_LEAST_WORDS = 40  # outside quotation marks, that both share
_ALL_QUOTED = 0.9  # share of quoted shingles from which on a text is one quotation: a speech
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Text:
    """What of an article is compared. `dated`: seconds since 1970, UTC."""

    article: int
    outlet: int
    dated: int
    print: Fingerprint


def decide(one: Text, other: Text, *, first_is_source: bool | None = None) -> Copy | None:
    """Which of two has its text from the other, or None. The earlier is the source, of the same moment that with the
    smaller id; `first_is_source` knows better."""
    if first_is_source is None:
        first_is_source = (one.dated, one.article) <= (other.dated, other.article)
    source, later = (one, other) if first_is_source else (other, one)
    if min(source.print.size, later.print.size) < LEAST:
        return None
    shared = compare(later.print, source.print)
    same_outlet = source.outlet == later.outlet
    if same_outlet:
        cut = added = min(shared.first, shared.second) >= _SAME_OUTLET
    else:
        cut, added = shared.first >= _COPY, shared.second >= _COPY and shared.first >= _ADDED
    own = shared.unquoted_first if cut else shared.unquoted_second
    if (cut or added) and (own >= _UNQUOTED or _is_quotation(later.print) or _is_quotation(source.print)):
        kind = CopyKind.COPY
    elif shared.unquoted_first >= _PARTIAL and shared.words >= _LEAST_WORDS:
        kind = CopyKind.PARTIAL
    else:
        return None
    share = shared.first if kind is CopyKind.COPY else shared.unquoted_first
    return Copy(later.article, source.article, kind, round(share, 2), _reason(share, later.dated - source.dated))


def _is_quotation(one: Fingerprint) -> bool:
    return one.quoted >= one.size * _ALL_QUOTED


def _reason(share: float, seconds: int) -> str:
    return f"{round(share * 100)} % the same text, {elapsed(seconds)}"


def elapsed(seconds: int) -> str:
    """How much later something came, in words."""
    if abs(seconds) < _MINUTE:
        return "at the same time"
    for unit, name in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if abs(seconds) >= unit:
            count = round(abs(seconds) / unit)
            return f"{count} {name}{'' if count == 1 else 's'} {'later' if seconds > 0 else 'earlier'}"
    raise AssertionError("unreachable")
