"""What two articles share, as people say it: shared hashtags, and rare words as the article writes them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from broadsheet.model.related import Subject
from broadsheet.text.words import tokens
from broadsheet.understand.vectors import CHARACTERS, Bag, Rarity
from broadsheet.understand.vocabulary import ordinary, vocabulary

MOST = 3  # things that a card names
_SHORTEST = 4  # letters of a word that explains something by itself; names in capitals may be shorter
_LONGEST = 4  # words of a phrase
_NAME = 1.6  # how much rather a name is shown than another word
_WORD = re.compile(r"\w(?:[\w'’.\u0900-\u0dff-]{0,38}[\w\u0900-\u0dff])?")
_UNSPACED = re.compile(r"[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3041-\u30ff\u3400-\u9fff]")
_SHORTEST_UNSPACED = 3  # characters


def shared_things(subject: Subject, other: Subject, words: Bag, others: Bag, rarity: Rarity) -> tuple[str, ...]:
    """Up to three things, hashtags first; none where nothing that both have says what both are about."""
    theirs = {tag.key for tag in other.hashtags}
    shown: list[str] = []
    said: set[str] = set()
    common = ordinary(words.language) | vocabulary().calendar
    tags = [(tag.label, tokens(tag.name)) for tag in subject.hashtags if tag.key in theirs]
    phrases = _phrases(subject, words, others, rarity, common)
    for thing, parts in [*tags, *phrases]:
        fresh = not said & set(parts) if thing[0] != "#" else not set(parts) <= said
        if len(shown) < MOST and fresh and _explains(parts, rarity, common):
            shown.append(thing)
            said |= set(parts)
    return tuple(shown)


def _explains(parts: Sequence[str], rarity: Rarity, common: frozenset[str]) -> bool:
    return any(rarity.is_rare(part) and part not in common and not part.isdigit() for part in parts)


def _phrases(
    subject: Subject, words: Bag, others: Bag, rarity: Rarity, common: frozenset[str]
) -> list[tuple[str, list[str]]]:
    """Words of `subject` that the other has too, side by side where both have them so; the best first."""
    found: dict[str, tuple[float, list[str]]] = {}
    both = set(words.order) & set(others.order)
    neighbours = set(pairwise(others.order))
    text = f"{subject.title[:1000]}\n{subject.text[:CHARACTERS]}"
    for phrase, parts in [*_spaced(text, both, neighbours), *_unspaced(text, both, neighbours)]:
        if words.syllabic and len(parts) < 2:
            continue
        # What also stands there in small letters is a word, and was only written large at a beginning.
        if phrase[:1].isupper() and " " not in phrase and phrase.lower() in text:
            phrase = phrase.lower()
        name = phrase[:1].isupper()
        weight = sum(rarity.of(part) for part in parts if part not in common) * (_NAME if name else 1.0)
        found[phrase] = (found.get(phrase, (0.0,))[0] + weight, parts)
    ranked = sorted(found, key=lambda phrase: -found[phrase][0])
    return [(phrase, found[phrase][1]) for phrase in ranked]


def _spaced(text: str, both: set[str], neighbours: set[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    run: list[str] = []
    parts: list[str] = []
    end = -1
    for match in _WORD.finditer(text):
        word = match[0]
        folded = tokens(word)
        shared = bool(folded) and all(part in both for part in folded) and not _UNSPACED.search(word)
        joined = match.start() - end == 1 and text[end] == " " and len(run) < _LONGEST
        if run and not (shared and joined and (parts[-1], folded[0]) in neighbours):
            yield from _presentable(run, parts)
            run, parts = [], []
        if shared:
            run.append(word)
            parts += folded
        end = match.end()
    if run:
        yield from _presentable(run, parts)


def _presentable(run: list[str], parts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The run as a phrase: without the small words at its ends, which are short and not written as names."""
    while run and len(run[0]) < _SHORTEST and not run[0].isupper():
        run = run[1:]
    while run and len(run[-1]) < _SHORTEST and not run[-1].isupper():
        run = run[:-1]
    if run and (len(run) > 1 or len(run[0]) >= _SHORTEST or run[0].isupper()):
        phrase = " ".join(run).removesuffix("'s").removesuffix("’s")
        yield phrase, [part for word in run for part in tokens(word)] or parts


def _unspaced(text: str, both: set[str], neighbours: set[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Stretches of scripts without spaces whose pairs of characters stand in the other article in the same order."""
    start = 0
    pairs = [text[at : at + 2] for at in range(len(text) - 1)] if _UNSPACED.search(text) else []
    for at, pair in enumerate([*pairs, ""]):
        goes_on = pair in both and (at == start or (pairs[at - 1], pair) in neighbours)
        if not goes_on:
            if at + 1 - start >= _SHORTEST_UNSPACED and _UNSPACED.match(text[start]):
                yield text[start : at + 1], pairs[start:at]
            start = at if pair in both else at + 1
