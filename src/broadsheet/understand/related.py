"""Which articles go with an article, and why: shared hashtags and rare words. Few and right rather than many."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.model.related import Match, Standing, Subject
from broadsheet.text.words import tokens
from broadsheet.understand.common_ground import Thing, shared_things
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
    """The folded words of an article whose frequencies `related` and `query_words` want to know: those of the headline
    first, then the most frequent of the text."""
    times = Counter(dict(bag(subject).times))
    words = [word for long_word, _ in times.most_common(2 * most) for word in long_word.split()]
    return tuple(word for word in dict.fromkeys(words) if len(word) > 1)[:most]


def query_words(subject: Subject, frequencies: Mapping[str, int], total: int, most: int = 12) -> tuple[str, ...]:
    """The folded words to search for candidates by: frequent here, rare elsewhere, best first.

    A word that is known to stand in one article only is left out: it finds the article itself.
    """
    words = bag(subject)
    rarity = Rarity(frequencies, total, [words])
    counts = Counter(part for word, count in words.times.items() for part in word.split() for _ in range(min(count, 9)))
    known = [word for word in counts if frequencies.get(word, 0 if frequencies else 2) > 1 and len(word) > 1]
    ranked = sorted(known, key=lambda word: (-(1 + math.log(counts[word])) * rarity.of(word), word))
    return tuple(ranked[:most])


def related(
    article: Subject, candidates: Sequence[Subject], frequencies: Mapping[str, int], total: int, most: int = 6
) -> tuple[Match, ...]:
    """Up to `most` articles that go with `article`, each with what both share; none rather than wrong ones.

    What other outlets write comes first, then what its own outlet does, each best first: who has read one paper wants
    to hear another.

    `frequencies`: in how many of `total` articles a folded word stands, at least for the `terms` of the article. Of
    near-identical texts one is given, of the article's own text no copy, of an outlet one.
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
        if shared and one.score >= _least(shared, rarity):
            things = tuple(thing.shown for thing in shared)
            match = Match(one.subject.id, round(one.score, 4), things, _reason(things))
            chosen[match] = one.subject.outlet_id == article.outlet_id
            seen.append(one.vector)
            outlets[one.subject.outlet_id] += 1
    return tuple(sorted(chosen, key=chosen.__getitem__))


def one_of_each(
    found: Sequence[tuple[int, float]], standings: Mapping[int, Standing], shown: Collection[int] = ()
) -> tuple[Match, ...]:
    """What is on the same event (`found`, best first), as one article of each outlet; none of outlets that are `shown`
    already."""
    first: dict[int, Match] = {}
    for other, score in found:
        outlet = standings[other].outlet_id
        if outlet not in shown:
            first.setdefault(outlet, Match(other, round(score, 4), (), SAME_STORY, "story"))
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
