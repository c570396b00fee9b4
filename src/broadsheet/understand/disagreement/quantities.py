"""The numbers of a sentence: how much, how exactly, and of what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from broadsheet.text.months import MONTHS, letters
from broadsheet.text.words import fold
from broadsheet.understand.changes.churn import lists
from broadsheet.understand.facts.evidence import words
from broadsheet.understand.tagging import small_words
from broadsheet.understand.vocabulary import listed, vocabulary

SIGNS = "$€£¥₹₽₩₺₴₪₫"
_TOKEN = re.compile(
    rf"(?P<number>(?:[{SIGNS}] ?(?:US|AU|NZ|CA|HK)?)?\d+(?:[.,’\u00a0\u202f٬٫]\d+)*)(?P<attached>%|[a-z]{{1,2}}\b)?"
    r"|(?P<word>[^\W\d_](?:[\w'’.-]*\w)?)|(?P<sign>[^\s\w])"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,’\u00a0\u202f٬]\d{3})+")
_SCALES = {
    **dict.fromkeys(listed("thousand tausend mille mil mila tys тысяч тысячи тыс nghin ngan k"), 1e3),
    **dict.fromkeys(listed("million millions millionen mio millon millones milhoes milioni miljoen trieu m mn"), 1e6),
    **dict.fromkeys(listed("млн миллионов миллиона"), 1e6),
    **dict.fromkeys(listed("billion billions milliarden mrd milliards miliardi miljard млрд bn ty ti"), 1e9),
    **dict.fromkeys(listed("trillion trillions tn"), 1e12),
    "dozen": 12.0,
    "van": 1e4,
    "lakh": 1e5,
    "crore": 1e7,
}
_TENS = {"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}
_TENS |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
# What makes a number a bound or a guess; "more than" and its like are known by their first word.
_AT_LEAST = listed(
    "least more over exceeding minimum mindestens mehr uber moins plus menos mas almeno oltre piu более hon tren nhat "
    "minste meer ponad wiecej"
)
_AT_MOST = listed("most up under fewer less below within hochstens weniger maximum менее duoi")
_ABOUT = listed(
    "about around approximately roughly nearly almost some estimated circa close dozens hundreds thousands scores rund "
    "etwa fast knapp bis ca environ pres presque unos unas casi cerca quasi около почти khoang gan half"
)
_BEHIND = 3  # words that may name what is counted
_OF = listed("of von de des del di cua из van sur su out")
_APART = 6  # words between a part and its whole
_BEFORE = 3  # words in which a bound or a guess stands


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `start` to `end` of a sentence. `unit`: "%", a sign of money, or "" for a count; `of`: the folded
    words behind it, which name what is counted; `bound`: "exact", "least", "most" or "about"."""

    start: int
    end: int
    value: float
    unit: str
    of: tuple[str, ...]
    bound: str


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    folded: str
    start: int
    end: int
    value: float | None


def quantities(sentence: str, language: str | None) -> tuple[Quantity, ...]:
    """The numbers that count or measure something, in order; no years, days, times, ages or parts of names."""
    read = list(_tokens(sentence, language))
    found: list[Quantity] = []
    place = 0
    while place < len(read):
        begun = place
        one, place = _quantity(read, begun, language)
        if one and not _is_part(read, begun, place) and not _is_converted(read, begun, one):
            found.append(one)
    return tuple(found)


def _is_part(read: list[_Token], place: int, after: int) -> bool:
    """Whether a number is a part of another or has a part: "10 of the club's 16 games"."""
    ahead = read[after : after + _APART]
    back = read[max(0, place - _APART) : place]
    return any(
        any(one.folded in _OF for one in near[:at]) and one.value is not None
        for near in (ahead, back[::-1])
        for at, one in enumerate(near)
    )


def _is_converted(read: list[_Token], place: int, one: Quantity) -> bool:
    """Whether an amount of money in brackets says another currency's again: each outlet at its rate."""
    return bool(one.unit) and one.unit != "%" and place > 0 and read[place - 1].text in "(["


def _tokens(sentence: str, language: str | None) -> Iterator[_Token]:
    small = number_words(language)
    for match in _TOKEN.finditer(sentence):
        text = match[0]
        if match["number"]:
            yield _Token(text, text, match.start(), match.end(), _value(match["number"]))
        else:
            folded = fold(text)
            yield _Token(text, folded, match.start(), match.end(), small.get(folded))


