"""The names in a text: runs of capitalised words, counted, with what a sentence or a language capitalises taken out.

Works in every script that has capitals; `nouns` says what more German asks of a word, `forms` which names are one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.text.hashtags import key
from broadsheet.text.words import fold
from broadsheet.understand.forms import Name, one_of_each
from broadsheet.understand.nouns import german_names
from broadsheet.understand.vocabulary import listed, ordinary, vocabulary

LONGEST = 3500  # characters that are read: what a news text is about is in its beginning


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of capitalised words. `opens`: it stands where any word would be capitalised."""

    words: tuple[str, ...]
    at: int
    opens: bool


def _ranges(characters: list[int]) -> str:
    """Code points as the inside of a regular expression's character class."""
    out: list[str] = []
    start = last = characters[0]
    for point in [*characters[1:], -1]:
        if point != last + 1:
            out.append(chr(start) if start == last else f"{chr(start)}-{chr(last)}")
            start = point
        last = point
    return "".join(out)


_UPPER = _ranges([p for p in (*range(0x41, 0x5B), *range(0xC0, 0x588), *range(0x1E00, 0x2000)) if chr(p).isupper()])
_WORD = rf"(?:(?:[{_UPPER}]\.){{2,5}}|[{_UPPER}]\w{{0,40}}(?:[-'’&][\w]{{1,40}}){{0,4}})"
# Small words inside names: "Bank of England", "Ursula von der Leyen", "Rio de Janeiro", "Mohammed bin Salman".
_PARTICLE = r"of the|of|de|del|van den|van der|van|von der|von|bin|ibn|al|&"
_ROMANCE = r"de la|de los|de las|de l['’]|d['’]|della|di|da|do|dos|das|du|des|ten|ter|la|le|el|"
# A full stop inside a name: after an initial or a short title.
_STOP = r"(?:(?:(?<=\b[A-Z])|(?<=\bMr)|(?<=\bDr)|(?<=\bMs)|(?<=\bSt)|(?<=\bMrs)|(?<=\bSen)|(?<=\bRep)|(?<=\bGov))\.)?"
_RUN = re.compile(rf"(?<!\w){_WORD}(?:{_STOP} (?:(?:{_ROMANCE}{_PARTICLE}) ?)?{_WORD}){{0,6}}")
# Elsewhere "do", "da", "di", "la", "das" are words of their own between two names.
_ROMANCE_TOO = listed("fr es pt it ca gl en nl eu")
_PLAIN_RUN = re.compile(rf"(?<!\w){_WORD}(?:{_STOP} (?:(?:{_PARTICLE}) )?{_WORD}){{0,6}}")
_SMALL = re.compile(r"\b[^\W\d_]{2,40}\b")
_ELIDED = re.compile(r"^(?:[LDld]|[Qq]u|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all|Un)['’](?=\w)")
_CONTRACTED = re.compile(r"['’](?:m|ve|ll|re|d|t|M|VE|LL|RE|D|T)$")
_POSSESSIVE = re.compile(r"(?:['’][sS]|(?<=[sS])['’]|['’])$")
_TURKISH_ENDING = re.compile(r"['’]\w{1,8}$")
_ROMAN = re.compile(r"[IVXLCM]{2,8}(?:e|er|th|-?e)?")
_OPENERS = frozenset(".!?…:\n\"“”„«»‹›(–—-•·|/*#[’‘'¿¡")
CONNECTORS = listed(
    "of the de la los las del della di da do dos das du des van den der von zu ten ter l' l’ d' d’ bin ibn al el le"
)
# First words that only look like ordinary ones where a name follows: New York, South Africa, Al Jazeera, San José.
_OPEN_NAMES = listed("new north south east west al san santa saint st los las")
_KEEP_POSSESSIVE = listed("people's women's men's people’s women’s men’s king's king’s children's children’s")
_OFFICES = listed(
    "president minister governor senator chancellor premier ambassador congressman congresswoman mayor coach striker "
    "midfielder goalkeeper spokesman spokeswoman"
)
# These are parts of names too ("Secretary of State", "Attorney General"): two words must follow.
_OTHER_OFFICES = listed(
    "director secretary coroner commissioner sheriff leader chairman chairwoman ceo founder judge lawyer professor "
    "captain officer lawmaker democrat republican representative sen rep gov attorney superintendent inspector boss"
)
_LONGEST_ABBREVIATION = 7  # letters: longer words in capitals are shouted
_UNITS = listed(
    "gb mb tb kb km cm mm kg kw mw gw kwh mwh gwh am pm tv pr ceo ok faq gmt utc cet est bst usd eur gbp vnd "
    "gs ts tp pv"
)
# Titles without which a single first name would be nobody.
_KEPT_BEFORE_ONE = listed("prince princess king queen pope sister father lady lord dame prinz papst papa")


def names(title: str, text: str, language: str | None) -> tuple[Name, ...]:
    """The names in an article, in order of first mention. `text`: the lead and the body, plain."""
    whole = f"{title}\n{text[:LONGEST]}"
    counts = Counter(_SMALL.findall(whole))
    shouted = _title_case(title)
    runs = [run for run in _runs(whole, language) if not (shouted and run.at < len(title))]
    seen = Counter(" ".join(run.words) for run in runs if not run.opens)
    single = {word for run in runs for word in run.words[run.opens :]} | _opening_twice(runs)
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    plain, countries = ordinary(language), vocabulary().countries
    for run in runs:
        if language == "en":
            for country in filter(None, map(countries.get, run.words)):
                found[key(country)].append((country, run.at))
        words = _settle(run, seen, single, counts, plain)
        parts = german_names(words, run.words, whole, run.at, single, plain) if language == "de" else [words]
        for part in parts:
            if _stands_alone(part[0], counts, plain) if len(part) == 1 else any(_folded(w) not in plain for w in part):
                written = " ".join(part)
                found[key(written)].append((written, run.at))
    return one_of_each(found, whole, language)


