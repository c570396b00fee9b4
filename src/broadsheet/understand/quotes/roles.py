"""What a text says a speaker is: "the mayor of Tidewick", "Moscow's commissioner for human rights". Word for word.

It stands behind the name between commas ("Ada Quill, the mayor of Tidewick, said"), before it ("the pilot Paul Tern"),
or is all that the text calls the speaker by ("a spokesman for the port").
"""

import re
from collections.abc import Iterator, Sequence

from broadsheet.model.spans import Span
from broadsheet.understand.clauses import Kind, Subject
from broadsheet.understand.quotes.speakers import Page
from broadsheet.understand.quotes.uncased_roles import uncased_role
from broadsheet.understand.speech import speech
from broadsheet.understand.tagging import Token, tokens
from broadsheet.understand.uncased import is_uncased
from broadsheet.understand.vocabulary import listed, vocabulary

_MOST = 12  # mentions of a name that are looked at
_AROUND = 160  # characters before and behind a mention
_LONGEST, _FEWEST = 14, 2  # words of a role; words of one that no article and no known office begins
_ENDS = re.compile(r"(?:ologist|economist|sprecher|sprecherin|minister|ministerin|prasident|prasidentin)$")
_SMALL_ENDS = re.compile(r"(?:man|woman|person)$")  # of a small word: Wasserman is a name
_VERBS = listed(
    "is was are were be been has had have will would can could may might must does did do who whose which that ist war "
    "hat wird est sont fue"
)
_FOLLOWS = listed("who whose which der die das qui que quien")


def role(page: Page, speaker: str, subject: Subject | None) -> Span | None:
    """Where the text says what the speaker is; None where it does not. `subject`: where the quotation names it."""
    if subject is not None and subject.kind is Kind.DESCRIPTION:
        return Span(subject.start, subject.end)
    if not speaker:
        return None
    if is_uncased(speaker):
        return uncased_role(page.text, speaker, subject)
    for start, end in _mentions(page.text, speaker, subject):
        whole = page.text.startswith(speaker, start)
        found = _within(page, start, end) or _behind(page, end) or (_before(page, start) if whole else None)
        if found is not None:
            return found
    return None


def _mentions(text: str, speaker: str, subject: Subject | None) -> Iterator[tuple[int, int]]:
    """Where the speaker is named: beside the quotation, then wherever the full name stands."""
    if subject is not None and subject.kind is Kind.NAME:
        yield subject.start, subject.end
    at = text.find(speaker)
    for _ in range(_MOST):
        if at < 0:
            return
        if subject is None or at != subject.start:
            yield at, at + len(speaker)
        at = text.find(speaker, at + len(speaker))


def _within(page: Page, start: int, end: int) -> Span | None:
    """The offices that a name begins with: "House Speaker Ada Quill"."""
    words = tokens(page.text, start, end, page.language)
    heads = [number for number, token in enumerate(words[:-1]) if _is_office(token)]
    return Span(words[0].start, words[heads[-1]].end) if heads else None


def _behind(page: Page, end: int) -> Span | None:
    """The apposition behind a name, up to the comma or the verb that ends it."""
    stop = page.text.find("\n", end, end + _AROUND)
    words = tokens(page.text, end, stop if stop >= 0 else end + _AROUND, page.language)
    words = _without_bracket(words)
    if len(words) > 2 and words[0].word == "," and words[1].word.isdigit() and words[2].word == ",":
        words = words[2:]  # "Ada Quill, 30, a plaintiff"
    if not words or words[0].word != ",":
        return None
    phrase: list[Token] = []
    for token in words[1:]:
        if not token.is_word or token.is_cue or (phrase and token.folded in _FOLLOWS and token.word.islower()):
            return _as_role(phrase)
        phrase.append(token)
        if len(phrase) > _LONGEST:
            return None
    return _as_role(phrase) if stop >= 0 else None


def _without_bracket(words: list[Token]) -> list[Token]:
    if not words or words[0].word != "(":
        return words
    closing = next((number for number, token in enumerate(words) if token.word == ")"), len(words) - 1)
    return words[closing + 1 :]


def _as_role(phrase: Sequence[Token]) -> Span | None:
    """The phrase, if it says what somebody is and no more: no verb, and an article, an office or a small noun first."""
    if not phrase or any(token.folded in _VERBS and token.word.islower() for token in phrase):
        return None
    first = phrase[0]
    if first.is_pronoun or (first.is_preposition and not first.is_determiner):
        return None
    known = any(_is_office(token) for token in phrase)
    if first.word.islower() and (first.folded.endswith(("ed", "ing", "ly")) or first.is_adverb):
        return None
    opens = first.is_determiner or first.is_possessive or first.word.islower()
    plain = first.language == "en" and opens and len(phrase) >= _FEWEST  # elsewhere it may be any clause
    if not known and not plain:
        return None
    return Span(first.start, phrase[-1].end)


def _before(page: Page, start: int) -> Span | None:
    """The office before a name, with what belongs to it; or the description that a comma parts from it."""
    line = max(page.text.rfind("\n", 0, start) + 1, start - _AROUND)
    words = tokens(page.text, line, start, page.language)
    if not words:
        return None
    apart = words[-1].word == ","
    chunk: list[Token] = []
    for token in reversed(words[:-1] if apart else words):
        if not token.is_word or token.is_cue or len(chunk) > _LONGEST:
            break
        if not apart and not token.is_name and (token.is_small or token.is_preposition or token.folded.endswith("ed")):
            break
        chunk.insert(0, token)
    return _described(chunk) if apart else _office(chunk)


def _described(chunk: Sequence[Token]) -> Span | None:
    """Between a comma and the name: "Quill's lawyer, Paul Tern"."""
    begins = bool(chunk) and (chunk[0].is_determiner or chunk[0].is_possessive or _is_office(chunk[0]))
    return _as_role(chunk) if begins and any(map(_is_office, chunk)) else None


def _office(chunk: Sequence[Token]) -> Span | None:
    """The words before a name from where an office is told: "Tidewick's mayor", "former pilot"."""
    while chunk and (chunk[0].is_determiner or chunk[0].is_preposition or chunk[0].is_pronoun):
        chunk = chunk[1:]
    while chunk and chunk[-1].folded in speech().honorifics:
        chunk = chunk[:-1]
    if not chunk or not _is_office(chunk[-1]) or any(token.folded in _VERBS for token in chunk):
        return None
    return Span(chunk[0].start, chunk[-1].end)


def _is_office(token: Token) -> bool:
    """Whether a word tells what somebody is by trade or by office."""
    folded = token.folded
    if (folded,) in vocabulary().titles:
        return folded not in speech().honorifics
    ends = _ENDS.search(folded) or (_SMALL_ENDS.search(folded) if token.word.islower() else None)
    return folded in speech().offices or ends is not None
