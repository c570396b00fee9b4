"""Which marks in a text quote, and which pairs they make: “ ” „ « » ‘ ’ ‚ " ' 「 」 『 』, nested, or left open.

The same sign opens in one language and closes in another (German “, Swedish ”, English ”), and one is the apostrophe
too. What stands on both sides of a sign tells: an opening one has space before it and none after, a closing one the
reverse.
Linear in the length of the text.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Signs between two letters are apostrophes, and never looked at.
_MARK = re.compile("[“”„‟\"＂«»‹›「」『』‚‘]|(?<!\\w)['’]|['’](?!\\w)")
_FAMILY = {**dict.fromkeys('“”„‟"＂', "double"), **dict.fromkeys("«»", "guillemet"), **dict.fromkeys("‹›", "inner")}
_FAMILY |= {
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
    **dict.fromkeys("‚‘’'", "single"),
}
_ALWAYS_OPEN, _ALWAYS_CLOSE = frozenset("„‚「『"), frozenset("」』")
_BEFORE_OPENING = frozenset("([{—–-:/…¿¡“„«‘‚\"'‹>*•")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-…/”»“’\"'‹›。，、！？：；")
_PUNCTUATION = frozenset(".,;:!?…—–")
_ELISION = re.compile(
    r"['’‘](?:\d0?s?\b|\d\ds?\b|(?:tis|twas|em|til|till|cause|bout|round|n|cos|s|t)\b)", re.IGNORECASE
)
# A makeshift for one mark, and for emphasis as often: what it surrounds is left alone, with the single marks in it.
_DOUBLED = re.compile(r"(?<![\w'])''(?!\s)[^\n]*?(?:''(?!\w)|$)")
_MOST_OPEN = 8  # marks open at once; more is no writing


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between two marks. `start`, `end`: with the marks. `inner_start`, `inner_end`: without them.

    `left_open`: it has no closing mark, since the next paragraph opens it anew. `reopened`: it goes on so.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    left_open: bool = False
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    sign: str
    at: int
    may_open: bool
    may_close: bool

    @property
    def family(self) -> str:
        return _FAMILY[self.sign]


def quoted(text: str) -> tuple[Quoted, ...]:
    """The outermost quoted stretches of a text, in order; a nested one is part of its outer one."""
    found: list[Quoted] = []
    start, reopens = 0, ""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            of_paragraph, left = _of_paragraph(text, start, end, _next_sign(text, end))
            if reopens and of_paragraph and not text[start : of_paragraph[0].start].strip():
                first = of_paragraph[0]
                of_paragraph[0] = Quoted(
                    first.start, first.end, first.inner_start, first.inner_end, first.left_open, reopened=True
                )
            found.extend(of_paragraph)
            reopens = left
        start = end + 1
    return tuple(found)


def _next_sign(text: str, end: int) -> str:
    """The first character of the next paragraph."""
    following = re.compile(r"\s{0,20}(\S)").match(text, end)
    return following[1] if following else ""


def _of_paragraph(text: str, start: int, end: int, next_sign: str) -> tuple[list[Quoted], str]:
    """The stretches of one paragraph, and the sign that it leaves open for the next one, or ""."""
    marks = list(_marks(text, start, end))
    pairs, unclosed = _paired(text, marks)
    left = _left_open(text, start, end, unclosed, next_sign)
    if left:
        stop = end - (len(text[start:end]) - len(text[start:end].rstrip()))
        pairs = [pair for pair in pairs if pair[1].at < left.at]
        last = [Quoted(left.at, stop, _inner(text, left.at + 1, stop)[0], stop, left_open=left.sign == next_sign)]
    else:
        last = []
    return [*_outermost(text, pairs), *last], (left.sign if left and left.sign == next_sign else "")


def _left_open(text: str, start: int, end: int, unclosed: Sequence[_Mark], next_sign: str) -> _Mark | None:
    """The mark that stays open up to the end of its paragraph: the next one opens again, or the closing one is missing
    at the end of a paragraph that is all quotation."""
    for mark in unclosed:
        if mark.family == "single" and mark.sign not in "‘‚":
            continue
        begins = not text[start : mark.at].strip() or text[start : mark.at].rstrip().endswith((":", "："))
        if mark.sign == next_sign or (begins and mark.family != "single"):
            return mark if end - mark.at > 1 else None
    return None


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    twice = text.find("''", start, end) >= 0
    doubled = deque(match.span() for match in _DOUBLED.finditer(text, start, end)) if twice else deque()
    for match in _MARK.finditer(text, start, end):
        sign, at = match[0], match.start()
        while doubled and doubled[0][1] <= at:
            doubled.popleft()
        if sign in "'’‘" and doubled and doubled[0][0] <= at:
            continue
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if sign in "'’‘" and _ELISION.match(text, at):
            continue
        opens = (before.isspace() or before in _BEFORE_OPENING or _unspaced(before)) and not after.isspace()
        closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING or _unspaced(after))
        if sign in "«»“" and before in "\u0020\u00a0\u202f" and after.isspace():  # « French »
            opens, closes = sign != "»", sign == "»"
        elif sign in "«»" and after in "\u00a0\u202f":
            opens, closes = sign == "«", sign == "»"
        elif sign == "»" and before in "\u0020\u00a0\u202f" and not after.isalnum():
            opens, closes = False, True
        elif sign == "«" and after.isspace():
            opens = True
        elif sign in '"”' and before.isspace() and after.isspace():
            closes = True
        elif not opens and not closes and sign in '"“”«»':  # no space on either side, as in a“b”c
            opens, closes = sign in "“«", sign not in "“«"
        opens, closes = opens or sign in _ALWAYS_OPEN, (closes or sign in _ALWAYS_CLOSE) and sign not in _ALWAYS_OPEN
        yield _Mark(sign, at, opens and sign not in _ALWAYS_CLOSE, closes)


def _unspaced(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af" or "\uff00" <= character <= "\uffef"


def _paired(text: str, marks: Sequence[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark]]:
    """Opening and closing marks that belong together, and the opening ones that nothing closes."""
    opened: list[_Mark] = []
    pairs: list[tuple[_Mark, _Mark]] = []
    for number, mark in enumerate(marks):
        partner = _partner(mark, opened) if mark.may_close else None
        if partner is not None and not (mark.family == "single" and _is_possessive(text, marks, number)):
            while opened.pop() is not partner:
                pass
            pairs.append((partner, mark))
        elif mark.may_open and len(opened) < _MOST_OPEN:
            opened.append(mark)
    return pairs, opened


def _partner(mark: _Mark, opened: Sequence[_Mark]) -> _Mark | None:
    """The latest open mark that this one can close."""
    for other in reversed(opened):
        if other.family == mark.family:
            if mark.family in {"double", "single"}:
                # “ closes „, or itself where it cannot open.
                fits = (
                    (other.sign == "„" or not mark.may_open)
                    if mark.sign == "“"
                    else not (mark.may_open and mark.sign in "„‚")
                )
                fits = fits and not (mark.sign == "‘" and other.sign != "‚")
            else:
                fits = mark.sign != other.sign or mark.family not in {"guillemet", "inner"}
            return other if fits else None
    return None


def _is_possessive(text: str, marks: Sequence[_Mark], number: int) -> bool:
    """Whether a single mark after an s is the apostrophe of "workers' rights": another one follows that closes."""
    mark = marks[number]
    if text[mark.at - 1] not in "sS" or not text[mark.at + 1 : mark.at + 3].strip().isalpha():
        return False
    following = next((other for other in marks[number + 1 : number + 5] if other.family == "single"), None)
    return following is not None and following.may_close and not following.may_open


def _outermost(text: str, pairs: Sequence[tuple[_Mark, _Mark]]) -> list[Quoted]:
    """The pairs that are in no other one."""
    found: list[Quoted] = []
    others = sorted(opening.at for opening, _ in pairs if opening.family != "single")
    for opening, closing in sorted(pairs, key=lambda pair: (pair[0].at, -pair[1].at)):
        if found and opening.at < found[-1].end:
            continue
        if opening.family == "single" and opening.sign == "'" and not _is_sound(text, opening, closing, others):
            continue
        inner_start, inner_end = _inner(text, opening.at + 1, closing.at)
        found.append(Quoted(opening.at, closing.at + 1, inner_start, inner_end))
    return found


def _is_sound(text: str, opening: _Mark, closing: _Mark, others: Sequence[int]) -> bool:
    """Straight single marks around double ones are quotation marks only if a stop stands before the closing one."""
    inside = bisect_right(others, opening.at)
    around = inside < len(others) and others[inside] < closing.at
    return not around or text[closing.at - 1] in _PUNCTUATION or text[closing.at - 1] in '"”'


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the space that French writes inside its marks."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), max(start, end - (len(piece) - len(piece.rstrip())))
