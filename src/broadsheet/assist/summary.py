"""Key points: the sentences of an article that say the most of it, word for word. Needs no model.

Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998) over tf-idf: each next sentence is near to what the
whole text is about, and far from those that were taken. A news text tells the most important first, so a sentence's
place counts more than its words. Nothing depends on the language but the cutting into words.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from broadsheet.model.spans import Span
from broadsheet.text.sentences import sentences
from broadsheet.text.words import tokens

LARGEST = 100_000  # characters that are read
_MOST_SENTENCES = 60  # that are compared: what comes later in a news text is no key point
_LONGEST = 800  # characters of a sentence that are read

# Weights. Looked at one by one on the development half of CNN/DailyMail and SummEval together (sum of ROUGE-1 and
# ROUGE-2; lead-3: 1.12, these: 1.16); each stands among values that differ by less than the bootstrap error.
_PLACE, _RELEVANCE, _TITLE = 1.0, 0.3, 0.35
_DECAY = 0.4  # the power by which a place is worth less than the one before: 1, 0.76, 0.64, 0.57 …
_REDUNDANCY = 0.5
_UNFIT, _VAGUE = 0.5, 0.95
_SAME = 0.8  # cosine: a sentence that is nearly the headline or the lead again
_LEAST = 7  # terms: fewer are a credit, a date or a subhead

_END = 5  # characters in which a sentence ends
_STOP = re.compile("[.!?…。！？؟۔।።։]['\"’”»›)\\]」』）]{0,3}$")
_ASKS = re.compile("[?？؟;]['\"’”»›)\\]」』）]{0,3}$")
_ASIDE = re.compile(r"[(\[（].*[)\]）]\W*$", re.DOTALL)
_ALL_QUOTED = re.compile("[\"“„«»‘'’‚].*[\"”“»«’']", re.DOTALL)
_NAMES = re.compile("[0-9]|[ \"“„«(‘'’-][A-ZÀ-ÖØ-ÞŁŚŠŻŽČİ\u0391-\u03a9\u0401-\u042f]")  # behind the first letter
_HAS_CASE = re.compile("\\W*[A-Za-zÀ-ÿĀ-ſΑ-ωА-яЁё]")

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A candidate. `vector`: its terms with their weights, of length one. `worth`: what it says by itself."""

    span: Span
    vector: Vector
    worth: float


def key_points(title: str, lead: str, text: str, most: int = 3) -> tuple[Span, ...]:
    """Up to `most` sentences of `text`, as spans of it, in the order in which they stand there.

    `title` and `lead` say what the article is about; a sentence that only repeats the lead says nothing new.
    """
    candidates = _candidates(title, lead, text[:LARGEST])
    return tuple(sorted(one.span for one in _chosen(candidates, most)))


def _candidates(title: str, lead: str, text: str) -> list[_Sentence]:
    spans, terms = _sentences(text)
    spread = Counter(chain.from_iterable(map(set, terms)))
    rarity = {term: math.log(1 + len(terms) / count) for term, count in spread.items()}
    about = _vector(list(chain.from_iterable(terms)), rarity)
    headline, standfirst = (_vector(tokens(words[:_LONGEST]), rarity) for words in (title, lead))
    found = []
    for place, (span, said) in enumerate(zip(spans, terms, strict=True)):
        vector = _vector(said, rarity)
        as_title = _product(vector, headline)
        if max(as_title, _product(vector, standfirst)) < _SAME:
            worth = _PLACE / (1 + place) ** _DECAY + _RELEVANCE * _product(vector, about) + _TITLE * as_title
            found.append(_Sentence(span, vector, worth * _fitness(span.of(text))))
    return found


def _sentences(text: str) -> tuple[list[Span], list[list[str]]]:
    """The sentences that say something, with their terms: no credit, date, subhead or teaser, which have few words or
    no stop; unless there are no others."""
    spans = sentences(text)[: 2 * _MOST_SENTENCES]
    terms = [tokens(text[span.start : min(span.end, span.start + _LONGEST)]) for span in spans]
    long = [at for at, words in enumerate(terms) if len(words) >= _LEAST]
    whole = [at for at in long if _STOP.search(text, max(spans[at].start, spans[at].end - _END), spans[at].end)]
    kept = (whole or long or list(range(len(spans))))[:_MOST_SENTENCES]
    return [spans[at] for at in kept], [terms[at] for at in kept]


def _fitness(sentence: str) -> float:
    """How well a sentence stands alone: badly, if it asks, is a piece of a quotation or stands in brackets; less well,
    if it names nobody and nothing, as what only goes on from the sentence before."""
    if (
        _ASKS.search(sentence[-_END:])
        or _ASIDE.match(sentence)
        or not _balanced(sentence)
        or _ALL_QUOTED.fullmatch(sentence)
    ):
        return _UNFIT
    return 1.0 if _NAMES.search(sentence, 1) or not _HAS_CASE.match(sentence) else _VAGUE


def _balanced(sentence: str) -> bool:
    """Whether each quotation mark in it has its partner."""
    return (
        sentence.count('"') % 2 == 0
        and ("„" in sentence or sentence.count("“") == sentence.count("”"))
        and sentence.count("«") == sentence.count("»")
        and sentence.count("(") == sentence.count(")")
    )


def _vector(terms: Sequence[str], rarity: Mapping[str, float]) -> Vector:
    """Terms weighted by how often they stand and how few sentences have them, with length one."""
    weights = {
        term: (1 + math.log(count) if count > 1 else 1) * rarity[term]
        for term, count in Counter(terms).items()
        if term in rarity
    }
    length = math.sqrt(sum([weight * weight for weight in weights.values()])) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _product(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length one."""
    if len(other) < len(one):
        one, other = other, one
    shared = one.keys() & other.keys()
    return sum([one[term] * other[term] for term in shared]) if shared else 0.0


def _chosen(candidates: Sequence[_Sentence], most: int) -> Iterator[_Sentence]:
    """The best one, then each time the best of those that are not like the chosen."""
    left = list(candidates)
    likeness = [0.0] * len(left)
    for _ in range(min(most, len(left))):
        best = max(range(len(left)), key=lambda at: left[at].worth - _REDUNDANCY * likeness[at])
        one = left[best]
        yield one
        likeness = [max(old, _product(one.vector, other.vector)) for old, other in zip(likeness, left, strict=True)]
        left.pop(best)
        likeness.pop(best)
