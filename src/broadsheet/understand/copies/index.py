"""Of all articles, those whose text a new one has or is: found by a few shared hashes, then compared.

The cost of one article does not grow with their number: each of its hashes looks into one bucket of four places, and
at most `MOST` articles are compared. Broder's sketches under locality-sensitive buckets (Manning, Raghavan and Schütze,
"Introduction to Information Retrieval", 19.6).
"""

from array import array
from collections import Counter
from collections.abc import Iterable

from broadsheet.model.copies import Copy, Fingerprint
from broadsheet.understand.copies.deciding import LEAST, Text, decide
from broadsheet.understand.copies.fingerprints import compare

MOST = 12  # articles that a new one is compared with
_KEYS = 32  # of a fingerprint's hashes, by which it is found
_PLACES = 4  # of a bucket
_HITS = 2  # shared hashes that make a candidate
_FULL = 0.5  # share of the places from which on there are made twice as many
_IDENTICAL = 0.95  # share both ways from which on a text need not be found by itself: its original is
_FORGOTTEN = 8  # the part of the articles, one in so many, that is forgotten when there are too many


class Copies:
    """The texts of the articles that were added, in memory: some 0.9 kB each. What it holds can be built again from
    stored fingerprints (`restore`). Not for several threads at once."""

    def __init__(self, most: int = 400_000) -> None:
        """`most`: articles that are remembered; beyond it the oldest are forgotten."""
        self._most = max(most, _FORGOTTEN)
        self._articles, self._outlets, self._dated = array("q"), array("q"), array("q")
        self._prints: list[bytes] = []
        self._places = array("I", bytes(4 * 4096 * _PLACES))
        self.taken = 0  # texts that later ones were ever to be compared with, those that are forgotten included

    def __len__(self) -> int:
        return len(self._prints)

    def add(self, article: int, outlet: int, dated: int, fingerprint: Fingerprint) -> tuple[Copy, ...]:
        """Takes an article in, and says of which earlier ones it is a copy, and which later ones are copies of it;
        the largest share first.

        A text that is nearly the same as a known one is not kept, and no later copy is said to be its: join those that
        are named together, and put the earliest in front.
        """
        if fingerprint.size < LEAST:
            return ()
        new = Text(article, outlet, dated, fingerprint)
        found: list[Copy] = []
        known = False
        for other in map(self._text, self._candidates(fingerprint)):
            copy = decide(other, new) if other.article != article else None
            if copy:
                found.append(copy)
                known = known or _is_identical(new, other)
        if not known:
            self._keep(new)
        return tuple(sorted(found, key=lambda copy: (-copy.share, copy.of, copy.article)))

    def restore(self, texts: Iterable[Text]) -> None:
        """Takes in articles that were added before, oldest first, without looking for their copies."""
        for text in texts:
            if text.print.size >= LEAST:
                self._keep(text)

    def _text(self, place: int) -> Text:
        stored = Fingerprint.from_bytes(self._prints[place])
        return Text(self._articles[place], self._outlets[place], self._dated[place], stored)

    def _candidates(self, fingerprint: Fingerprint) -> list[int]:
        """The places of the articles that share most hashes."""
        places, buckets = self._places, len(self._places) // _PLACES
        found: list[int] = []
        for one in fingerprint.hashes:
            at = (one >> 1) % buckets * _PLACES
            found.extend(places[at : at + _PLACES])
        hits = Counter(found)
        del hits[0]
        return [place - 1 for place, count in hits.most_common(MOST) if count >= _HITS]

    def _keep(self, text: Text) -> None:
        if len(self._prints) >= self._most:
            self._forget(self._most // _FORGOTTEN)
        self._articles.append(text.article)
        self._outlets.append(text.outlet)
        self._dated.append(text.dated)
        self._prints.append(text.print.to_bytes())
        self.taken += 1
        if len(self._prints) * _KEYS > len(self._places) * _FULL:
            self._build(2 * len(self._places))
        else:
            self._post(len(self._prints) - 1, text.print)

    def _post(self, place: int, fingerprint: Fingerprint) -> None:
        """Puts an article into the buckets of its smallest hashes. In a full one the first stays, which may be the
        original of all others, and of the rest one makes room."""
        places, buckets = self._places, len(self._places) // _PLACES
        for one in fingerprint.hashes[:_KEYS]:
            at = (one >> 1) % buckets * _PLACES
            free = next((slot for slot in range(_PLACES) if not places[at + slot]), 1 + place % (_PLACES - 1))
            places[at + free] = place + 1

    def _build(self, places: int) -> None:
        self._places = array("I", bytes(4 * places))
        for place, stored in enumerate(self._prints):
            self._post(place, Fingerprint.from_bytes(stored))

    def _forget(self, count: int) -> None:
        del self._articles[:count], self._outlets[:count], self._dated[:count], self._prints[:count]
        self._build(len(self._places))


def _is_identical(one: Text, other: Text) -> bool:
    shared = compare(one.print, other.print)
    return min(shared.first, shared.second) >= _IDENTICAL