def _opening_twice(runs: Sequence[_Run]) -> set[str]:
    """Words that begin several sentences: rather a name than a word that is never used within one."""
    opening = Counter(run.words[0] for run in runs if run.opens)
    return {word for word, count in opening.items() if count > 1}


def _title_case(title: str) -> bool:
    """Whether the headline capitalises most words, so that capitals say nothing in it."""
    words = [word for word in _SMALL.findall(title) if len(word) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _runs(text: str, language: str | None) -> Iterator[_Run]:
    pattern = _RUN if language in _ROMANCE_TOO or language is None else _PLAIN_RUN
    for match in pattern.finditer(text):
        at = match.start()
        before = text[max(0, at - 3) : at].rstrip(" ")
        opens = not before or before[-1] in _OPENERS
        if match[0].isalnum():  # the common case: one plain word
            yield _Run((match[0],), at, opens)
            continue
        begun: list[str] = []
        for word in match[0].split():
            bare, ends = _bare(word, language == "tr")
            if bare:
                begun.append(bare)
            if (ends or not bare) and begun:
                yield _Run(tuple(begun), at, opens)
                begun, opens = [], False
        if begun:
            yield _Run(tuple(begun), at, opens)


@lru_cache(maxsize=16_384)
def _bare(word: str, turkish: bool) -> tuple[str, bool]:  # noqa: FBT001 (part of the cache's key)
    """A word without article and genitive, and whether a name ends with it ("Israel's Merkava" are two)."""
    if "'" not in word and "’" not in word:
        return (word if word.count(".") >= 2 else word.rstrip("-&.")), False
    if _CONTRACTED.search(word):
        return "", True
    word = _ELIDED.sub("", word)
    if word.lower() in _KEEP_POSSESSIVE or word in CONNECTORS:
        return word, False
    bare = (_TURKISH_ENDING if turkish else _POSSESSIVE).sub("", word)
    return bare, bare != word


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    return fold(word).rstrip(".")


def _settle(run: _Run, seen: Counter[str], single: set[str], counts: Counter[str], plain: frozenset[str]) -> list[str]:
    """The words of a run that belong to a name: none, where it is an ordinary word at the beginning of a sentence."""
    vocab = vocabulary()
    words = list(run.words)
    if run.opens and not seen[" ".join(words)]:
        first, after = words[0], words[1:]
        while after and after[0] in CONNECTORS:
            after = after[1:]
        rest = " ".join(after)
        common = _folded(first) in plain or counts[first.lower()] > 0
        if not rest:
            common = common or (first not in single and not _is_abbreviation(first))
        elif _folded(first) in _OPEN_NAMES and seen[rest] == 0:
            common = False
        if common or (len(words) > 2 and seen[rest] > 0):  # "Envoys of the United States"
            words = words[1:]
    if len(words) > 1:
        words = _after_office(_without_titles(words))
    while words and (words[0] in CONNECTORS or _folded(words[0]) in vocab.calendar):
        words = words[1:]
    while words and (words[-1] in CONNECTORS or _folded(words[-1]) in vocab.calendar):
        words = words[:-1]
    return words


def _stands_alone(word: str, counts: Counter[str], plain: frozenset[str]) -> bool:
    """Whether one capitalised word is a name by itself."""
    folded = _folded(word)
    if folded in vocabulary().demonyms:
        return False
    if _is_abbreviation(word):
        return not _ROMAN.fullmatch(word) and len(folded) >= 2 and not (word.isupper() and word.lower() in _UNITS)
    if folded in plain or len(folded) < 2:
        return False
    return counts[word.lower()] < counts[word] or word.islower()


def _is_abbreviation(word: str) -> bool:
    return len(word) <= _LONGEST_ABBREVIATION and sum(map(str.isupper, word)) >= 2


def _without_titles(words: list[str]) -> list[str]:
    """What is left of "US President Donald Trump": the name. "Prince Harry" stays, because "Harry" alone is nobody."""
    vocab = vocabulary()
    at = 0
    while len(words) - at >= 2:
        first, second = _folded(words[at]), _folded(words[at + 1])
        more = len(words) - at > 2
        if more and (first, second) in vocab.titles:
            at += 2
        elif (first,) in vocab.titles and (at > 0 or more or first not in _KEPT_BEFORE_ONE):
            at += 1
        elif (more or (second,) in vocab.titles) and (first in vocab.demonyms or first in _PLACES_BEFORE_OFFICES):
            if not _office_follows(words, at):
                break
            at += 1
        else:
            break
    return words[at:]


_PLACES_BEFORE_OFFICES = frozenset({"us", "u.s", "uk", "eu", "un"})


def _office_follows(words: list[str], at: int) -> bool:
    return (_folded(words[at + 1]),) in vocabulary().titles


def _after_office(words: list[str]) -> list[str]:
    """What follows an office: "Florida Governor Ron DeSantis" → "Ron DeSantis"; "Minister of Justice" stays."""
    for at in range(len(words) - 2, 0, -1):
        office = _folded(words[at])
        follows = len(words) - at - 1
        known = office in _OFFICES or (office in _OTHER_OFFICES and follows == 2)
        if known and words[at + 1] not in CONNECTORS:
            return words[at + 1 :]
    return words
