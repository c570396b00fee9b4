"""Speech behind a dash, as Swedish, Polish, Russian, Spanish and French papers write it: "– It is so, says Quill."

The dash opens a paragraph and nothing closes it: the speech ends at the sign before the word for speaking. Without such
a word the paragraph is no speech for us, since a list begins with dashes too.
"""

import re
from collections.abc import Iterator

from broadsheet.text.words import fold
from broadsheet.understand.quotes.quotation_marks import Quoted
from broadsheet.understand.speech import speech

_DASHED = re.compile(r"(?:^|\n)[ \t]{0,8}([–—−-])[ \u00a0]?(?=[^\s\d–—-])")
_MARKS = re.compile('[“”„"«»]')
_TURN = re.compile(
    r"([,!?….])[ \u00a0]{0,2}(?:[–—−-][ \u00a0]?)?([^\W\d_]{1,20})\b|[ \u00a0]([–—−])[ \u00a0]?([^\W\d_]{1,20})\b"
)
_SHORTEST, _LONGEST = 12, 800  # characters of a speech


def dialogue(text: str) -> Iterator[Quoted]:
    """The speeches behind dashes; their `start` and `end` are without the dash and without the sign."""
    for dash in _DASHED.finditer(text):
        start = dash.end()
        line = text.find("\n", start)
        end = min(len(text) if line < 0 else line, start + _LONGEST)
        if _MARKS.search(text, start, end):
            continue
        for turn in _TURN.finditer(text, start + _SHORTEST, end):
            word = turn[2] or turn[4]
            if word.islower() and fold(word) in speech().cues:
                stop = turn.start() if turn[1] in {",", None} else turn.end(1)
                yield Quoted(start, stop, start, stop)
                break
