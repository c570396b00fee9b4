"""What stands right before an outlet's name and only leads on to it: "told [the Lebanese TV channel] Al-Blah"."""

import re
from dataclasses import dataclass
from functools import cache

from broadsheet.understand.provenance.outlet_names import Named
from broadsheet.understand.provenance.wording import any_of, listed, words

NEAR = 70  # characters of what leads on to a name
OPENING = "„“\"«‚‘'”*"
_LEFT, _RIGHT = 160, 90  # characters beside a name that are looked at
_MOST_BETWEEN = 4  # words between what leads on to a name and the word for its kind
_ADJECTIVE = re.compile(r"[a-zà-ÿ][a-zà-ÿ-]{3,}")
_ELIDED = re.compile(r"\b[lLdD]['’]$")
_STOP = re.compile(r"[.!?][\"”’»)]?\s+(?=[^\W\da-z_„“\"])|\n")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$")
_MARKS = re.compile(rf"(?:^|(?<=\s))[{OPENING}]+$")


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a name. `before`: all but the article, the word for its kind and the marks. `article`: in
    small letters, or "". `kind`: whether there is such a word; `dative`: one in the dative of a Slavic language."""

    before: str
    article: str
    kind: bool
    dative: bool = False


def around(text: str, one: Named) -> tuple[str, str]:
    """What stands before and behind the name in its sentence."""
    left, right = text[max(0, one.start - _LEFT) : one.start], text[one.end : one.end + _RIGHT]
    for stop in _STOP.finditer(left):
        left_at = stop.end()
        if not _ABBREVIATED.search(left[: stop.start() + 1]):
            left = " " * left_at + left[left_at:]
    ended = _STOP.search(right)
    return left.lstrip(), right[: ended.start()] if ended is not None else right


def lead(left: str) -> Lead:
    """What the words before a name in its sentence are made of."""
    before = _MARKS.sub("", left.rstrip()).rstrip()
    found = _kind_at_end().search(before, max(0, len(before) - NEAR))
    kind = found is not None
    dative = found is not None and found[0] in listed("datives")
    if found is not None:
        before = before[: found.start()].rstrip()
    parts = before[-NEAR:].split(" ")
    for number in range(1, min(_MOST_BETWEEN, len(parts)) + 1):
        if number > 1 and not kind and not _ADJECTIVE.fullmatch(parts[-number + 1]):
            break  # "the official", "the state-run", and no more
        word, rest = parts[-number], " ".join(parts[:-number])
        small = word.lower()
        if small in listed("articles"):
            return Lead(rest, small, kind, dative)
        if number == 1 and (elided := _ELIDED.search(word)) is not None:
            return Lead(f"{rest} {word[: elided.start()]}".rstrip(), small, kind, dative)
        if word in _leading() and (number == 1 or kind):
            return Lead(f"{rest} {word}".strip(), _contracted(small), kind, dative)
    return Lead(before, _contracted(parts[-1].lower()), kind, dative)


def _contracted(word: str) -> str:
    return word if word in listed("contracted") else ""


@cache
def _kind_at_end() -> re.Pattern[str]:
    kinds = any_of(words()["kinds"])
    return re.compile(rf"(?<!\w)(?i:{kinds})(?:e?s|en)?,?(?: [a-zà-ÿ-]{{2,}}){{0,4}}$")


@cache
def _leading() -> frozenset[str]:
    """The last words of what leads on to a name."""
    lists = ("tell", "to", "talks_to", "on", "credits", "pieces_of", "reports")
    return frozenset(phrase.split()[-1] for name in lists for phrase in words()[name])
