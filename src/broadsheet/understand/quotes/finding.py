"""Who said what: the direct quotations of a text, each with its speaker, and no word that the text does not have.

A quotation is found by its marks (`quotation_marks`), its speaker in the sentence around it (`speakers`), or by what
stands before (`attribution`). What is not certain has no speaker.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from broadsheet.model.quotes import Quote
from broadsheet.model.spans import Span
from broadsheet.understand.clauses import Kind
from broadsheet.understand.quotes.attribution import Attributed, Reading, attributed, reading
from broadsheet.understand.quotes.dialogue import dialogue
from broadsheet.understand.quotes.quotation_marks import quoted
from broadsheet.understand.quotes.roles import role

LARGEST = 100_000  # characters that are read
MOST = 200  # quotations
_MOST_STRETCHES = 500  # stretches in quotation marks, quotations or not
_LEAST_WORDS, _LEAST_SIGNS = 4, 7  # fewer are a phrase in quotation marks; signs of scripts that need no spaces
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LINES = re.compile(r"[^\n]*\S[^\n]*(?:\n|$)")
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
    said = [(one, one.goes_on and before) for one, is_one, before in both if is_one][:MOST]
    roles: dict[str, Span | None] = {}
    lines = [line.end() for line in _LINES.finditer(text)]
    return tuple(_as_quote(text, one, _role(page, one, roles), lines, goes_on=on) for one, on in said)


def _role(page: Reading, one: Attributed, known: dict[str, Span | None]) -> Span | None:
    """What the speaker is, as the text tells beside these words or, for a name, anywhere."""
    if not one.speaker or (one.subject is not None and one.subject.kind is Kind.DESCRIPTION):
        return role(page.page, one.speaker, one.subject)
    if one.speaker not in known:
        known[one.speaker] = role(page.page, one.speaker, one.subject)
    return known[one.speaker]


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


def _as_quote(text: str, one: Attributed, role_at: Span | None, lines: Sequence[int], *, goes_on: bool) -> Quote:
    stretch, subject = one.quoted, one.subject
    role_words = " ".join(role_at.of(text).split()) if role_at else ""
    return Quote(
        words=text[stretch.inner_start : stretch.inner_end],
        speaker=_without_office(one.speaker, role_words),
        start=stretch.inner_start,
        end=stretch.inner_end,
        named_at=Span(subject.start, subject.end) if subject else None,
        goes_on=goes_on,
        role=role_words,
        role_at=role_at,
        paragraph=bisect_right(lines, stretch.inner_start) + 1,
    )


def _without_office(speaker: str, office: str) -> str:
    """Without the office that begins the name, if two words or more are left: "Speaker Ada Quill" is Ada Quill."""
    name = speaker.removeprefix(f"{office} ") if office else speaker
    return name if " " in name and not name[0].islower() else speaker
