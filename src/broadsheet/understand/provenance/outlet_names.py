"""Where a text may name an outlet: names that are known, the caller's own, and runs of capitals of that shape."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from broadsheet.text.words import fold
from broadsheet.understand.provenance.wording import any_of, listed, words
from broadsheet.understand.vocabulary import vocabulary

_WORD = re.compile(r"[^\W_]\w*(?:[.’'&+-]\w+)*\+?")
_POSSESSIVE = re.compile(r"['’]s?$")
_NUMBERED = frozenset(["Channel", "Radio", "Canal", "Kanal", "Antenne"])
_GENITIVE = ("'s", "’s", "'", "’")
_ARTICLES = frozenset(["The", "La", "Le", "Les", "El", "Il", "De", "Der", "Die", "Het", "New", "O"])
_LETTERS = (*range(0x61, 0x7B), *range(0xDF, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00))
_SMALL = "".join(chr(code) for code in _LETTERS if chr(code).islower())
# TechCrunch; but not McAuliffe, DeJesus, LaGuardia.
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|Ben|Al)[A-Z][a-z]+(?:[A-Z][a-z]+)+")
_MOST = 400  # names of one text


class Strength(IntEnum):
    """How much a name says by itself."""

    NONE = 0  # a run of capitals: it is an outlet where a word for its kind stands before it
    WEAK = 1  # a common word or a person's name too: it needs an article
    SHAPE = 2  # made of words that outlets are called by
    KNOWN = 3  # no other is called so


@dataclass(frozen=True, slots=True)
class Named:
    """A name at `start` to `end`. `name`: as the text writes it, or as the caller calls the outlet."""

    start: int
    end: int
    name: str
    strength: Strength


_Spelling = tuple[str, str, Strength]


@lru_cache(maxsize=8)
def _known(outlets: tuple[str, ...]) -> tuple[Mapping[str, tuple[_Spelling, ...]], frozenset[str]]:
    """By their first word: spelling, name and strength, the longest spelling first; and those that begin small."""
    found: dict[str, dict[str, tuple[str, Strength]]] = {}

    def add(spelling: str, name: str, strength: Strength) -> None:
        first = _WORD.search(spelling)
        if first is not None:
            found.setdefault(first[0], {})[spelling] = (name, strength)

    for name in words()["names"]:
        add(name, name, Strength.KNOWN)
    for name in words()["weak"]:
        add(name, name, Strength.WEAK)
    for name in outlets:
        article, _, rest = name.partition(" ")
        bare = rest if rest and article.lower() in words()["articles"] else name
        one = " " not in bare and not bare.isupper()
        add(bare, name, Strength.WEAK if one or bare in words()["weak"] else Strength.KNOWN)
    by_length = {
        first: tuple(sorted(((s, n, k) for s, (n, k) in each.items()), key=lambda one: -len(one[0])))
        for first, each in found.items()
    }
    return by_length, frozenset(s for each in found.values() for s in each if s[0].islower() or s[0].isdigit())


def named(text: str, outlets: Sequence[str] = ()) -> Iterator[Named]:
    """The names of outlets that the text may hold, in order; what stands around them must tell."""
    known, small = _known(tuple(outlets))
    kinds = _kinds()
    found = 0
    for run in _runs(small).finditer(text):
        start = run.start()
        by_kind = _word_before(text, start) in kinds
        if not by_kind and not _may_name(run[0], known):
            continue
        for one in _of_run(text, start, run.end(), known):
            if by_kind or one.strength is not Strength.NONE:
                found += 1
                yield one
        if found >= _MOST:
            return


def _may_name(run: str, known: Mapping[str, tuple[_Spelling, ...]]) -> bool:
    """Whether one of its words begins a known name, or the last has a shape: a short look at every run of capitals."""
    parts = run.split(" ")
    for word in parts:
        if word in known:
            if word not in _ARTICLES or any(spelling in run for spelling, _, _ in known[word]):
                return True
        elif word.endswith(_GENITIVE) and _POSSESSIVE.sub("", word) in known:
            return True
    last = _POSSESSIVE.sub("", parts[-1]) if parts[-1].endswith(_GENITIVE) else parts[-1]
    shaped = last in listed("shapes") or last.endswith(words()["shape_endings"]) or parts[0] in _NUMBERED
    return shaped or (not last.islower() and _CAMEL.fullmatch(last) is not None)


def _word_before(text: str, start: int) -> str:
    end = len(text[max(0, start - 3) : start].rstrip(" „“«\"'‘*")) + max(0, start - 3)
    return text[text.rfind(" ", max(0, end - 30), end) + 1 : end]


@cache
def _kinds() -> frozenset[str]:
    """The last words of what outlets are called by kind, and nobody and nothing else."""
    return frozenset(kind.split()[-1] for kind in words()["kinds"]) - {"broadcaster", "network", "station"}


def _without_opening(text: str, start: int, end: int) -> int:
    """Where a run begins without the words that begin a sentence: "As the Washington Post", "Il New York Times"."""
    while (first := text.find(" ", start, end)) > 0 and text[start:first] in listed("openings"):
        start = first + 1
    return start


def _of_run(text: str, start: int, end: int, known: Mapping[str, tuple[_Spelling, ...]]) -> Iterator[Named]:
    """The known names of a run of capitals; else the run itself, by its shape."""
    if not _begins(text[start:end], known):
        start = _without_opening(text, start, end)
    run = text[start:end]
    run = run[: len(run) - len(genitive[0])] if (genitive := _POSSESSIVE.search(run)) else run
    if run not in listed("never") and not _begins(run, known) and _is_shaped(run):
        camel = _CAMEL.fullmatch(run) is not None and run not in listed("shapes")
        yield Named(start, start + len(run), run, Strength.WEAK if camel else Strength.SHAPE)
        return
    at, found = start, False
    for word in _WORD.finditer(text, start, end):
        if word.start() < at:
            continue
        for spelling, name, strength in known.get(_POSSESSIVE.sub("", word[0]), ()):
            stop = word.start() + len(spelling)
            whole = text.startswith(spelling, word.start()) and not text[stop : stop + 1].isalnum()
            if not whole or (_is_plain(spelling) and _is_part(text, word.start(), stop, start, start + len(run))):
                continue
            found, at = True, stop
            yield Named(word.start(), stop, name, strength)
            break
    if not found:
        yield Named(start, start + len(run), run, Strength.NONE)


def _begins(run: str, known: Mapping[str, tuple[_Spelling, ...]]) -> bool:
    """Whether a known name is all of the run."""
    return any(spelling == run for spelling, _, _ in known.get(run.split(" ", 1)[0], ()))


def _is_plain(spelling: str) -> bool:
    return " " not in spelling and spelling.istitle()


def _is_part(text: str, start: int, stop: int, first: int, last: int) -> bool:
    """Whether a name of one plain word is part of a longer one: "Michael Bloomberg", "Bloomberg Philanthropies"."""
    return stop < last or (start > first and not _begins_sentence(text, first))


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in '.!?:”"“'


@lru_cache(maxsize=8)
def _runs(small: frozenset[str]) -> re.Pattern[str]:
    """Words that begin with a capital, with the small ones between them; and known names that begin with none."""
    capital = rf"(?![{_SMALL}\d])[^\W_]\w*(?:[.’'&+-]\w+)*\+?"
    joint = r" (?:(?:of|the|&|de|del|la|di|da|do|du|des) )?"
    numbered = r"(?: \d{1,2}(?!\w))?"
    others = any_of(small)
    begins = r"(?<![\w.-])(?<![^\W\ddDlL]['’])"  # "l'AFP", but not "O'Neill"
    return re.compile(rf"{begins}(?:{capital}(?:(?<!['’]s){joint}{capital}){{0,6}}{numbered}|(?:{others})(?!\w))")


def _is_shaped(run: str) -> bool:
    """Whether a run of capitals is made like an outlet's name: "Tidewick Herald", "Radio Tidewick", "Channel 7"."""
    parts = run.split()
    if run in listed("never", "shapes"):
        return False
    numbered = len(parts) > 1 and parts[0] in _NUMBERED
    camel = len(parts) == 1 and len(run) > 6 and _CAMEL.fullmatch(run) is not None
    if len(parts) == 2 and (fold(parts[0]) in vocabulary().demonyms or parts[0] in listed("general")):
        return False
    return numbered or camel or parts[-1] in listed("shapes") or run.endswith(words()["shape_endings"])