def _quantity(read: list[_Token], place: int, language: str | None) -> tuple[Quantity | None, int]:
    """The quantity that begins here, and where to go on."""
    first = read[place]
    if first.value is None:
        return None, place + 1
    value, after = first.value, place + 1
    if after < len(read) and (scale := _SCALES.get(read[after].folded.rstrip("."))) and first.text[-1] not in "%":
        value, after = value * scale, after + 1
    unit = next((sign for sign in first.text if sign in SIGNS), "")
    end = read[after - 1].end
    if first.text.endswith("%"):
        unit = "%"
    elif after < len(read) and not unit:
        if read[after].folded in words("percents").whole - {"per", "por", "al"}:
            unit, end, after = "%", read[after].end, after + 1
        elif read[after].folded == "per" and after + 1 < len(read) and read[after + 1].folded == "cent":
            unit, end, after = "%", read[after + 1].end, after + 2
        elif read[after].folded in words("money").whole:
            unit, end, after = read[after].folded.rstrip("s"), read[after].end, after + 1
    of = _counted(read, after, language)
    if not unit and (not of or _is_no_count(read, place, after)):
        return None, after
    if first.text[-1:].isalpha() and first.text[0].isdigit():  # 5pm, 10k, 3rd
        return None, after
    return Quantity(first.start, end, value, unit, of, _bound(read, place)), after


def _counted(read: list[_Token], place: int, language: str | None) -> tuple[str, ...]:
    """The words behind a number up to the next word of grammar or sign."""
    plain = small_words(language) - words("units").whole
    found: list[str] = []
    for one in read[place : place + _BEHIND]:
        if not one.text[0].isalpha() or one.value is not None:
            break
        if one.folded in plain and not found and one.folded in {"of", "the", "more", "other", "new"}:
            continue
        if one.folded in plain:
            break
        found.append(stem(one.folded))
    return tuple(found)


def _is_no_count(read: list[_Token], place: int, after: int) -> bool:
    first = read[place]
    before = read[place - 1] if place else None
    behind = read[after] if after < len(read) else None
    if first.text.isdigit() and len(first.text) == 4 and 1500 <= int(first.text) <= 2100:
        return True
    if behind and (_dates(behind.folded) or behind.text in ":/–-" or behind.folded in words("durations").whole):
        return True
    if before is None:
        return False
    if _dates(before.folded) or (before.text in ":/-–" and before.end == first.start):
        return True
    return before.text[0].isupper() and place > 1 and first.text[0].isdigit()


def _dates(folded: str) -> bool:
    return folded in words("no_figures").whole or folded in vocabulary().calendar or letters(folded) in MONTHS


def _bound(read: list[_Token], place: int) -> str:
    before = {one.folded for one in read[max(0, place - _BEFORE) : place]}
    if before & _ABOUT:
        return "about"
    if (before & _AT_MOST and not before & {"at"}) or {"at", "most"} <= before:
        return "most"
    return "least" if before & _AT_LEAST else "exact"


def _value(written: str) -> float | None:
    """What a number is. A point or comma before exactly three digits parts thousands."""
    bare = letters(written).lstrip(SIGNS + " abcdefghijklmnopqrstuvwxyz")
    if _THOUSANDS.fullmatch(bare):
        return float("".join(filter(str.isdigit, bare)))
    bare = re.sub("[,’\u00a0\u202f٬](?=\\d{3}(?:\\D|$))", "", bare)
    parts = re.split(r"\D", bare)
    if len(parts) > 2 or not all(parts):
        return None
    return float(".".join(parts))


def stem(word: str) -> str:
    """A word without the ending of its plural, roughly: what is counted is one thing in one sentence and two in
    another."""
    word = word.removesuffix("'s").removesuffix("’s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def number_words(language: str | None) -> dict[str, float]:
    """The numbers that a language writes as words, folded, from two on: in most, "one" is an article as well."""
    listed = lists()["numbers"]
    assert isinstance(listed, dict)
    known = {fold(word): float(value) for value, word in enumerate(listed.get(language or "", "").split(), 2)}
    if language == "en":
        known |= {**_TENS, "dozen": 12.0}
    return known
