"""What goes with what among articles that are not in an archive: what the Unix tool `broadsheet related` does."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from broadsheet.model.related import Standing, Subject
from broadsheet.text.dates import parse
from broadsheet.text.words import tokens
from broadsheet.understand.familiar import Familiar
from broadsheet.understand.hashtags import hashtags
from broadsheet.understand.language import detect
from broadsheet.understand.related import SAME_STORY, related, terms
from broadsheet.understand.stories.gathering import Gatherer, taught
from broadsheet.understand.stories.nearest import mates, on_one_event
from broadsheet.understand.stories.stream import Stream
from broadsheet.understand.vectors import CHARACTERS

MOST = 12  # records for an article
_TOPICS = 6  # cards below which those of other stories are looked for, and their candidates
_MEMBERS = 40  # of a story, that are looked at


class Relating:
    """Takes articles one by one, and answers for each when all are there."""

    def __init__(self) -> None:
        self._subjects: list[Subject] = []
        self._names: list[str | int] = []
        self._languages: list[str] = []

    def add(self, id: str | int, date: str, language: str, source: str, title: str, text: str) -> None:  # noqa: A002
        """One more article. One whose date cannot be read is taken to be as old as the one before."""
        moment = parse(date)
        dated = moment.at if moment else self._subjects[-1].dated if self._subjects else 0
        outlet = zlib.crc32(source.encode("utf-8", "replace")) if source else -1 - len(self._names)
        self._subjects.append(Subject(len(self._names), outlet, dated, title, text))
        self._names.append(id)
        self._languages.append(language)

    def answers(self) -> Iterator[dict[str, Any]]:
        """The record of `broadsheet related` for each article, in the order in which they came."""
        self._gather()
        self._tag()
        for number, name in enumerate(self._names):
            cards = [*self._same_story(number)]
            room = _TOPICS - len(cards)
            cards += self._topics(number, {other for other, _ in cards}, room) if room > 0 else []
            shown = [{"id": self._names[other], "kind": kind, "reason": reason} for other, (kind, reason) in cards]
            yield {"id": name, "related": shown[:MOST]}

    def _gather(self) -> None:
        """Stories, and what each article is near to. All words are learned first: an archive knows which are common."""
        stream = Stream(Gatherer(taught(self._subjects), learns=False))
        near: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for subject in sorted(self._subjects, key=lambda one: one.dated):
            placement, _ = stream.add(replace(subject, id=subject.id + 1))
            for other, score in placement.neighbours:
                near[subject.id][other - 1] = near[other - 1][subject.id] = score
        self._near = dict(near)
        self._stories = {story: [one.article_id - 1 for one in its] for story, its in stream.stories.items()}
        self._story_of = {number: story for story, its in self._stories.items() for number in its}

    def _tag(self) -> None:
        familiar = Familiar()
        for number, subject in enumerate(self._subjects):
            language = detect(subject.text or subject.title, self._languages[number] or None)
            tags = hashtags(subject.title, "", subject.text, (), language, "", familiar)
            self._subjects[number] = replace(subject, hashtags=tags)
            for tag in tags:
                familiar.note(tag)
        self._frequencies = Counter(
            word for one in self._subjects for word in set(tokens(f"{one.title} {one.text[:CHARACTERS]}"))
        )

    def _same_story(self, number: int) -> Iterator[tuple[int, tuple[str, str]]]:
        own = self._near.get(number, {})
        around = {number, *own, *self._stories[self._story_of[number]][-_MEMBERS:]}
        around.update(far for mate in mates(own) for far in self._near[mate])
        standings = {one: self._standing(one) for one in around}
        for other, _ in on_one_event(number, self._near, standings)[:MOST]:
            yield other, ("story", SAME_STORY)

    def _standing(self, number: int) -> Standing:
        subject = self._subjects[number]
        return Standing(subject.outlet_id, subject.dated, self._story_of[number])

    def _topics(self, number: int, shown: set[int], room: int) -> Iterator[tuple[int, tuple[str, str]]]:
        subject, near = self._subjects[number], self._near.get(number, {})
        shown = shown | set(self._stories[self._story_of[number]])
        others = sorted((one for one in near if one not in shown), key=lambda one: (-near[one], one))[:_TOPICS]
        known = {word: self._frequencies[word] for word in terms(subject)}
        candidates = [self._subjects[one] for one in others]
        found = related(subject, candidates, near, known, len(self._subjects), room)
        for match in found:
            yield match.id, (match.kind, match.reason)
