"""Whole text, excerpt or none at all: what to tell the reader about what was found."""

from collections.abc import Collection, Mapping, Sequence

from broadsheet.errors import ExtractError
from broadsheet.extract import vocabulary
from broadsheet.extract.metadata import Metadata
from broadsheet.extract.runs import Run
from broadsheet.model.listings import Kind
from broadsheet.text.words import fold

SHORTEST = 100  # characters; the shortest brief of the evaluation data has 170 (Chinese and Japanese: 60)
_SHORTEST_DENSE = 40
LOCKED_BELOW = 2_500  # characters; a beginning shown to all readers is rarely longer
_SHARE_OF_WORDS = 0.6  # of the words that the outlet counts; less is an excerpt
_MOST_LINKED = 0.7  # share of a text that may be links

PAID = "The outlet shows the whole text only to its subscribers."


def check(metadata: Metadata, runs: Sequence[Run], kept: Mapping[int, str], text: str) -> None:
    """Raise ExtractError, with the reason, where what was found is no article's text."""
    if vocabulary.pattern("walls", "titles", start=True).match(fold(metadata.title)) and len(text) < 1_500:
        raise ExtractError(f"The outlet answered with “{metadata.title}” instead of the article.")
    if is_too_short(text):
        whole = fold(" ".join(run.words for run in runs[:400]))
        if vocabulary.pattern("walls", "needs_script").search(whole):
            raise ExtractError("The page shows its text only in a browser that runs its scripts.")
        if metadata.kind is Kind.ARTICLE and _linked(runs, range(len(runs))) > _MOST_LINKED:
            raise ExtractError("The page is a list of links and no article.")
        raise ExtractError("The page holds no article's text.")
    head = fold(text[:1500])
    if len(text) < 3_000 and len(vocabulary.pattern("walls", "consent").findall(head)) > len(head.split()) / 15:
        raise ExtractError("The outlet shows a request for consent instead of the article.")
    if metadata.kind is Kind.ARTICLE and _linked(runs, kept) > _MOST_LINKED:
        raise ExtractError("The page is a list of links and no article.")


def is_too_short(text: str) -> bool:
    """Whether a text says nothing; scripts without spaces say the same with fewer characters."""
    dense = sum(1 for letter in text[:400] if "\u2e80" <= letter <= "\uffdc")
    return len(text) < (_SHORTEST_DENSE if dense * 2 > len(text[:400]) else SHORTEST)


def reason(metadata: Metadata, text: str) -> str | None:
    """Why `text` is but an excerpt, or None where it is the whole."""
    counted = metadata.words is not None and metadata.words >= 80
    part = counted and len(text.split()) < _SHARE_OF_WORDS * (metadata.words or 0)
    if metadata.paywalled and (part if counted else len(text) < LOCKED_BELOW):
        return PAID
    return None


def _linked(runs: Sequence[Run], kept: Collection[int]) -> float:
    """The share of the text of some runs that is links; of more than a few lines."""
    whole = sum(len(runs[place].words) for place in kept)
    linked = sum(len(runs[place].words) * runs[place].linked for place in kept)
    return linked / whole if whole and len(kept) > 5 else 0.0
