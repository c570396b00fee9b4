"""Who does the speaking in a clause: the subject before or behind a word like "said", in scripts that have capitals.

No grammar of any language: names are runs of capitalised words, descriptions begin with an article, and punctuation and
prepositions bound both.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from broadsheet.understand.tagging import Token, name_runs
from broadsheet.understand.vocabulary import listed

_BOUNDARIES = listed(
    "and but or that who which where when while because although though whether if und aber dass et mais y pero que e "
    "ma och men и но что который která"
)
_RELATIVES = listed("who which qui que der die das che som kuka который która")
_NOBODY = listed("it es there")  # a sentence may begin with it and be about nobody
_MANY = listed("police people staff troops men women children media")  # no s tells that they are several
_LONGEST_DESCRIPTION, _NEAR = 10, 4  # words
_LEAST_LETTERS = 4  # of the longest word of a description


class Kind(Enum):
    """How a speaker is named."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Subject:
    """Where a speaker stands in the text, and how it is named there."""

    start: int
    end: int
    kind: Kind


def _subject(first: Token, last: Token, kind: Kind) -> Subject:
    return Subject(first.start, last.end, kind)


def subject_left(words: Sequence[Token], cue: int) -> Subject | None:
    """The subject of the verb at `cue` where it stands before it: "Ada Quill, the mayor, said"."""
    *before, last = _chunks(words[:cue])
    relative = len(last) == 1 and last[0].folded in _RELATIVES
    if last and not relative:
        found = _of_chunk(last)
        apposition = found is not None and found.kind is Kind.DESCRIPTION and words[cue - 1].is_word
        named = _name_among(before) if apposition else None  # "Ada Quill, a lawyer from Tidewick said"
        return named or found
    chunks = [chunk for chunk in before if chunk]
    if cue and not words[cue - 1].is_word:  # a comma ends an apposition
        if (named := _set_off(chunks)) is not None:
            return named
        chunks = chunks[:-1] if len(chunks) > 1 else chunks
    elif not relative:
        return None
    found = next(filter(None, (_of_chunk(chunk, strict=True) for chunk in reversed(chunks))), None)
    described = found is not None and found.kind is Kind.DESCRIPTION
    return (_name_among(before) if described else None) or found  # "her adviser, Ada Quill, said"


def _set_off(chunks: Sequence[Sequence[Token]]) -> Subject | None:
    """The name between the commas before a verb: "Quill's chief of staff, Paul Tern, said"."""
    *before, last = chunks or [[]]
    full = len(last) > 1 and name_runs(last) == [(0, len(last))]
    named = bool(before) and name_runs(before[-1]) == [(0, len(before[-1]))]
    return _subject(last[0], last[-1], Kind.NAME) if full and not named else None


def _chunks(words: Sequence[Token]) -> list[list[Token]]:
    """The words between signs and conjunctions, without brackets; the last is empty where one of them ends them."""
    chunks: list[list[Token]] = [[]]
    bracket = False
    for token in words:
        bracket = (bracket or token.word == "(") and token.word != ")"
        if bracket or token.word == ")":
            continue
        if not token.is_word:
            chunks.append([])
        elif token.folded in _BOUNDARIES and token.word.islower():
            chunks.append([token] if token.folded in _RELATIVES else [])
        else:
            chunks[-1].append(token)
    return chunks


def _name_among(chunks: Sequence[Sequence[Token]]) -> Subject | None:
    """The nearest of the last chunks that is a name of several words and nothing else."""
    for chunk in [chunk for chunk in reversed(chunks) if chunk][:_NEAR]:
        if len(chunk) > 1 and name_runs(chunk) == [(0, len(chunk))]:
            return _subject(chunk[0], chunk[-1], Kind.NAME)
    return None


def _of_chunk(chunk: Sequence[Token], *, strict: bool = False) -> Subject | None:
    """The subject at the end of a run of words without signs. `strict`: nothing may stand behind it."""
    runs = name_runs(chunk)
    if runs and _is_subject(chunk, *runs[-1], most_behind=0 if strict else _NEAR):
        first, last = runs[-1]
        noun = _noun_behind(chunk, last)
        if noun is not None:  # "Republican leaders", "the Harbour administration"
            return _subject(_article(chunk, first) or chunk[first], noun, Kind.DESCRIPTION)
        if last - first == 1 and (article := _article(chunk, first)):  # "one senior Democrat", "die Polizei"
            return _subject(article, chunk[first], Kind.DESCRIPTION)
        return _subject(chunk[first], chunk[last - 1], Kind.NAME)
    pronouns = [token for token in chunk[-_NEAR:] if token.is_pronoun and not strict]
    if pronouns:
        return _subject(pronouns[-1], pronouns[-1], Kind.PRONOUN)
    return _description(chunk, strict=strict)


def _says_more(token: Token) -> bool:
    return token.word.islower() and not (token.is_small or token.is_determiner or token.is_preposition)


def _noun_behind(chunk: Sequence[Token], last: int) -> Token | None:
    """The end of the English words that go on from a name up to the verb and say what it only belongs to."""
    words = list(chunk[last:])
    while words and _trails(words[-1]):
        words.pop()
    return words[-1] if words and all(map(_says_more, words)) and words[0].language == "en" else None


def _is_subject(chunk: Sequence[Token], first: int, last: int, *, most_behind: int) -> bool:
    """Whether the name from `first` to `last` does what the verb behind the chunk says."""
    behind = chunk[last:]
    if len(behind) > most_behind or any(token.is_preposition for token in behind):
        return False
    if chunk[last - 1].is_possessive or _is_inside(chunk, first):
        return False
    introduced = any(token.is_determiner for token in chunk[:first])  # "the Republican nominee"
    return not introduced or all(token.is_small for token in behind)


