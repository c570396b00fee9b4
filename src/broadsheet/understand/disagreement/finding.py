"""The articles of one story → what their outlets say differently. Few and right rather than many: two sentences must
say the same but for one value, and neither article may know the value of the other. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from broadsheet.model.disagreements import Disagreement, DisagreementKind, Told, Value, Voice
from broadsheet.model.spans import Span
from broadsheet.text.months import MONTHS, letters
from broadsheet.text.sentences import sentences
from broadsheet.text.words import fold
from broadsheet.understand.disagreement import days, numbers, people
from broadsheet.understand.disagreement.quantities import Quantity, quantities
from broadsheet.understand.disagreement.twins import twins
from broadsheet.understand.tagging import small_words

MOST_ARTICLES = 60  # of a story that are compared: the first
_BEFORE, _BEHIND = 3, 4  # words around a value that say what it is of
_LATER = 1800  # seconds from which on something was said later and not at the same time
_STOPS = ',;:.!?()[]“”"«»–—'


@dataclass(frozen=True, slots=True)
class _Word:
    """One value where it stands. `value`: as it is compared."""

    place: int
    at: Span
    sentence: Span
    value: object


@dataclass(slots=True)
class _Thing:
    """What differs: the words that speak of it."""

    kind: DisagreementKind
    thing: str
    words: dict[_Word, None]


def disagreements(told: Sequence[Told]) -> tuple[Disagreement, ...]:
    """What the outlets of a story say differently, as far as it is certain: numbers first. Articles in different
    languages are not compared. Leave copies out: of one text give the earliest.

    The order in which the articles are given does not matter.
    """
    ordered = sorted(told, key=lambda one: (one.dated, one.article))[:MOST_ARTICLES]
    things = [*_numbers(ordered), *_days(ordered), *_people(ordered)]
    things += _twins(ordered, {(word.place, word.sentence) for thing in things for word in thing.words})
    return tuple(filter(None, (_settled(thing, ordered) for thing in things)))


def _numbers(told: Sequence[Told]) -> Iterator[_Thing]:
    said = [one for place, article in enumerate(told) for one in numbers.read(place, article)]
    known = [
        frozenset(one.value for one in quantities(article.text[: numbers.READ], article.language)) for article in told
    ]
    found = list(numbers.pairs(said, known))
    links = [(_of(pair.one, pair.first), _of(pair.other, pair.second), pair.differs) for pair in found]
    for words in _together(links):
        first = next(iter(words))
        yield _Thing(DisagreementKind.NUMBER, _around(first, told), words)


def _of(said: numbers.Said, number: Quantity) -> _Word:
    start = said.span.start
    return _Word(said.place, Span(start + number.start, start + number.end), said.span, number.value)


def _days(told: Sequence[Told]) -> Iterator[_Thing]:
    said = [one for place, article in enumerate(told) for one in days.read(place, article)]
    known = [
        frozenset(day for *_, day in days.days(article.text[: numbers.READ], article.language)) for article in told
    ]
    links = []
    for pair in days.pairs(said, known):
        ours, theirs = (_Word(one.place, one.at, one.span, one.day) for one in pair)
        links.append((ours, theirs, ours.value != theirs.value))
    for words in _together(links):
        yield _Thing(DisagreementKind.DATE, _around(next(iter(words)), told), words)


def _twins(told: Sequence[Told], done: Set[tuple[int, Span]]) -> Iterator[_Thing]:
    """What differs in sentences that are the same otherwise, those left out of which something is told already."""
    links = []
    for one, other in twins(told):
        if (one.place, one.span) not in done and (other.place, other.span) not in done:
            ours, theirs = (_Word(twin.place, twin.at, twin.span, twin.value) for twin in (one, other))
            links.append((ours, theirs, True))
    for words in _together(links):
        first = next(iter(words))
        is_day = any(letters(word) in MONTHS for word in first.at.of(told[first.place].text).split())
        kind = DisagreementKind.DATE if is_day else DisagreementKind.NUMBER
        yield _Thing(kind, _around(first, told), words)


def _together(links: Iterable[tuple[_Word, _Word, bool]]) -> list[dict[_Word, None]]:
    """The words that speak of one thing: those that differ, and then those that agree with one of them."""
    things: dict[_Word, dict[_Word, None]] = {}
    agreeing = []
    for one, other, differs in links:
        if not differs:
            agreeing.append((one, other))
            continue
        joined = {**things.get(one, {one: None}), **things.get(other, {other: None})}
        things |= dict.fromkeys(joined, joined)
    known = dict(things)
    for one, other in agreeing:
        for known_one, new in ((one, other), (other, one)):
            if known_one in known and new not in known:
                known[known_one][new] = None
    return list({id(words): words for words in things.values()}.values())


def _people(told: Sequence[Told]) -> Iterator[_Thing]:
    named = people.named_in(told)
    for found in (people.ages(told, named), people.roles(told, named)):
        said = defaultdict[str, list[people.Word]](list)
        for word in found:
            said[word.about].append(word)
        for words in said.values():
            yield _Thing(words[0].kind, words[0].thing, {_in_sentence(word, told): None for word in words})
    links = [(_in_sentence(one, told), _in_sentence(other, told), True) for one, other in people.spellings(told, named)]
    for spelled in _together(links):
        first = next(iter(spelled))
        thing = f"spelling of {first.at.of(told[first.place].text)}"
        yield _Thing(DisagreementKind.NAME, thing, spelled)


def _in_sentence(word: people.Word, told: Sequence[Told]) -> _Word:
    text = told[word.place].text
    start = text.rfind("\n", 0, word.at.start) + 1
    end = text.find("\n", word.at.end)
    inside = sentences(text[start : end if end >= 0 else len(text)])
    spans = [Span(start + one.start, start + one.end) for one in inside]
    sentence = next((one for one in spans if one.start <= word.at.start < one.end), word.at)
    return _Word(word.place, word.at, sentence, word.value)


def _settled(thing: _Thing, told: Sequence[Told]) -> Disagreement | None:
    """One voice for each outlet, its newest; None where only one value or one outlet is left."""
    newest: dict[str, tuple[object, Voice]] = {}
    for word in sorted(thing.words, key=lambda word: (word.place, word.at)):
        article = told[word.place]
        voice = Voice(article.article, article.outlet, article.dated, word.at, word.sentence)
        earlier = newest.get(article.outlet)
        if earlier and earlier[1].article == article.article:
            continue
        changed = earlier is not None and (earlier[0] != word.value or earlier[1].changed)
        newest[article.outlet] = (word.value, replace(voice, changed=changed))
    values = defaultdict[object, list[Voice]](list)
    for value, voice in newest.values():
        values[value].append(voice)
    if len(values) < 2:
        return None
    texts = {article.article: article.text for article in told}
    ordered = sorted(values.values(), key=lambda voices: (-len(voices), voices[0].dated, voices[0].article))
    told_values = tuple(Value(one[0].value.of(texts[one[0].article]), tuple(one)) for one in ordered)
    developed = thing.kind is not DisagreementKind.NAME and _is_developed(told_values)
    return Disagreement(thing.kind, thing.thing, told_values, developed)


def _is_developed(values: Sequence[Value]) -> bool:
    """Whether one value came after another everywhere."""
    times = sorted(([voice.dated for voice in value.voices] for value in values), key=min)
    return all(max(before) + _LATER <= min(after) for before, after in pairwise(times))


def _around(word: _Word, told: Sequence[Told]) -> str:
    """The words around a value, with "…" in its place."""
    text = told[word.place].text
    before = text[word.sentence.start : word.at.start].split()[-_BEFORE:]
    behind = text[word.at.end : word.sentence.end].split()[:_BEHIND]
    for at, one in enumerate(reversed(before)):
        if one[-1] in _STOPS:
            before = before[len(before) - at :]
            break
    for at, one in enumerate(behind):
        if one[0] in "([":
            behind = behind[:at]
            break
        if one[-1] in _STOPS:
            behind = [*behind[:at], one.rstrip(_STOPS)]
            break
    while before and fold(before[0]) in small_words(told[word.place].language):
        before = before[1:]
    return " ".join([*before, "…", *filter(None, behind)])
