"""Whose a quotation is: named in its sentence, meant by a pronoun, or told by what stands before.

The order of evidence is that of O'Keefe et al., "A Sequence Labelling Approach to Quote Attribution" (EMNLP 2012): the
sentence itself, the quotation before, the sentence before.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.model.spans import Span
from broadsheet.text.sentences import sentences
from broadsheet.understand.clauses import Kind, Subject
from broadsheet.understand.quotes.full_names import in_full, is_office
from broadsheet.understand.quotes.quotation_marks import Quoted
from broadsheet.understand.quotes.speakers import Page, speaker_after, speaker_before
from broadsheet.understand.uncased import is_uncased, uncased_speaker

HIDDEN = "\x1a"  # stands for each quoted character, so that quoted words end no sentence and name nobody
_BREAKS = 2  # line breaks: the paragraph before, whether one or two part them
_FAR = 400  # characters before a quotation in which its speaker is looked for
# A capital after a small letter or a comma: a name, and no beginning of a sentence.
_WITHIN = re.compile(r"(?<=[^\W\d_A-Z] |, )[^\W\d_a-z][\w'’-]{1,40}")
_AT_ONCE = 30  # characters within which a sentence names whom it is about, for a pronoun to mean that
_SIGNED = re.compile(r"\s{0,4}\n\s{0,4}([–—―-] ?[^\W\d_][^\n]{1,80})(?:\n|$)")  # a line "— Ada Quill" below a quotation
_LEADS_ON = frozenset(",，、!?？！-–—")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its quoted stretches, and as it is without their words: same length, same places."""

    page: Page
    stretches: tuple[Quoted, ...]
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    uncased: bool

    @property
    def hidden(self) -> str:
        return self.page.text

    def sentence_of(self, stretch: Quoted) -> Span:
        """The sentence that a quotation stands in, or begins."""
        return self.spans[max(0, bisect_right(self.starts, stretch.start) - 1)]

    def sentence_before(self, sentence: Span) -> Span | None:
        """The sentence before it, be it in another paragraph."""
        at = bisect_right(self.starts, sentence.start) - 2
        return self.spans[at] if at >= 0 else None

    def breaks(self, start: int, end: int) -> int:
        """The line breaks between two places."""
        return self.hidden.count("\n", start, end)


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quotation with its speaker. `subject`: where that stands. `goes_on`: with the speech of the one before."""

    quoted: Quoted
    sentence: Span
    subject: Subject | None = None
    speaker: str = ""
    goes_on: bool = False


def reading(text: str, stretches: Sequence[Quoted], language: str | None) -> Reading:
    """What `attributed` looks at, made once for a text."""
    hidden = _without_quoted(text, stretches)
    spans = sentences(hidden)
    starts = tuple(span.start for span in spans)
    known = frozenset(_WITHIN.findall(hidden))
    return Reading(Page(hidden, language, known), tuple(stretches), spans, starts, is_uncased(text))


def _without_quoted(text: str, stretches: Sequence[Quoted]) -> str:
    """The text with the quoted words hidden, all but the stop at their end."""
    parts: list[str] = []
    at = 0
    for one in stretches:
        kept = max(one.inner_start, one.inner_end - 1)
        if text[kept : one.inner_end].isalnum():
            kept = one.inner_end
        parts += [text[at : one.inner_start], HIDDEN * (kept - one.inner_start)]
        at = kept
    return "".join([*parts, text[at:]])


def attributed(page: Reading, number: int, previous: Attributed | None) -> Attributed:
    """The quotation of that number with its speaker, where the text tells. `previous`: the quotation before it."""
    stretch = page.stretches[number]
    sentence = page.sentence_of(stretch)
    subject = _in_sentence(page, number, sentence)
    if stretch.reopened and previous is not None and (subject is None or subject.kind is Kind.PRONOUN):
        return Attributed(stretch, sentence, None, previous.speaker, goes_on=True)
    if subject is not None:
        return Attributed(stretch, sentence, subject, _named(page, subject, sentence, previous))
    if previous is not None and previous.speaker and _goes_on(page, stretch, sentence, previous):
        return Attributed(stretch, sentence, None, previous.speaker, goes_on=True)
    return _alone(page, Attributed(stretch, sentence), previous)


def _goes_on(page: Reading, stretch: Quoted, sentence: Span, previous: Attributed) -> bool:
    """Whether a quotation without a speaker of its own follows the one before at once: in its sentence, or alone."""
    if page.breaks(previous.quoted.end, stretch.start):
        return False
    return sentence == previous.sentence or not any(map(str.isalnum, page.hidden[sentence.start : stretch.start]))


def _in_sentence(page: Reading, number: int, sentence: Span) -> Subject | None:
    """The speaker behind the quotation, up to the next one; or before it."""
    stretch, text = page.stretches[number], page.hidden
    following = page.stretches[number + 1].start if number + 1 < len(page.stretches) else sentence.end
    end, start = min(sentence.end, following), max(sentence.start, stretch.start - _FAR)
    if page.uncased:
        return uncased_speaker(text, start, (stretch.start, stretch.end), end)
    last, follows = text[stretch.inner_end - 1], text[stretch.end : stretch.end + 1]
    attached = last in _LEADS_ON or follows in _LEADS_ON or last == HIDDEN
    if not _LEADS_ON.isdisjoint({last, follows}):
        found = speaker_after(page.page, stretch.end, end, attached=attached)
        return found or speaker_before(page.page, start, stretch.start)
    found = speaker_before(page.page, start, stretch.start)
    return found or speaker_after(page.page, stretch.end, end, attached=attached)


def _named(page: Reading, subject: Subject, sentence: Span, previous: Attributed | None) -> str:
    if subject.kind is Kind.PRONOUN:
        return _meant(page, subject, sentence, previous)
    if subject.kind is Kind.DESCRIPTION and is_office(page.hidden[subject.start : subject.end]):
        return ""
    return in_full(page.hidden, subject, page.page.language)


def _meant(page: Reading, pronoun: Subject, sentence: Span, previous: Attributed | None) -> str:
    """Whom a pronoun means: who spoke last, here or in the paragraph before; or whom the sentence before is about."""
    earlier = page.sentence_before(sentence)
    near = previous is not None and page.breaks(previous.quoted.end, pronoun.start) <= _BREAKS
    if previous is not None and near and (earlier is None or previous.quoted.end >= earlier.start):
        return previous.speaker
    if earlier is None or page.uncased or page.breaks(earlier.end, sentence.start) > _BREAKS:
        return ""
    subject = speaker_before(page.page, earlier.start, earlier.end, loose=True)
    if subject is not None and subject.kind is Kind.NAME and subject.start < earlier.start + _AT_ONCE:
        return in_full(page.hidden, subject, page.page.language)
    return ""


def _alone(page: Reading, one: Attributed, previous: Attributed | None) -> Attributed:
    """The speaker of a quotation that is all its sentence has: who spoke last, or whom the sentence before is about."""
    earlier = page.sentence_before(one.sentence)
    start, end = max(one.sentence.start, one.quoted.start - _FAR), min(one.sentence.end, one.quoted.end + _FAR)
    rest = page.hidden[start : one.quoted.start] + page.hidden[one.quoted.end : end]
    if page.uncased or any(map(str.isalnum, rest)):
        return one
    signed = _SIGNED.match(page.hidden, one.sentence.end)
    subject = speaker_after(page.page, signed.start(1), signed.end(1), attached=False) if signed else None
    if subject is not None and subject.kind is Kind.NAME:
        return Attributed(one.quoted, one.sentence, subject, in_full(page.hidden, subject, page.page.language))
    if earlier is None:
        return one
    if previous is not None and previous.sentence == earlier:
        return Attributed(one.quoted, one.sentence, None, previous.speaker)
    subject = speaker_before(page.page, earlier.start, earlier.end)
    if subject is None or subject.kind is Kind.PRONOUN:
        return one
    return Attributed(one.quoted, one.sentence, subject, _named(page, subject, earlier, previous))
