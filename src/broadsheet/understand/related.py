"""Which articles go with an article, and why: shared hashtags and rare words. Few and right rather than many."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.model.insights import HashtagType
from broadsheet.model.related import Match, Standing, Subject
from broadsheet.text.hashtags import key
from broadsheet.text.words import tokens
from broadsheet.understand.common_ground import Thing, shared_things
from broadsheet.understand.territories import territory
from broadsheet.understand.vectors import Bag, Rarity, Vector, bag, cosine, vector

SAME_STORY = "Same story"
MOST_OF_AN_OUTLET = 1
MOST_LOOKED_AT = 200  # candidates
_TERMS = 60  # words of an article whose frequency is worth asking for
_DAY = 86_400

# Chosen on stories in English and Vietnamese in which every third article has nothing that goes with it, so that such
# articles mostly get an empty list.
LEAST = 0.18  # score of a card that shares a hashtag
_SMALL, _SURER = 60, 0.25  # in a small archive common words look rare: how small, and how much more the score must be
_LEAST_WORDS = 0.09  # how much more where only words are shared, and no name
_BESIDE_BEST = 0.35  # share of the best card's score that the others must have
_NEAR, _NEARER = 0.14, 0.24  # how near a card stands at least, and where what both share says little
_SAME_TEXT = 0.88  # cosine from which two are one text: wire copy, reprints
_HASHTAG = 0.03  # score that a shared hashtag adds, the rarer the nearer to this
_OLD, _FADES = 0.2, 7.0  # part of the score that time takes away, and in how many days most of it is gone


@dataclass(frozen=True, slots=True)
class _Looked:
    """A candidate, looked at."""

    subject: Subject
    words: Bag
    vector: Vector
    score: float


def terms(subject: Subject, most: int = _TERMS) -> tuple[str, ...]:
    """The folded words of an article whose frequencies `related` wants to know: those of the headline first, then the
    most frequent of the text."""
    times = Counter(dict(bag(subject).times))
    words = [word for long_word, _ in times.most_common(2 * most) for word in long_word.split()]
    return tuple(word for word in dict.fromkeys(words) if len(word) > 1)[:most]


def related(
    article: Subject,
    candidates: Sequence[Subject],
    near: Mapping[int, float],
    frequencies: Mapping[str, int],
    total: int,
    most: int = 6,
) -> tuple[Match, ...]:
    """Up to `most` articles that go with `article`, each with what both share; none rather than wrong ones.

    What other outlets write comes first, then what its own outlet does, each best first: who has read one paper wants
    to hear another.

    `near`: how much each candidate stood out as near when one of the two was gathered. `frequencies`: in how many of
    `total` articles a folded word stands, at least for the `terms` of the article. Of near-identical texts one is
    given, of the article's own text no copy, of an outlet one.
    """
    others = [other for other in candidates[:MOST_LOOKED_AT] if other.id != article.id]
    words = bag(article)
    bags = [bag(other) for other in others]
    rarity = Rarity(frequencies, total, [words, *bags])
    own = vector(words, rarity)
    looked = [_look(article, own, other, theirs, rarity) for other, theirs in zip(others, bags, strict=True)]
    looked.sort(key=lambda one: (-one.score, -one.subject.id))
    chosen: dict[Match, bool] = {}  # with whether it is of the same outlet
    seen = [own]
    outlets: Counter[int] = Counter()
    for one in looked:
        if len(chosen) == most or one.score < max(LEAST, _BESIDE_BEST * looked[0].score):
            break
        if outlets[one.subject.outlet_id] == MOST_OF_AN_OUTLET or any(_same(one.vector, text) for text in seen):
            continue
        shared = shared_things(article, one.subject, words, one.words, rarity)
        close = near.get(one.subject.id, 0.0) >= _close(shared, article, words.language)
        if shared and close and one.score >= _least(shared, rarity):
            things = tuple(thing.shown for thing in shared)
            match = Match(one.subject.id, round(one.score, 4), things, _reason(things))
            chosen[match] = one.subject.outlet_id == article.outlet_id
            seen.append(one.vector)
            outlets[one.subject.outlet_id] += 1
    return tuple(sorted(chosen, key=chosen.__getitem__))


def one_of_each(found: Mapping[int, float], standings: Mapping[int, Standing], outlet: int) -> tuple[Match, ...]:
    """What is on the same event (`found`, best first), as one article of each outlet but `outlet`."""
    first: dict[int, Match] = {}
    for other, score in found.items():
        its = standings[other].outlet_id
        if its != outlet:
            first.setdefault(its, Match(other, round(score, 4), (), SAME_STORY, "story"))
    return tuple(first.values())


def _look(article: Subject, own: Vector, other: Subject, words: Bag, rarity: Rarity) -> _Looked:
    theirs = vector(words, rarity)
    days = abs(article.dated - other.dated) / _DAY
    score = cosine(own, theirs) + _hashtags(article, other, rarity)
    return _Looked(other, words, theirs, score * (1 - _OLD * (1 - math.exp(-days / _FADES))))


def _hashtags(article: Subject, other: Subject, rarity: Rarity) -> float:
    theirs = {tag.key for tag in other.hashtags}
    shared = [max(map(rarity.of, tokens(tag.name)), default=0.0) for tag in article.hashtags if tag.key in theirs]
    return _HASHTAG * sum(rare / (1 + rare) for rare in shared)


def _same(one: Vector, other: Vector) -> bool:
    return cosine(one, other) >= _SAME_TEXT


def _close(shared: Sequence[Thing], article: Subject, language: str | None) -> float:
    """How near a card must be by what both share: two things that are not both countries, or a person or an event that
    is a hashtag, say much; a single name, or countries alone, little."""
    tags = {tag.label: tag for tag in article.hashtags}
    known = [tags[thing.shown] for thing in shared if thing.shown in tags]
    if any(tag.type in (HashtagType.PERSON, HashtagType.EVENT) for tag in known):
        return _NEAR
    countries = sum(territory(key(thing.shown.removeprefix("#")), language) is not None for thing in shared)
    words = any(thing.kind == "word" for thing in shared)
    return _NEAR if len(shared) > 1 and countries < len(shared) and not words else _NEARER


def _least(shared: Sequence[Thing], rarity: Rarity) -> float:
    """The score that a card must have: a shared hashtag is the best evidence, shared words the weakest."""
    kinds = {thing.kind for thing in shared}
    surer = _SURER * math.exp(-rarity.total / _SMALL)
    if "hashtag" in kinds:
        return LEAST + surer / 4
    return LEAST + surer + (0.0 if "name" in kinds else _LEAST_WORDS)


def _reason(shared: Sequence[str]) -> str:
    """What both are about, as a sentence."""
    *first, last = shared
    return f"Both on {', '.join(first)} and {last}" if first else f"Both on {last}"
