"""All that an article may be about, weighed: the publisher's keywords, the names and the terms of its text."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from broadsheet.text.hashtags import key
from broadsheet.text.languages import SYLLABIC
from broadsheet.text.words import fold
from broadsheet.understand.facts.places import places
from broadsheet.understand.forms import DECLINED, Name, akin
from broadsheet.understand.names import names
from broadsheet.understand.syllables import is_a_syllable
from broadsheet.understand.terms import LONGEST, Role, Term, keys_of, terms
from broadsheet.understand.topics import clean
from broadsheet.understand.vocabulary import vocabulary
from broadsheet.understand.weighing import Setting, chance, model, name_figures, term_figures

_READ = 6000  # characters of the text that keywords are looked for in
# Chances of a publisher's keyword; of one that the text has; of one in the headline; less for each place.
_KEYWORD, _KEYWORD_IN_TEXT, _KEYWORD_IN_TITLE, _RANK = 0.45, 0.7, 0.9, 0.01
_MOST_RANK = 15
# Where an agency's text was written: "GENEVA, March 3 (Reuters) - ". It says little of what the text is about.
_DATELINE = re.compile(
    r"(?:^|(?<=[\s.a-z]))[A-ZÀ-Þ]{3}[A-ZÀ-Þ .'-]{0,30}(?:, [^\n—–―-]{1,40})?(?: ?\([A-Z][\w ]{1,20}\))?"
    r" ?[—–―-]{1,2} (?=\S)"
)
_MOST_BEFORE_DATELINE = 250  # characters: a headline, where the text repeats it
# What a term must look like to be shown: a noun, by the words beside it.
_LEAST_PAIR = 3  # times
_SHORT_PLACE = 3  # letters: USA, UAE
_CAPITAL = 0.6  # share of mentions
_BEFORE_WORDS = 0.5  # share of mentions before another word, up to which it is no adjective


@dataclass(frozen=True, slots=True)
class Weighed:
    """One way to a hashtag. `written`: as the text has it. `chance`: how surely the article is about it. `fit`: a page
    may show it; `named`: it is a name; `term`: how its words stand in the text."""

    key: str
    written: str
    chance: float
    fit: bool
    named: bool
    term: Term | None


def weighed(title: str, text: str, topics: Sequence[str], language: str | None, outlet_name: str) -> Iterator[Weighed]:
    """All ways to a hashtag; the same one may come twice."""
    yield from _keywords(_runs(title), f"{title}\n{text[:_READ]}", topics, outlet_name)
    numbers = model()
    for one in evidence(title, text, language):
        weight = chance(numbers.names if one.is_name else numbers.terms, one.figures)
        yield Weighed(one.key, one.written, weight, one.fit, one.is_name, one.term)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A name or a term of the text, with what speaks for it: `figures`, as NAME_FIGURES or TERM_FIGURES order them."""

    key: str
    written: str
    is_name: bool
    fit: bool
    figures: list[float]
    term: Term | None


def evidence(title: str, text: str, language: str | None) -> Iterator[Evidence]:
    """The names of a text, and its terms that are none."""
    headline, text = _runs(title), _without_dateline(text[:LONGEST])
    by_key = keys_of(terms(title, text, language))
    setting = Setting(bool(title.strip()), len(title), language)
    agencies, generic, known_places = vocabulary().agencies, vocabulary().generic, places(language)
    found = names(title, text, language)
    if language == "de":
        found = _without_adjectives(found, known_places)
    named: set[str] = set()
    parts: set[str] = set()
    for name in found:
        in_title = name.key in headline
        if (name.key in agencies and not in_title) or (language in SYLLABIC and is_a_syllable(name)):
            continue
        named.add(name.key)
        if name.words > 1:
            parts.update(map(key, name.written.split()))
        term = by_key.get(name.key)
        figures = name_figures(name, term, setting, in_title=in_title, place=name.key in known_places)
        written = name.written
        if written.isupper() and name.key in known_places and len(written) > _SHORT_PLACE:
            written = written.title()
        yield Evidence(name.key, written, True, True, figures, term)
    for term in by_key.values():
        if term.key and term.key not in generic and not _is_named(term, named, language):
            place, part = term.key in known_places, term.key in parts
            figures = term_figures(term, setting, place=place, part=part)
            yield Evidence(term.key, term.written, False, place or (not part and _is_noun(term)), figures, term)


def _without_adjectives(found: Sequence[Name], places: Set[str]) -> tuple[Name, ...]:
    """German names without those that only describe: "Stuttgarter" beside "Stuttgart"."""
    named = {name.key for name in found}

    def describes(its_key: str) -> bool:
        if not its_key.endswith("er"):
            return False
        towns = (its_key[:-2] + ending for ending in ("", "en", "e"))
        return any(town in named or town in places for town in towns)

    return tuple(name for name in found if not describes(name.key))


def _without_dateline(text: str) -> str:
    found = _DATELINE.search(text, 0, _MOST_BEFORE_DATELINE)
    return f"{text[: found.start()]} {text[found.end() :]}" if found else text


def _is_named(term: Term, named: Set[str], language: str | None) -> bool:
    """Whether a term is one of the names, or another form of one."""
    if term.key in named or (term.key.endswith("s") and term.key[:-1] in named):
        return True
    return language in DECLINED and term.capitals > _CAPITAL and any(akin(term.key, name) for name in named)


def _is_noun(term: Term) -> bool:
    """Whether a term is plainly one: behind an article or a preposition, and not before the word it describes."""
    if term.shared:
        return True
    if term.words > 1:
        return term.count >= _LEAST_PAIR
    return term.before[Role.DETERMINER] + term.before[Role.PREPOSITION] > 0 and (
        term.count > 1 and term.behind[Role.WORD] <= _BEFORE_WORDS * term.count
    )


def _keywords(headline: frozenset[str], text: str, topics: Sequence[str], outlet_name: str) -> Iterator[Weighed]:
    cleaned = clean(topics, text, outlet_name)
    folded = fold(text) if cleaned else ""
    for rank, topic in enumerate(cleaned):
        its_key = key(topic)
        weight = _KEYWORD_IN_TEXT if fold(topic) in folded else _KEYWORD
        weight = _KEYWORD_IN_TITLE if its_key in headline else weight
        yield Weighed(its_key, topic, weight - _RANK * min(rank, _MOST_RANK), True, not topic.islower(), None)


_WORD = re.compile(r"[^\W_]+")
_LONGEST_TERM = 5  # words


def _runs(title: str) -> frozenset[str]:
    """The keys of all runs of up to five words of a headline."""
    words = _WORD.findall(fold(title[:400]))
    return frozenset("".join(words[at : at + n]) for n in range(1, _LONGEST_TERM + 1) for at in range(len(words)))
