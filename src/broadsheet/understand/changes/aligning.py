"""Which sentences of two texts are the same, and which became which. Linear but for a sort."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from broadsheet.text.words import tokens

_AHEAD = 12  # sentences that are looked through for the one that an old sentence became
_ALIKE, _ALIKE_ALONE = 0.5, 0.3  # share of words (Dice); less where one sentence stands in the place of one
_READ = 1000  # characters of a sentence

Pair = tuple[int | None, int | None]


def align(old: Sequence[str], new: Sequence[str], old_keys: Sequence[str], new_keys: Sequence[str]) -> list[Pair]:
    """The sentences of both, in the order of the new text: the same, one that became another, or one alone. The keys
    say which are the same."""
    pairs: list[Pair] = []
    i = j = 0
    for a, b in [*_same(old_keys, new_keys), (len(old), len(new))]:
        pairs += _between(old, new, range(i, a), range(j, b))
        if a < len(old):
            pairs.append((a, b))
        i, j = a + 1, b + 1
    return pairs


def _same(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest run of places, growing in both, that hold the same. A sentence that comes several times is told by
    the count, so each is the partner of one at most, and the longest growing run of partners is the answer."""
    places = {one: place for place, one in enumerate(_counted(new))}
    both = [(place, places[one]) for place, one in enumerate(_counted(old)) if one in places]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(both):
        at = bisect_left(tails, place)
        if at == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[at], ends[at] = place, index
        before.append(ends[at - 1] if at else -1)
    run: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(both[index])
        index = before[index]
    return run[::-1]


def _counted(keys: Sequence[str]) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    counted = []
    for one in keys:
        counted.append((one, seen[one]))
        seen[one] += 1
    return counted


def _between(old: Sequence[str], new: Sequence[str], gone: range, came: range) -> Iterator[Pair]:
    """Of what stands between two places that are the same: what became what, in order; the rest came or went alone."""
    least = _ALIKE_ALONE if len(gone) == len(came) == 1 else _ALIKE
    words = [set(tokens(new[place][:_READ])) for place in came]
    done = 0
    for place in gone:
        own = set(tokens(old[place][:_READ]))
        ahead = range(done, min(len(words), done + _AHEAD))
        best = max(ahead, key=lambda one: (_alike(own, words[one]), -one), default=None)
        if best is None or _alike(own, words[best]) < least:
            yield place, None
            continue
        yield from ((None, came[one]) for one in range(done, best))
        yield place, came[best]
        done = best + 1
    yield from ((None, came[one]) for one in range(done, len(words)))


def _alike(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
