"""The words that articles are found by, and what a reader's query asks for. Pure; the same for both databases.

Nothing that a reader types is an error: signs that mean nothing are left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from broadsheet.model.articles import Article
from broadsheet.text.words import fold, tokens

WORDS_VERSION = 1  # add one whenever text.words.tokens or the two functions below give other words
MOST_TITLE_WORDS = 500
MOST_WORDS = 15_000  # of one article; PostgreSQL tells no positions apart after 16,383
MOST_CHARACTERS = 200_000  # of one article's words; PostgreSQL refuses a row of more than a megabyte

LONGEST_QUERY = 500  # characters
MOST_TERMS = 16
MOST_WORDS_IN_TERM = 24
UNSPACED = "\u0e00"  # words of scripts written without spaces begin with this character or a later one
_QUOTES = '"“”„«»'
_TERM = re.compile(rf"((?<!\S)-)?(?:[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]?|([^\s{_QUOTES}]+))")

Phrase = tuple[str, ...]  # words that follow one another; mostly one


@dataclass(frozen=True, slots=True)
class Terms:
    """What a query asks for. `wanted`: every one of them must occur. `unwanted`: none of them may. `marks`: the folded
    words to show where they occur."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexRow:
    """The words that one article is found by."""

    article_id: int
    outlet_id: int
    title: list[str]
    body: list[str]


def title_words(article: Article) -> list[str]:
    """The words of the headline, which weigh more."""
    return _bounded(tokens(article.title), MOST_TITLE_WORDS)


def body_words(article: Article) -> list[str]:
    """The words of the rest: lead, text, authors."""
    return _bounded(tokens("\n".join((article.lead, article.text, *article.authors))), MOST_WORDS)


def outlet_word(outlet_id: int) -> str:
    """A word that all articles of one outlet have, and that nobody can type: so a filter is one word more."""
    return f"outlet:{outlet_id}"


def read_query(words: str) -> Terms:
    """Words that must all occur, "phrases" and -unwanted ones. A run of Chinese, Japanese or Thai is a phrase."""
    wanted: dict[Phrase, None] = {}
    unwanted: dict[Phrase, None] = {}
    marks: dict[str, None] = {}
    for match in _TERM.finditer(words[:LONGEST_QUERY]):
        said = match[2] or match[3] or ""
        phrase = tuple(tokens(said)[:MOST_WORDS_IN_TERM])
        if not phrase or len(wanted) + len(unwanted) == MOST_TERMS:
            continue
        if match[1]:
            unwanted[phrase] = None
        else:
            wanted[phrase] = None
            marks |= dict.fromkeys(_marks(said, phrase))
    return Terms(tuple(wanted), tuple(unwanted), tuple(marks))


def is_beginning(phrase: Phrase) -> bool:
    """One character alone of a script without spaces: it stands for every pair that begins with it."""
    return len(phrase) == 1 and len(phrase[0]) == 1 and phrase[0] >= UNSPACED


def _marks(said: str, phrase: Phrase) -> Iterable[str]:
    """Words as they are; where pairs of characters were made out of a run, the run."""
    if len(phrase) > 1 and any(word >= UNSPACED for word in phrase):
        return fold(said).split()
    return phrase


def _bounded(words: list[str], most: int) -> list[str]:
    words = words[:most]
    if sum(map(len, words)) <= MOST_CHARACTERS:
        return words
    lengths = accumulate(map(len, words))
    return [word for word, length in zip(words, lengths, strict=True) if length <= MOST_CHARACTERS]
