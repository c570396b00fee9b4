"""The publisher's keywords, cleaned: what is left says what the article is about, and not which section it is in."""

import re
from collections.abc import Iterator, Sequence

from broadsheet.text.hashtags import key
from broadsheet.text.words import fold
from broadsheet.understand.vocabulary import listed, vocabulary

MOST = 40  # keywords that are looked at: some pages list hundreds
_LONGEST = 60  # characters
_LONG = 4  # words: a longer phrase is a headline or a search query, unless the text has it
_PARTS = re.compile(r"[,;|]")
_SLUG = re.compile(r"(?<=\w)[-_](?=\w)")
_HUMP = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_NUMBER = re.compile(r"[\d\W_]+")
_ADDRESS = re.compile(r"https?:|www\.|\.(?:com|org|net|html)\b|[<>{}@=\\]")
# What outlets add to a keyword to be found: "Prince Harry news", "Prince Harry latest".
_BAIT = listed("news latest update updates today live video videos photos pictures comment opinion")
_IN_BRACKETS = re.compile(r" ?\([^()]{1,40}\)$")


def clean(topics: Sequence[str], text: str, outlet: str) -> tuple[str, ...]:
    """The keywords that make hashtags, in the publisher's order, as people write them.

    Dropped: sections and other generic words, the outlet's own name, days, bare adjectives, numbers, addresses, and
    long phrases that do not stand in `text` (headline, lead and body).
    """
    folded = fold(text)
    own = key(outlet)
    found: dict[str, str] = {}
    for topic in _each(topics):
        its_key = key(topic)
        if its_key in found or not _says_something(topic, its_key, own):
            continue
        phrase = _as_written(topic, text, folded)
        if phrase is not None:
            found[its_key] = phrase
    return tuple(found.values())


def _each(topics: Sequence[str]) -> Iterator[str]:
    """Single keywords: lists in one string taken apart, "#" and what only helps to be found taken off."""
    parts = [part for topic in topics[:MOST] for part in _PARTS.split(topic[:1000])]
    for part in parts[:MOST]:
        topic = _IN_BRACKETS.sub("", " ".join(part.split()).strip(" #.:'\"“”«»"))
        words = topic.split()
        while len(words) > 1 and words[-1].lower() in _BAIT:
            words.pop()
        if words:
            yield " ".join(words)


def _says_something(topic: str, its_key: str, own: str) -> bool:
    vocab = vocabulary()
    if len(its_key) < 2 or len(topic) > _LONGEST or _NUMBER.fullmatch(topic) or _ADDRESS.search(topic):
        return False
    folded = fold(topic)
    if its_key in vocab.generic or its_key in vocab.agencies or folded in vocab.demonyms or folded in vocab.calendar:
        return False
    if topic.islower() and folded in vocab.plain:
        return False
    return its_key != own and not (own and len(own) > 5 and its_key.startswith(own))


def _as_written(topic: str, text: str, folded: str) -> str | None:
    """The keyword as the text writes it; where the text has it not, as the publisher does, or None if it is long."""
    unslugged = _SLUG.sub(" ", topic) if " " not in topic and topic.islower() else topic
    for spelling in dict.fromkeys((topic, unslugged)):
        at = folded.find(fold(spelling))
        if at >= 0:
            # Folding keeps the length of nearly every text; where it does not, the slice is another word.
            written = text[at : at + len(spelling)]
            return written if fold(written) == fold(spelling) and not written.isupper() else spelling
    if len(_HUMP.sub(" ", topic).split()) > _LONG:
        return None
    return unslugged
