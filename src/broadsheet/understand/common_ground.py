"""What two articles share, as people say it: hashtags, names, and rare words as the article writes them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.model.related import Subject
from broadsheet.text.words import tokens
from broadsheet.understand.names import names
from broadsheet.understand.vectors import CHARACTERS, Bag, Rarity
from broadsheet.understand.vocabulary import ordinary, vocabulary

MOST = 3  # things that a card names
_SHORTEST = 5  # letters of a word that explains something by itself
_WORD = re.compile(r"\w(?:[\w'’\u0900-\u0dff-]{0,38}[\w\u0900-\u0dff])?")
# Katakana and Han characters in a row; what is between them in Japanese is grammar. Thai and its neighbours whole.
_TERM = re.compile(r"[\u30a1-\u30fa\u30fc\u3005\u4e00-\u9fff]{2,12}|[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]{4,20}")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that two articles share. `kind`: "hashtag", "name" or "word"."""

    shown: str
    kind: str


def shared_things(subject: Subject, other: Subject, words: Bag, others: Bag, rarity: Rarity) -> tuple[Thing, ...]:
    """Up to three things, hashtags before names; words only where there are neither, since they say less; none where
    nothing says what both are about."""
    common = ordinary(words.language) | vocabulary().calendar
    # What both headlines name is what both are about, however often others mention it.
    headlines = set(tokens(subject.title)) & set(tokens(other.title))
    shown: list[Thing] = []
    said: set[str] = set()
    for thing in (*_hashtags(subject, other), *_names(subject, other, words, others), *_words(subject, words, others)):
        if thing.kind == "word" and shown and shown[0].kind != "word":
            break
        parts = _parts(thing.shown)
        fresh = not parts <= said if thing.kind == "hashtag" else not parts & said
        rare = any(rarity.is_rare(part) for part in parts - common if not part.isdigit())
        if fresh and (rare or (thing.kind == "hashtag" and parts <= headlines)):
            shown.append(thing)
            said |= parts
            if len(shown) == MOST:
                break
    return tuple(shown)


_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")


def _parts(shown: str) -> set[str]:
    return set(tokens(_HUMP.sub(" ", shown.removeprefix("#"))))


def _hashtags(subject: Subject, other: Subject) -> Iterator[Thing]:
    theirs = {tag.key for tag in other.hashtags}
    yield from (Thing(tag.label, "hashtag") for tag in subject.hashtags if tag.key in theirs)


def _names(subject: Subject, other: Subject, words: Bag, others: Bag) -> Iterator[Thing]:
    """Names that stand in both, several words before one."""
    theirs = {name.key for name in names(other.title, other.text[:CHARACTERS], others.language)}
    both = [name for name in names(subject.title, subject.text[:CHARACTERS], words.language) if name.key in theirs]
    yield from (Thing(name.written, "name") for name in sorted(both, key=lambda name: (name.words == 1, name.first)))


def _words(subject: Subject, words: Bag, others: Bag) -> list[Thing]:
    """Words and pairs of words of `subject` that the other has too, as it has them; the most frequent first."""
    both = words.times.keys() & others.times.keys()
    text = f"{subject.title[:1000]}\n{subject.text[:CHARACTERS]}"
    found: dict[str, int] = {}
    for word in (*_spaced(text, set(words.order) & set(others.order), others, words), *_unspaced(text, both)):
        found[word] = found.get(word, 0) + 1
    return [Thing(word, "word") for word in sorted(found, key=lambda word: -found[word])]


def _spaced(text: str, both: set[str], others: Bag, words: Bag) -> Iterator[str]:
    """Words in small letters, since `_names` has the others; in German, which writes its nouns large, any."""
    neighbours = set(pairwise(others.order))
    common = ordinary(words.language)
    before: tuple[str, str, int] | None = None
    for match in _WORD.finditer(text):
        word = match[0]
        folded = tokens(word)
        known = len(folded) == 1 and folded[0] in both and folded[0] not in common and not _TERM.search(word)
        if not known or (word[0].isupper() and words.language != "de"):
            before = None
            continue
        if before and match.start() - before[2] == 1 and (before[1], folded[0]) in neighbours:
            yield f"{before[0]} {word}"
        if len(word) >= _SHORTEST and not words.syllabic:
            yield word
        before = (word, folded[0], match.end())


def _unspaced(text: str, both: Sequence[str] | set[str]) -> Iterator[str]:
    """Terms of scripts without spaces whose pairs of characters all stand in the other article."""
    for match in _TERM.finditer(text):
        term = match[0]
        if all(first + second in both for first, second in pairwise(term)):
            yield term
