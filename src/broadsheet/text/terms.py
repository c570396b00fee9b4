"""The words that a text is found by, and those that a search asks for: tokens, with two changes that serve finding.

A run of Chinese, Japanese or Thai also gives its last character, so that one character alone is found wherever it
stands. Arabic words lose their article, and the small words written with it.
"""

import re

from broadsheet.text.words import pairs, pieces

UNSPACED = "\u0e00"  # words of scripts written without spaces begin with this character or a later one

# ال, with و ف ب ك before it, and لل: the first step of Larkey's light stemming (SIGIR 2002), where three letters are
# left. A و alone is no prefix here: too many words begin with that letter.
_ARTICLE = re.compile("(?:[وفبك]?ال|لل)(?=[\u0621-\u064a]{3})")
ARTICLES = "(?:[وفبك]?ال|لل)?"  # what may stand before a word without its article


def indexed(text: str) -> list[str]:
    """The words that a text is found by, in order."""
    if text.isascii():
        return [word for _, word in pieces(text)]
    found: list[str] = []
    for run, word in pieces(text):
        if word:
            found.append(bare(word))
        else:
            found += [*pairs(run), run[-1]]
    return found


def asked(text: str) -> list[str]:
    """The words that must follow one another where a text like this is to be found."""
    cut = pieces(text)
    words = indexed(text)
    last_run = cut[-1][0] if cut else ""
    return words[:-1] if len(last_run) > 1 else words


def bare(word: str) -> str:
    """A folded word without the Arabic article before it."""
    return _ARTICLE.sub("", word, count=1) if word[0] in "اوفبكل" and _ARTICLE.match(word) else word
