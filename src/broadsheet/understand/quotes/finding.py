"""Who said what: the direct quotations of a text, each with its speaker, and no word that the text does not have.

A quotation is found by its marks (`quotation_marks`), its speaker in the sentence around it (`speakers`), or by what
stands before (`attribution`). What is not certain has no speaker.
"""

import re

from broadsheet.model.quotes import Quote
from broadsheet.model.spans import Span
from broadsheet.understand.quotes.attribution import Attributed, attributed, reading
from broadsheet.understand.quotes.dialogue import dialogue
from broadsheet.understand.quotes.quotation_marks import quoted

LARGEST = 100_000  # characters that are read
MOST = 200  # quotations
_MOST_STRETCHES = 500  # stretches in quotation marks, quotations or not
_LEAST_WORDS, _LEAST_SIGNS = 4, 7  # fewer are a phrase in quotation marks; signs of scripts that need no spaces
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SHORT, _LONGEST_TITLE = 3, 15  # letters; words


def quotes(text: str, language: str | None) -> tuple[Quote, ...]:
    """The direct quotations of four words or more, in order: at most two hundred, from the first 100,000 characters.

    `text`: plain, its paragraphs parted by line breaks. `language`: a primary tag or None. A quotation of several
    paragraphs, or one that its attribution parts, is one for each part, with the same speaker.
    """
    text = text[:LARGEST]
    stretches = sorted([*quoted(text), *dialogue(text)], key=lambda one: one.start)[:_MOST_STRETCHES]
    if not stretches:
        return ()
    page = reading(text, stretches, language)
    found: list[Attributed] = []
    for number in range(len(stretches)):
        found.append(attributed(page, number, found[-1] if found else None))
    kept = [_is_quotation(text, one) for one in found]
    after_one = [False, *kept]  # what goes on from a phrase that is left out begins anew
    both = zip(found, kept, after_one, strict=False)
    return tuple(_as_quote(text, one, goes_on=one.goes_on and before) for one, is_one, before in both if is_one)[:MOST]


def _is_quotation(text: str, one: Attributed) -> bool:
    """Whether it is long enough, and no title of a book or a headline, which capitalise all their longer words."""
    quotation = text[one.quoted.inner_start : one.quoted.inner_end]
    if len(_UNSPACED.findall(quotation)) >= _LEAST_SIGNS:
        return True
    words = quotation.split()
    longer = [word for word in words if len(word) > _SHORT and word[0].isalpha()]
    capitalised = any(word[0].isupper() for word in longer) and not any(word[0].islower() for word in longer)
    is_title = capitalised and len(longer) > 1 and len(words) <= _LONGEST_TITLE
    return len(words) >= _LEAST_WORDS and not is_title


def _as_quote(text: str, one: Attributed, *, goes_on: bool) -> Quote:
    stretch, subject = one.quoted, one.subject
    return Quote(
        words=text[stretch.inner_start : stretch.inner_end],
        speaker=one.speaker,
        start=stretch.inner_start,
        end=stretch.inner_end,
        named_at=Span(subject.start, subject.end) if subject else None,
        goes_on=goes_on,
    )
