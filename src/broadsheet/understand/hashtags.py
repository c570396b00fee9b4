"""What an article is about, as three to eight hashtags: the publisher's keywords, and the names in the text."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.model.insights import Hashtag
from broadsheet.text.languages import SYLLABIC
from broadsheet.text.words import fold
from broadsheet.understand.forms import Name
from broadsheet.understand.names import names
from broadsheet.understand.phrases import phrases
from broadsheet.understand.topics import clean
from broadsheet.understand.vocabulary import aliases, key, vocabulary

MOST = 8
_ENOUGH = 3  # below this many, weaker candidates are taken too
_LONGEST_LABEL = 60  # characters
_COUNTRIES_OF_ONE_SYLLABLE = frozenset({"Mỹ", "Nga", "Úc", "Đức", "Pháp", "Ý", "Nhật", "Hàn", "Ấn"})
# What a Vietnamese syllable looks like: any with its marks, and without them only the sounds that the language has.
_SYLLABLE = re.compile(
    r"\w*[^\x00-\x7f]\w*|(?:ngh?|nh|tr|th|ch|ph|gi|kh|qu|gh|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.I
)
_READ = 6000  # characters of the text that keywords are looked for in
_AGAIN = 0.4  # how much a second finding adds

# Weights, chosen on the development half of publishers' own topics (F1 of the first five): what stands in the headline
# or early is what the text is about; a phrase of several words says more than one word.
_IN_TITLE, _IS_EARLY, _IS_PHRASE, _IS_LOWER = 2.4, 1.6, 1.15, 0.9
_KEYWORD, _KEYWORD_IN_TEXT, _RANK = 3.5, 1.5, 0.03  # a publisher's keyword; one that the text has; less for each place
_GOOD, _FAIR = 1.45, 1.25  # least weight of a hashtag; and where there would be too few


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible hashtag. `weight`: how surely the article is about it, 1 for a name that stands once in its middle."""

    key: str
    name: str
    weight: float


def hashtags(
    title: str, lead: str, text: str, topics: Sequence[str], language: str | None, outlet_name: str
) -> tuple[Hashtag, ...]:
    """Up to eight hashtags, best first; few or none rather than wrong ones.

    `topics`: the publisher's keywords. `language`: a primary tag or None. `outlet_name` is never a hashtag of its own.
    """
    found = candidates(title, f"{lead}\n{text}", topics, language, outlet_name)
    good = [one for one in found if one.weight >= _GOOD]
    chosen = good if len(good) >= _ENOUGH else [one for one in found if one.weight >= _FAIR][:_ENOUGH]
    return tuple(Hashtag(one.key, one.name, label(one.name)) for one in chosen[:MOST])


def candidates(
    title: str, text: str, topics: Sequence[str], language: str | None, outlet_name: str
) -> tuple[Candidate, ...]:
    """All that may be a hashtag, best first. `text`: the lead and the body."""
    known = aliases(language)
    own = key(outlet_name)
    weights: dict[str, float] = {}
    written: dict[str, str] = {}
    for its_key, name, weight in _weighed(title, text, topics, language, outlet_name):
        if its_key in known:
            its_key, name = known[its_key].key, known[its_key].name
        if not its_key or its_key == own or len(its_key) > _LONGEST_LABEL:
            continue
        # Two ways to the same hashtag strengthen each other, but not twice as much.
        before = weights.get(its_key, 0.0)
        weights[its_key] = max(before, weight) + _AGAIN * min(before, weight)
        written.setdefault(its_key, name)
    ranked = sorted(weights, key=lambda its_key: -weights[its_key])
    return tuple(_without_tails([Candidate(its_key, written[its_key], weights[its_key]) for its_key in ranked]))


def _without_tails(found: list[Candidate]) -> Iterator[Candidate]:
    """Without the single words that end a better hashtag: "Edda" beside "Storm Edda" says nothing more."""
    tails: set[str] = set()
    for one in found:
        *before, last = one.name.split() or [""]
        if before or key(last) not in tails:
            yield one
        if before:
            tails.add(key(last))


def _weighed(
    title: str, text: str, topics: Sequence[str], language: str | None, outlet_name: str
) -> Iterator[tuple[str, str, float]]:
    """Keys and names with their weight, from all that we look at; the same one may come twice."""
    headline = _terms(title)
    yield from _keywords(headline, f"{title}\n{text[:_READ]}", topics, outlet_name)
    agencies = vocabulary().agencies
    for name in names(title, text, language):
        in_title = name.key in headline
        if (name.key in agencies and not in_title) or (language in SYLLABIC and _is_a_syllable(name)):
            continue
        weight = (1 + math.log2(name.count)) * (_IN_TITLE if in_title else 1.0) * (_IS_EARLY if name.early else 1.0)
        yield name.key, name.written, weight * (_IS_PHRASE if name.words > 1 else 1.0)
    for phrase, count in phrases(title, text, language) if language not in SYLLABIC else ():
        yield key(phrase), phrase, (1 + math.log2(count)) * _IN_TITLE * _IS_LOWER


def _is_a_syllable(name: Name) -> bool:
    """Whether a name is but the capitalised beginning of a word or a title, as "Tổng" is of "Tổng thống"."""
    return (
        name.words == 1 and name.written not in _COUNTRIES_OF_ONE_SYLLABLE and bool(_SYLLABLE.fullmatch(name.written))
    )


def _keywords(
    headline: frozenset[str], text: str, topics: Sequence[str], outlet_name: str
) -> Iterator[tuple[str, str, float]]:
    cleaned = clean(topics, text, outlet_name)
    folded = fold(text) if cleaned else ""
    for rank, topic in enumerate(cleaned):
        weight = _KEYWORD * (_KEYWORD_IN_TEXT if fold(topic) in folded else 1.0)
        its_key = key(topic)
        yield its_key, topic, weight * (_IN_TITLE if its_key in headline else 1.0) * (1 - _RANK * min(rank, 15))


_WORD = re.compile(r"[^\W_]+")
_LONGEST_TERM = 5  # words


def _terms(title: str) -> frozenset[str]:
    """The keys of all runs of up to five words of a headline."""
    words = _WORD.findall(fold(title[:400]))
    return frozenset("".join(words[at : at + n]) for n in range(1, _LONGEST_TERM + 1) for at in range(len(words)))


_PUNCTUATION = re.compile(r"[^\w\u0900-\u0eff]+")


def label(name: str) -> str:
    """A name as a hashtag is shown: "Vladimir Putin" → "#VladimirPutin"; capitals inside words stay as they are."""
    words = _PUNCTUATION.sub(" ", name.replace("'", "").replace("’", "").replace(".", "")).split()
    return "#" + "".join(word[:1].upper() + word[1:] for word in words)
