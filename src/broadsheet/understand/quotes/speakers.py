"""The speaker of one quotation, from the words before and after it in its sentence."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from broadsheet.understand.clauses import Kind, Subject, first_subject, subject_left, subject_right
from broadsheet.understand.speech import speech
from broadsheet.understand.tagging import Token, name_runs, tokens
from broadsheet.understand.vocabulary import listed

_FAR = 25  # words: a verb further away announces something else
_TO_SOMEBODY = listed("told tells telling asked asks asking called calls calling describing described urged urging")
_ELSEWHERE = listed("and but while whereas when although though")  # English: what follows is another clause
_STOPS = frozenset('"“”«\x1a;')
_COLONS = frozenset(":：")
_DASHES = frozenset("–—―-")
_MOST_SOURCE = 3  # words of "according to" in any language


@dataclass(frozen=True, slots=True)
class Page:
    """A text without its quoted words. `known`: the words that it capitalises within sentences."""

    text: str
    language: str | None
    known: Container[str]


def speaker_after(page: Page, start: int, end: int, *, attached: bool) -> Subject | None:
    """The speaker named behind a quotation: `"…," said Quill`. `attached`: a comma or the like leads on to it."""
    words = tokens(page.text, start, end, page.language)
    dash = bool(words) and words[0].word in _DASHES
    while words and not words[0].is_word:
        words = words[1:]
    if not words:
        return None
    source = _source(words, near=True)
    if source is not None:
        return source
    for number, token in enumerate(words[:_FAR]):
        if token.is_cue:
            return _around(words, number)
        if "-" in token.word and (swapped := _swapped(token)):
            return swapped
        if token.word[0] in _STOPS or (token.language == "en" and token.folded in _ELSEWHERE):
            break
    return _without_cue(words, page.known, dash=dash) if attached or dash else None


def _around(words: Sequence[Token], cue: int) -> Subject | None:
    """Behind a quotation the verb stands first ("said Quill") or after its subject ("Quill said")."""
    before = words[:cue]
    if (apposed := _apposed(before)) is not None:
        return apposed
    small = all(len(token.word) <= 3 and token.word.islower() and not token.is_pronoun for token in before)
    if small:
        return subject_right(words, cue) or subject_left(words, cue)
    return subject_left(words, cue) or subject_right(words, cue)


def _apposed(before: Sequence[Token]) -> Subject | None:
    """The name right behind a quotation, which a comma parts from the verb: "Ada Quill, 30, of Tidewick, said"."""
    runs = name_runs(before)
    if not runs or runs[0][0] != 0 or before[-1].is_word:
        return None
    last = runs[0][1]
    follows = last < len(before) and before[last].word == ","
    return Subject(before[0].start, before[last - 1].end, Kind.NAME) if follows else None


def _swapped(token: Token) -> Subject | None:
    """French "dit-il": verb and pronoun in one."""
    verb, _, pronoun = token.folded.partition("-")
    if verb in speech().cues and pronoun.rpartition("-")[2] in speech().pronouns:
        return Subject(token.start, token.end, Kind.PRONOUN)
    return None


def _without_cue(words: Sequence[Token], known: Container[str], *, dash: bool) -> Subject | None:
    """Where no known verb stands: a name right behind the quotation, or behind one small word."""
    if words[0].is_name:
        found = first_subject(words, known)
        follows = next((token for token in words if found and token.start >= found.end), None)
        goes_on = follows is not None and follows.word[0].islower()
        return found if goes_on or dash else None
    if len(words) > 1 and words[0].word.islower() and words[1].is_name and not words[0].is_pronoun:
        return None if words[0].is_preposition else subject_right(words, 0)
    return None


def speaker_before(page: Page, start: int, end: int, *, loose: bool = False) -> Subject | None:
    """The speaker named before a quotation in its sentence: `Quill said: "…"`, `Quill calls it "…"`.

    Without any such word, whom the sentence is about, if a colon or nothing else (`loose`) leads on to the quotation.
    """
    words = tokens(page.text, start, end, page.language)
    if not words:
        return None
    if words[-1].word in _COLONS and (found := _before_colon(words)):
        return found
    announced, pronoun = False, None
    for number in range(len(words) - 1, -1, -1):
        if words[number].is_cue:
            announced, found = True, _announced(words, number)
            if found is not None and found.kind is not Kind.PRONOUN:
                return found
            pronoun = pronoun or found
    source = pronoun or _source(words, near=False)
    if source is not None:
        return source
    return first_subject(words, page.known) if loose or announced or words[-1].word in _COLONS else None


def _before_colon(words: Sequence[Token]) -> Subject | None:
    """The name that a colon follows, be it behind a verb that we do not know: "Quill interjected:", "Ada Quill:"."""
    if len(words) > 2 and words[-2].word.islower():
        found = subject_left(words, len(words) - 2)
        return found if found is not None and found.kind is Kind.NAME else None
    runs = name_runs(words[:-1])
    if not runs or runs[-1][1] != len(words) - 1:
        return None
    first = runs[-1][0]
    begins = first == 0 or not words[first - 1].is_word
    return Subject(words[first].start, words[-2].end, Kind.NAME) if begins else None


def _announced(words: Sequence[Token], cue: int) -> Subject | None:
    """Before a quotation the subject mostly stands left of the verb; right of it after "Am Montag" and the like."""
    if _is_infinitive(words, cue):
        return None
    if words[cue].language == "en" and len(words) > cue + 1 and words[cue + 1].folded == "by":  # "was asked by Quill"
        return subject_right(words, cue + 1)
    left = subject_left(words, cue)
    if left is not None and left.kind is not Kind.DESCRIPTION:
        return left
    right = subject_right(words, cue) if words[cue].folded not in _TO_SOMEBODY else None
    if right is not None and words[cue].language == "en" and not _stands_alone(words, cue, right):
        right = None
    return right if right is not None and (left is None or right.kind is Kind.NAME) else left


def _is_infinitive(words: Sequence[Token], cue: int) -> bool:
    """Whether the subject of an English verb stands elsewhere: "to say"."""
    return cue > 0 and words[cue].language == "en" and words[cue - 1].folded == "to"


def _stands_alone(words: Sequence[Token], cue: int, right: Subject) -> bool:
    """Whether a sign follows an English subject behind its verb: "said Quill, …". Else the speech is about it."""
    behind = next((token for token in words[cue:] if token.start >= right.end), None)
    return behind is not None and not behind.is_word and not words[cue].folded.endswith("ing")


def _source(words: Sequence[Token], *, near: bool) -> Subject | None:
    """Whoever stands behind "according to"; right at the beginning, where it must be `near`."""
    for at in range(1 if near else len(words)):
        if words[at].folded not in speech().source_starts:
            continue
        for length in range(1, _MOST_SOURCE + 1):
            if tuple(token.folded for token in words[at : at + length]) in speech().sources:
                return subject_right(words, at + length - 1)
    return None
