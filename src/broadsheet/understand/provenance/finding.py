"""The outlets that an article credits, each with its place in the text. About half a millisecond for a full text."""

import re
from collections.abc import Sequence

from broadsheet.model.provenance import Citation, CitationKind
from broadsheet.model.spans import Span
from broadsheet.text.hashtags import key
from broadsheet.text.sentences import sentences
from broadsheet.understand.provenance.contexts import kind_of
from broadsheet.understand.provenance.credits import is_credit
from broadsheet.understand.provenance.outlet_names import Named, Strength, named
from broadsheet.understand.provenance.wording import any_of, words

_AND = re.compile(
    r"[”“\"»]?(?:,? (?:and|or|und|oder|et|y|e|og|och|en|i|và|и) |, ?|/| & )(?:(?:the|der|die|dem|le|la|el) )?[„“\"«]?"
)
LARGEST = 100_000  # characters that are read
MOST = 60  # citations


def citations(text: str, own: str = "", outlets: Sequence[str] = ()) -> tuple[Citation, ...]:
    """Where a text credits another outlet, in order: at most sixty, from the first 100,000 characters.

    `text`: plain, its paragraphs parted by line breaks. `own`: the outlet whose article it is, which is never one.
    `outlets`: the names of outlets that the caller knows.
    """
    text = text[:LARGEST]
    not_other = {key(own), key(_bare(own))} if own else set()
    found: list[tuple[Named, CitationKind]] = []
    persons = _persons(text)
    for one in named(text, outlets):
        if one.name in persons:
            continue
        kind = _kind(text, one) or _with_the_last(text, one, found)
        if kind is not None and key(_bare(one.name)) not in not_other:
            found.append((one, kind))
        if len(found) == MOST:
            break
    return tuple(Citation(one.name, kind, one.start, one.end, _sentence(text, one)) for one, kind in found)


def _sentence(text: str, one: Named) -> Span:
    """The sentence in which a name stands: of its paragraph, which is all that need be looked at."""
    start, end = text.rfind("\n", 0, one.start) + 1, text.find("\n", one.start)
    for span in sentences(text[start : end if end >= 0 else len(text)]):
        if one.start < start + span.end:
            return Span(start + span.start, start + span.end)
    return Span(one.start, one.end)


def _kind(text: str, one: Named) -> CitationKind | None:
    return CitationKind.CREDIT if is_credit(text, one) else kind_of(text, one)


def _with_the_last(text: str, one: Named, found: Sequence[tuple[Named, CitationKind]]) -> CitationKind | None:
    """The kind of the citation before, where the name only goes on from it: "according to NBC and the AP"."""
    if not found or one.strength < Strength.SHAPE or not _AND.fullmatch(text, found[-1][0].end, one.start):
        return None
    return found[-1][1]


def _persons(text: str) -> frozenset[str]:
    """Which of the names that people bear too are a person's here: "Mayor Bloomberg", "Vicente Fox"."""
    people = [name for name in words()["people"] if name in text]
    if not people:
        return frozenset()
    return frozenset(found[1] for found in re.finditer(rf"\b[A-Z][a-z]+\.? ({any_of(people)})\b(?! [A-Z])", text))


def _bare(name: str) -> str:
    return name.removeprefix("The ").removeprefix("the ")
