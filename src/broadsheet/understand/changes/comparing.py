"""Two versions of an article → what changed, sentence by sentence, each with its kinds. Pure; linear but for a sort."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.model.revisions import Change, ChangeKind, Edit, Swap, Version
from broadsheet.model.spans import Span
from broadsheet.text.sentences import sentences
from broadsheet.text.words import fold
from broadsheet.understand.changes.aligning import align
from broadsheet.understand.changes.churn import is_churn_line, without_counts
from broadsheet.understand.changes.letters import key
from broadsheet.understand.changes.swaps import Known, known_names, name_swaps, number_swaps
from broadsheet.understand.quotes.quotation_marks import quoted

MOST = 2000  # sentences that are looked at one by one; what follows counts as one
_LEAST_QUOTED = 12  # letters: fewer are a word in quotation marks
_CLOSING = "\"'”’»)]」』"
_ENDINGS = frozenset(".!?…。！？؟।۔")
_MOST_SWAPS = 8  # told of a whole change


@dataclass(frozen=True, slots=True)
class _Side:
    """One version, read. `links`: from this sentence on there are only lines without a stop, as links are."""

    words: str
    spans: tuple[Span, ...]
    keys: tuple[str, ...]
    quotes: tuple[Span, ...]
    links: int

    @property
    def said(self) -> list[str]:
        return [span.of(self.words) for span in self.spans]

    @property
    def nowhere(self) -> Span:
        return Span(len(self.words), len(self.words))


def compare(old: Version, new: Version, language: str | None = None) -> Change:
    """What differs between two versions. `language`: a primary tag or None.

    A change that is only typography, update times, counters or links to other articles is CHURN. A sentence that only
    moved is wording.
    """
    if old == new:
        return Change(())
    was, now = _side(old.words), _side(new.words)
    pairs = align(was.said, now.said, was.keys, now.keys)
    different = [(a, b) for a, b in pairs if a is None or b is None or was.keys[a] != now.keys[b]]
    changed = [new.title, *(now.spans[b].of(now.words) for _, b in different if b is not None)]
    changed += [old.title, *(was.spans[a].of(was.words) for a, _ in different if a is not None)]
    judge = _Judge(was, now, known_names(old, new, changed, language), fold(new.words), language)
    edits = tuple(judge.edit(a, b) for a, b in different)
    headline = judge.headline(old.title, new.title)
    swaps = tuple(dict.fromkeys([*headline[1], *(swap for edit in edits for swap in edit.swaps)]))
    found = {*headline[0], *(kind for edit in edits for kind in edit.kinds)} or {ChangeKind.CHURN}
    if found != {ChangeKind.CHURN}:
        found.discard(ChangeKind.CHURN)
    kinds = tuple(kind for kind in ChangeKind if kind in found)
    return Change(kinds, edits, swaps[:_MOST_SWAPS], _kept(pairs, was, now))


def _side(words: str) -> _Side:
    spans = sentences(words)
    if len(spans) > MOST:
        spans = (*spans[:MOST], Span(spans[MOST].start, spans[-1].end))
    inner = tuple(Span(one.inner_start, one.inner_end) for one in quoted(words))
    return _Side(words, spans, tuple(key(span.of(words)) for span in spans), inner, _links(words, spans))


def _links(words: str, spans: Sequence[Span]) -> int:
    """Where the lines without a stop at the end of a text begin: links that an extractor took for text."""
    place = len(spans)
    while place and not _stops(spans[place - 1].of(words)[-4:]):
        place -= 1
    return place or len(spans)


def _stops(end: str) -> bool:
    """Whether the end of a sentence has its stop, before the marks that may close it."""
    return end.rstrip(_CLOSING)[-1:] in _ENDINGS


def _kept(pairs: Sequence[tuple[int | None, int | None]], was: _Side, now: _Side) -> float:
    """The share of the old sentences that still stand."""
    there = set(now.keys)
    kept = sum(a is not None and (b is not None or was.keys[a] in there) for a, b in pairs)
    return kept / len(was.spans) if was.spans else 1.0


class _Judge:
    """Says of which kinds each difference between two sides is."""

    def __init__(self, was: _Side, now: _Side, names: Sequence[Known], everywhere: str, language: str | None) -> None:
        self._was, self._now, self._language = was, now, language
        self._names, self._everywhere = names, everywhere
        self._old_keys, self._new_keys = Counter(was.keys), Counter(now.keys)

    def headline(self, old: str, new: str) -> tuple[tuple[ChangeKind, ...], tuple[Swap, ...]]:
        """The kinds of a change of the headline; none where it only looks different."""
        if key(old) == key(new):
            return (), ()
        swaps = self._swaps(old, new)
        return (ChangeKind.HEADLINE, *dict.fromkeys(swap.kind for swap in swaps)), swaps

    def edit(self, old: int | None, new: int | None) -> Edit:
        """What became of one sentence."""
        before = self._was.spans[old] if old is not None else self._was.nowhere
        after = self._now.spans[new] if new is not None else self._now.nowhere
        if old is None and new is not None:
            return Edit((self._alone(self._now, new, self._old_keys, ChangeKind.ADDED),), before, after)
        if new is None and old is not None:
            kind = self._alone(self._was, old, self._new_keys, ChangeKind.REMOVED)
            lost = kind is ChangeKind.REMOVED and self._quoted(self._was, before)
            return Edit((ChangeKind.QUOTE, kind) if lost else (kind,), before, after)
        kinds, swaps = self._between(before, after)
        return Edit(kinds, before, after, swaps)

    def _alone(self, side: _Side, place: int, others: Counter[str], kind: ChangeKind) -> ChangeKind:
        if not side.keys[place] or place >= side.links or is_churn_line(side.spans[place].of(side.words)):
            return ChangeKind.CHURN
        return ChangeKind.WORDING if others[side.keys[place]] else kind

    def _between(self, before: Span, after: Span) -> tuple[tuple[ChangeKind, ...], tuple[Swap, ...]]:
        old, new = before.of(self._was.words), after.of(self._now.words)
        if is_churn_line(old) and is_churn_line(new):
            return (ChangeKind.CHURN,), ()
        if key(without_counts(old)) == key(without_counts(new)):
            return (ChangeKind.CHURN,), ()
        swaps = self._swaps(old, new)
        found = {swap.kind for swap in swaps}
        quote = self._quoted(self._was, before)
        if quote and quote != self._quoted(self._now, after):
            found.add(ChangeKind.QUOTE)
        return tuple(kind for kind in ChangeKind if kind in found) or (ChangeKind.WORDING,), swaps

    def _swaps(self, old: str, new: str) -> tuple[Swap, ...]:
        return (*number_swaps(old, new, self._language), *name_swaps(old, new, self._names, self._everywhere))

    def _quoted(self, side: _Side, span: Span) -> str:
        """The letters of what is quoted inside a sentence; "" where that is but a word."""
        first = max(0, bisect_right(side.quotes, span) - 1)
        parts: list[str] = []
        for quote in side.quotes[first:]:
            if quote.start >= span.end:
                break
            parts.append(side.words[max(quote.start, span.start) : min(quote.end, span.end)])
        found = key("".join(parts))
        return found if len(found) >= _LEAST_QUOTED else ""
