"""Terms that a headline and its text share: for scripts without capitals, and for what is no name (climate change)."""

import re
from collections.abc import Iterator

from broadsheet.text.words import fold
from broadsheet.understand.vocabulary import listed, ordinary

LONGEST = 4000  # characters that are read
_LETTERS = r"\u0900-\u0963\u0966-\u0dff"  # with the vowel signs of India's scripts, which \w leaves out
_WORDS = re.compile(rf"(?:[^\W_]|[{_LETTERS}\u064b-\u0652'’-]){{2,40}}")
# Words of Japanese and Chinese that are names or terms: katakana, and Han characters in a row.
TERMS = re.compile(r"[\u30a1-\u30fa\u30fc]{3,14}|[\u4e00-\u9fff\u3005]{2,8}")
_QUOTED = re.compile(r"[「『《〈“]([^「」『』《》〈〉“”\n]{2,14})[」』》〉”]")
_OFTEN = 3  # times in the text, the headline not counted
_LEAST_ALONE = 4  # letters of a word that is a term by itself
_LONGEST_TITLE = 400  # characters
UNSPACED = listed("ja zh yue th lo my km")
CASELESS = listed("ar fa ur he hi mr ne bn ta te gu kn ml pa si ka am ko ckb ps yi")


def phrases(title: str, text: str, language: str | None) -> tuple[tuple[str, int], ...]:
    """Terms of the headline that the text repeats, longest first, each with the times it stands in the text."""
    text = text[:LONGEST]
    if language == "de":  # writes its terms in one word, with a capital: `names` finds them
        return ()
    if language in UNSPACED:
        found = _unspaced(title, text)
    else:
        found = _spaced(title, text, ordinary(language), alone=language in CASELESS)
    kept: dict[str, int] = {}
    for term, count in sorted(found, key=lambda pair: (-len(pair[0]), pair[0])):
        if not any(term in longer and count <= kept[longer] + 1 for longer in kept):
            kept[term] = count
    return tuple(kept.items())


def _unspaced(title: str, text: str) -> Iterator[tuple[str, int]]:
    for term in dict.fromkeys([*_QUOTED.findall(title), *TERMS.findall(title)]):
        count = text.count(term)
        if count >= _OFTEN - 1:
            yield term, count


def _spaced(title: str, text: str, plain: frozenset[str], *, alone: bool) -> Iterator[tuple[str, int]]:
    """Two words in a row; single ones too in scripts where nothing else marks a name (`alone`).

    Counted as they stand, not as whole words: "climate changes" is the same term, and so is an Arabic word with its
    article and prepositions written to it.
    """
    words = _WORDS.findall(title[:_LONGEST_TITLE])
    terms = [fold(word) for word in words]
    body = " ".join(fold(text).split())
    said = [len(term) >= 3 and term not in plain and not term.isdigit() for term in terms]
    for at in range(len(words) - 1):
        if said[at] and said[at + 1]:
            count = body.count(f"{terms[at]} {terms[at + 1]}")
            if count >= _OFTEN:
                yield f"{words[at]} {words[at + 1]}", count
    for word, term, says in zip(words, terms, said, strict=True):
        if alone and says and len(term) >= _LEAST_ALONE:
            count = body.count(term)
            if count >= _OFTEN:
                yield word, count
