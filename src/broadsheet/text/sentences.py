"""Where the sentences of a text begin and end, in any script, as spans of its characters.

A stop ends a sentence unless something speaks against it: an abbreviation before it, a small letter after it, a bracket
around it. The evidence beside the stop is what Kiss and Strunk found to be enough ("Unsupervised Multilingual Sentence
Boundary Detection", Computational Linguistics 32, 2006); the few words listed are those that stand before a capital.
Linear in the length of the text.
"""

import re
from collections.abc import Iterator
from functools import cache

from broadsheet.model.spans import Span
from broadsheet.text.function_words import FUNCTION_WORDS
from broadsheet.text.months import MONTHS, letters


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CLOSING = "\"'”’»›“‘)\\]」』】）》〉"
# Stops of scripts that part words by spaces; of those that need none after a stop; and the Greek question mark.
_STOP = re.compile(
    rf"(?:[.!?…‼⁇⁈⁉؟۔։።܀᙮]+|(?<=[\u0370-\u03ff])[;\u037e])(?:[{_CLOSING}]+|[ \u00a0\u202f]»(?=\s|$))*(?=\s|$)"
    rf"|[。！？｡．।॥။៕។]+[!?！？。…]*[{_CLOSING}]*"
)
_UNSPACED_STOPS = frozenset("。！？｡．")
_BRACKETS = re.compile("「[^「」]{0,300}」|『[^『』]{0,300}』|（[^（）]{0,300}）")
_TOKEN = re.compile(r"[^\s(\[\"'“”‘’«»„—–/]{1,40}$")
_WORD = re.compile(r"[^\W\d_]{1,20}")
_SPACE = re.compile(r"\s*")
_OPENING = "\"'“”„‚‘’«»‹›([¿¡-–—*•"
_CARRIED = re.compile(r"[\u3040-\u309f、，,：:]")  # what follows a Japanese or Chinese quotation inside a sentence
# Short forms before a name or a number: the sentence goes on, whatever follows.
_BEFORE_NAMES = _listed(
    "mr mrs ms dr prof sen rep gov gen lt col sgt capt cpl maj brig cmdr adm st mt ft rev hon pres messrs supt insp "
    "det cllr lt-col lt-gen maj-gen fr vs no nos nr núm art abs fig ca vol pp sr sra srta dña dª ing lic mme mlle mgr "
    "me hr frl dipl sig dott avv arch on dhr mevr ds ul prez gł inż гр ул им пр просп г тов акад проф стр см д-р др"
)
# Short forms that may also end a sentence: the word after decides.
_EITHER = _listed(
    "inc ltd co corp llc plc jr bros dept jan feb mar apr jun jul aug sept sep oct nov dec etc usw bzw evtl ggf inkl "
    "av ave blvd rd al approx est dpto cía gmbh mio mrd тыс млн млрд руб долл гг вв"
)
_SPACED_RUN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_MARKS = 200  # characters that are looked through for a letter
_LONG_RUN, _PIECE = 240, 90  # characters: Thai, Lao, Khmer and Burmese paragraphs beyond the first are cut at spaces


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences in order, without white space around them; all other characters belong to one of them.

    A line break always ends one. A stop inside 「」 or （） ends none.
    """
    found: list[Span] = []
    start, brackets = 0, any(sign in text for sign in "「『（")
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            found.extend(_of_paragraph(text, start, end, brackets=brackets))
        start = end + 1
    return tuple(found)


def _of_paragraph(text: str, start: int, end: int, *, brackets: bool) -> Iterator[Span]:
    """Cuts one paragraph; what is cut off with no letter or digit in it stays with the sentence before."""
    begun = start
    for cut in _cuts(text, start, end, brackets=brackets):
        if _says(text, begun, cut) and _says(text, cut, end):
            yield from filter(None, [_stripped(text, begun, cut)])
            begun = cut
    if span := _stripped(text, begun, end):
        yield span


def _says(text: str, start: int, end: int) -> bool:
    """Whether a letter or a digit stands there, at its beginning at least."""
    return any(map(str.isalnum, text[start : min(end, start + _MARKS)]))


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None


def _cuts(text: str, start: int, end: int, *, brackets: bool) -> Iterator[int]:
    """The places at which a paragraph is cut."""
    inside = [match.span() for match in _BRACKETS.finditer(text, start, end)] if brackets else []
    last, bracket = start, 0
    for match in _STOP.finditer(text, start, end):
        while bracket < len(inside) and inside[bracket][1] < match.end():
            bracket += 1
        enclosed = bracket < len(inside) and inside[bracket][0] < match.start() and match.end() < inside[bracket][1]
        if not enclosed and _ends(text, match, last, end):
            yield from _pieces(text, last, match.end())
            yield match.end()
            last = match.end()
    yield from _pieces(text, last, end)


def _pieces(text: str, start: int, end: int) -> Iterator[int]:
    """Places in a long run of a script that writes no stops: at spaces, some ninety characters apart."""
    if end - start < _LONG_RUN or not _SPACED_RUN.search(text, start, start + 40):
        return
    at = start
    while end - at > _LONG_RUN and 0 < (space := text.find(" ", at + _PIECE, end)) < end - _PIECE:
        yield space
        at = space


def _ends(text: str, match: re.Match[str], last: int, end: int) -> bool:
    """Whether this stop ends its sentence. `last`: where the sentence began."""
    stop, at = match[0], match.end()
    follows = _SPACE.match(text, at, end)
    after = follows.end() if follows else at
    if after >= end:
        return True
    if stop[0] in _UNSPACED_STOPS:
        return len(stop) == 1 or not _CARRIED.match(text, after)
    if stop[0] in "।॥":
        return True
    opened = after
    while opened < end and opened < after + 3 and (text[opened] in _OPENING or text[opened].isspace()):
        opened += 1
    follower = text[opened] if opened < end else ""
    if follower.islower():
        return False
    if stop[0] in "!?؟‼⁇⁈⁉" or "…" in stop or ".." in stop:
        return not (_is_quoted(stop) and _is_attribution(text, after, end))
    if stop != ".":
        return True
    return _full_stop_ends(text, match.start(), last, opened, end)


def _is_quoted(stop: str) -> bool:
    return stop[-1] in "\"'”’»“‘"


def _is_attribution(text: str, start: int, end: int) -> bool:
    """Whether what follows a quoted question is only who asked: "Smith asked."."""
    stop = text.find(".", start, min(end, start + 60))
    words = text[start:stop].split() if stop > 0 else []
    return 2 <= len(words) <= 4 and words[0].lower() not in _small_words() and words[-1].islower()


def _full_stop_ends(text: str, at: int, last: int, after: int, end: int) -> bool:
    """Whether a bare "." before a capital, a digit or a letter without case ends the sentence."""
    token = _TOKEN.search(text, max(last, at - 40), at)
    if token is None:
        return True
    word = token[0].lower().lstrip(".")
    if word in _BEFORE_NAMES:
        return False
    doubtful = (
        word in _EITHER
        or "." in word  # U.S., z.B, e.g
        or (word.isdigit() and len(word) <= 2 and not text[after].isdigit())  # German "3. Oktober"
        or (len(word) == 1 and word.isalpha() and not _unspaced(word))  # an initial
    )
    if not doubtful:
        return True
    follower = _WORD.match(text, after, end)
    if follower is None or letters(follower[0]) in MONTHS:  # "1. Mai"
        return False
    return follower[0].lower() in _small_words()


def _unspaced(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff" or "\u0e00" <= letter <= "\u0eff"


@cache
def _small_words() -> frozenset[str]:
    """Words of any language that begin a sentence and no name. Single letters are left out, being initials."""
    some = _listed("de der van la las los le les el den do dos da al bin")
    return frozenset(word for words in FUNCTION_WORDS.values() for word in words if len(word) > 1) - some
