"""The words of a sentence with what each may be, in scripts with capitals: a name, a pronoun, a verb of speaking."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.text.function_words import FUNCTION_WORDS
from broadsheet.text.words import fold
from broadsheet.understand.speech import speech
from broadsheet.understand.vocabulary import listed, ordinary, vocabulary

_INDIC = "\u0900-\u0963\u0966-\u0dff"  # signs that belong to words, though not to \w
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){1,4}(?!\w)|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|St|Jr|Sr|Prof|Rev|Sra|Mme|Mlle)\."
    rf"|[\w{_INDIC}]{{1,60}}(?:[-'’.&][\w{_INDIC}]{{1,60}}){{0,6}}|\x1a+|[^\w\s]"
)
PARTICLES = listed(
    "of de del della di da do dos das du des den der van von zu ten ter bin ibn al el la le bint abu ben y &"
)
# Ordinary words that begin names: South Korea, Mark Brown.
_BEGIN_NAMES = listed(
    "north south east west northern southern eastern western central royal new mr mrs ms dr prof an ben al will may "
    "mark don frau herr nord sud ost"
)
_ENGLISH_PRONOUNS = listed("he she they i we you it who both")  # "on" is one in French alone
_ENGLISH_ARTICLES, _WITH_A = listed("a an the"), frozenset(["en", "pt", "gl", "hu", None])
_ADVERBS = listed("today yesterday later earlier once twice again often soon still then now instead further even")
_ELIDED = re.compile(r"(?:[A-Za-z]|[Qq]u|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all|[Uu]n|[Jj]usqu|[Ll]orsqu)['’](?=\w\w)")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_CONTRACTED = re.compile(r"['’](?:d|s|ll|re|ve|m)$")
_MOST_TOKENS = 100  # of a sentence that are read before or after a quotation
_SHORT_MONTH = 3  # letters: Jan and Mar are people too
_LONGEST_NAME = 8  # words


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign, with its place in the text, the word folded, and the language of the text."""

    word: str
    start: int
    end: int
    folded: str
    language: str | None

    @property
    def is_word(self) -> bool:
        return self.word[0].isalnum()

    @property
    def is_name(self) -> bool:
        if not self.word[0].isupper() or is_ordinary(self.folded, self.language):
            return False
        elided = _ELIDED.match(self.word)  # French "C'est", Italian "L'incontro"
        return elided is None or self.word[elided.end()].isupper()

    @property
    def is_possessive(self) -> bool:
        return _POSSESSIVE.search(self.word) is not None

    @property
    def is_cue(self) -> bool:
        return self.folded in speech().cues and not self.word[0].isupper()

    @property
    def is_preposition(self) -> bool:
        return self.folded in speech().prepositions

    @property
    def is_determiner(self) -> bool:
        if self.folded in _ENGLISH_ARTICLES and self.language not in _WITH_A:  # French "a" is a verb
            return False
        return self.folded in speech().determiners

    @property
    def is_small(self) -> bool:
        """Whether it is a word of grammar: an auxiliary, an adverb, a conjunction."""
        return self.folded in small_words(self.language)

    @property
    def is_adverb(self) -> bool:
        return self.folded in _ADVERBS

    @property
    def is_pronoun(self) -> bool:
        last = _CONTRACTED.sub("", self.folded.rpartition("-")[2])  # French "a-t-elle", English "he'd"
        if last not in (_ENGLISH_PRONOUNS if self.language == "en" else speech().pronouns):
            return False
        # A capital on a pronoun of another language is a name: Han, Mi.
        return not self.word[0].isupper() or last in small_words(self.language)


def tokens(text: str, start: int, end: int, language: str | None) -> list[Token]:
    """The words and signs of a stretch of the text, the first hundred."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        found.append(Token(match[0], match.start(), match.end(), fold(match[0]).rstrip("."), language))
        if len(found) >= _MOST_TOKENS:
            break
    return found


@lru_cache(maxsize=16_384)
def is_ordinary(folded: str, language: str | None) -> bool:
    """Whether a capitalised word is only the beginning of a sentence, or a day or a month."""
    if len(folded) > _SHORT_MONTH and folded in vocabulary().calendar:
        return True
    return folded in ordinary(language) and folded not in _BEGIN_NAMES


@lru_cache(maxsize=64)
def small_words(language: str | None) -> frozenset[str]:
    """The folded words of grammar of a language; of all, where it is not known."""
    own = FUNCTION_WORDS.get(language or "")
    known = FUNCTION_WORDS.values() if own is None else [own]
    return frozenset(fold(word) for words in known for word in words)


def name_runs(words: Sequence[Token]) -> list[tuple[int, int]]:
    """The names among words: where each begins, and the word behind it. A genitive ends one."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        if words[at].is_name:
            end = _end_of_name(words, at)
            runs.append((at, end))
            at = end
        else:
            at += 1
    return runs


def _end_of_name(words: Sequence[Token], at: int) -> int:
    end = at + 1
    while end < len(words) and end - at < _LONGEST_NAME and not words[end - 1].is_possessive:
        ahead = end
        while ahead < min(len(words), end + 2) and words[ahead].word in PARTICLES:
            ahead += 1
        if ahead >= len(words) or not words[ahead].is_name:
            break
        end = ahead + 1
    return end
