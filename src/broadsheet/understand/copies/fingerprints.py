"""Text → the few hashes by which its copies are known, cut, shortened or with paragraphs of their own.

Of the hashes of all runs of five words the smallest are kept (a bottom-k sketch: Broder, "On the resemblance and
containment of documents", 1997). How many of them stand in another text's sketch, below the smaller of both bounds,
estimates how much of the text stands in the other, whatever their lengths are.
"""

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from zlib import crc32

from broadsheet.model.copies import Fingerprint, Shared

KEPT = 160  # hashes: 649 bytes, and a share of 0.5 is told to ± 0.04
WORDS = 5  # of a shingle: fewer are phrases that anybody writes
LARGEST = 60_000  # characters that are read
_WORD = re.compile(rb"[^\x00-/:-@\[-`{-\x7f]+")
# Scripts without spaces are read letter by letter: Thai and Lao, Burmese, Khmer, kana, Han.
_UNSPACED = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_LETTERED = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_LETTERS = 8  # of a shingle in such scripts
# Outlets set the signs of a wire text in their own ways. Marks of quotation become one that opens and one that closes.
_OPENS, _CLOSES = "\x01", "\x02"
_SIGNS = (
    *((sign, _OPENS) for sign in "“„«「『"),
    *((sign, _CLOSES) for sign in "”»」』"),
    *((sign, " ") for sign in "‘’–—…•\xa0\u202f、。，"),
    ("\xad", ""),
    ("\u200b", ""),
)
_QUOTED = re.compile(rb'([\x01"][^\x01\x02"\n]{1,1600}[\x01\x02"])')
_BITS = 32


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a plain text. Case, punctuation and white space do not count, so that a copy with other
    quotation marks is the same text. What begins after 60 000 characters is not read."""
    text = text[:LARGEST].lower()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for sign, plain in _SIGNS:
            text = text.replace(sign, plain)
    unspaced = _HAS_UNSPACED.search(text) is not None
    width = _LETTERS if unspaced else WORDS
    words: list[bytes] = []
    bounds = [0]  # where unquoted words end and quoted ones begin, in turn
    for part in _QUOTED.split(text.encode("utf-8", "replace")):
        words += _letters(part) if unspaced else _WORD.findall(part)
        bounds.append(len(words))
    hashes = _hashes(words, width)
    spoken: set[int] = set()
    for start, end in zip(bounds[1::2], bounds[2::2], strict=False):
        spoken.update(hashes[start : max(start, end - width + 1)])
    every = set(hashes)
    return Fingerprint(len(every), len(spoken), tuple(one & ~1 | (one in spoken) for one in _smallest(every)))


def _letters(part: bytes) -> list[bytes]:
    return [one.encode() for one in _LETTERED.findall(part.decode())]


def _hashes(words: list[bytes], width: int) -> list[int]:
    """The hash of each run of words, in order. CRC-32 is fast, everywhere the same, and no secret: who wants to be
    taken for a copy can copy."""
    said = b" ".join([*words, b""])
    starts = list(accumulate([len(one) + 1 for one in words], initial=0))
    return [crc32(said[start:end]) for start, end in zip(starts, starts[width:], strict=False)]


def _smallest(hashes: set[int]) -> list[int]:
    """The smallest hashes, growing; only those that can be among them are sorted."""
    bound = (KEPT * 5 << _BITS) // (4 * len(hashes)) if len(hashes) > 2 * KEPT else 1 << _BITS
    few = sorted([one for one in hashes if one < bound])
    return few[:KEPT] if len(few) >= KEPT else sorted(hashes)[:KEPT]


def compare(first: Fingerprint, second: Fingerprint) -> Shared:
    """How much of the one text stands in the other, from their fingerprints alone."""
    bound = min(_bound(first), _bound(second))
    ours = {one >> 1: one & 1 for one in first.hashes[: bisect_right(first.hashes, bound)]}
    theirs = {one >> 1: one & 1 for one in second.hashes[: bisect_right(second.hashes, bound)]}
    both = ours.keys() & theirs.keys()
    unquoted = sum(not (ours[one] or theirs[one]) for one in both)
    return Shared(
        _share(len(both), len(ours)),
        _share(len(both), len(theirs)),
        _share(unquoted, sum(not spoken for spoken in ours.values())),
        _share(unquoted, sum(not spoken for spoken in theirs.values())),
        round(unquoted * (1 << _BITS) / (bound + 1)),
    )


def containment(first: Fingerprint, second: Fingerprint) -> float:
    """How much of the first text stands in the second, 0 to 1; 0 where the first is too short for one shingle."""
    return compare(first, second).first


def _bound(one: Fingerprint) -> int:
    """Up to which hash a fingerprint holds all that its text has."""
    return one.hashes[-1] | 1 if len(one.hashes) >= KEPT and one.size > len(one.hashes) else (1 << _BITS) - 1


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