def _is_inside(words: Sequence[Token], first: int) -> bool:
    """Whether the name at `first` follows a preposition, with or without an article: "for the Lamp"."""
    at = first - 1
    if at > 0 and words[at].is_determiner and not words[at].is_preposition:
        at -= 1
    return at >= 0 and words[at].is_preposition and words[at].folded not in _BOUNDARIES


def _article(chunk: Sequence[Token], at: int) -> Token | None:
    """The article before one capitalised word, up to three small words before it."""
    for token in reversed(chunk[max(0, at - _NEAR) : at]):
        if token.is_determiner:
            return token
        if not token.word.islower():
            return None
    return None


def _description(chunk: Sequence[Token], *, strict: bool = False) -> Subject | None:
    """A speaker without a name: "a spokeswoman for the harbour", "Quill's lawyer", "officials"."""
    words = list(chunk)
    if len(words) > 1 and words[0].language == "en" and words[0].word == "as":  # "…", as the minister put it
        words = words[1:]
    while words and _trails(words[-1]):
        words.pop()
    if not words or len(words) > _LONGEST_DESCRIPTION or any(token.is_cue or token.is_pronoun for token in words):
        return None
    if _is_clause(words):
        return None
    first = words[0]
    said = [token for token in words if not token.is_determiner and len(token.word) >= _LEAST_LETTERS]
    if not said or (first.is_preposition and not first.is_determiner):
        return None
    if not first.is_determiner:
        foreign = first.language not in {"en", None} and not any(token.is_name for token in words)
        if strict or first.language == "de" or foreign or not _may_be_people(words):
            return None
        opens = first.word[0].isupper() and (first.is_small or first.language != "en")  # "Además ha dicho"
        if not first.is_name and (opens or len(words) > _NEAR):
            return None
    return _subject(first, words[-1], Kind.DESCRIPTION)


def _is_clause(words: Sequence[Token]) -> bool:
    """Whether an English article stands where only a verb can lead to it: "Quill shared a list"."""
    return any(
        token.is_determiner
        and token.language == "en"
        and not (before.is_preposition or before.is_determiner or before.is_small)
        for before, token in pairwise(words)
    )


def _may_be_people(words: Sequence[Token]) -> bool:
    """Whether English words without an article may mean somebody: "officials", "people familiar with it", "police"."""
    first, last = words[0], words[-1]
    if first.language != "en" or first.is_name:
        return True
    if first.word[0].isdigit() or first.folded.endswith(("ing", "ly", "ed")) or first.folded in _BOUNDARIES:
        return False
    return last.folded.endswith("s") or len(words) > 1 or last.folded in _MANY


def _trails(token: Token) -> bool:
    """Whether it is an auxiliary or an adverb between the subject and its verb."""
    adverb = token.language == "en" and (token.folded.endswith(("ly", "ing")) or token.is_adverb)
    return token.word.islower() and (token.is_small or adverb)


def subject_right(words: Sequence[Token], cue: int) -> Subject | None:
    """The subject of the verb at `cue` where it stands behind it: "said Ada Quill", "said a man from the harbour"."""
    chunk: list[Token] = []
    for token in words[cue + 1 : cue + 1 + _LONGEST_DESCRIPTION]:
        if not token.is_word or token.is_cue or (token.folded in _BOUNDARIES and token.word.islower()):
            break
        chunk.append(token)
    if not chunk:
        return None
    if chunk[0].is_pronoun:
        return _subject(chunk[0], chunk[0], Kind.PRONOUN)
    named = _first_name(chunk)
    if named is not None:
        return named
    return _description(chunk) if chunk[0].is_determiner or chunk[0].is_name else None


def _first_name(chunk: Sequence[Token]) -> Subject | None:
    """The name near the beginning of a chunk: "Ada Quill", "Democratic pollster Ada Quill", "the Harbour"."""
    runs = name_runs(chunk)
    if not runs:
        return None
    first, last = runs[0]
    if len(runs) > 1 and last - first == 1 and _leads_to(chunk[last : runs[1][0]]):
        first, last = runs[1]
    if last - first == 1 and _article(chunk, first) is chunk[0]:
        goes_on = chunk[0].language == "en" and last < len(chunk) and _says_more(chunk[last])
        whole = _description(chunk) if goes_on else None  # "a Democratic source on the panel"
        return whole or _subject(chunk[0], chunk[first], Kind.DESCRIPTION)
    if first > _NEAR or _is_inside(chunk, first) or chunk[last - 1].is_possessive:
        return None
    return _subject(chunk[first], chunk[last - 1], Kind.NAME)


def _leads_to(between: Sequence[Token]) -> bool:
    """Whether the words between two names only say who the second one is."""
    plain = (token.word.islower() and not token.is_small and not token.is_preposition for token in between)
    return 0 < len(between) <= 2 and all(plain)


def first_subject(words: Sequence[Token], known: Container[str]) -> Subject | None:
    """What a sentence is about: its first name that follows no preposition; or the pronoun that it begins with.

    `known`: words that the text capitalises within sentences too.
    """
    if words and words[0].is_pronoun and words[0].folded not in _NOBODY:
        return _subject(words[0], words[0], Kind.PRONOUN)
    runs = name_runs(words)
    for number, (first, last) in enumerate(runs):
        if number + 1 < len(runs) and _leads_to(words[last : runs[number + 1][0]]):
            continue  # "Republican nominee Ada Quill"
        if last - first == 1 and (words[first].language == "de" or words[first].word not in known):
            continue  # one capitalised word may be any that begins a sentence, or a German noun
        if not _is_inside(words, first) and not words[last - 1].is_possessive:
            return _subject(words[first], words[last - 1], Kind.NAME)
    return None
