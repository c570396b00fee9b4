"""The words in the names that page makers give to parts: "article-share-bar" has the words article, share, bar."""

import re
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[a-z]+|[A-Z][a-z]+|[A-Z]+(?![a-z])")
_LONGEST = 400  # characters; longer ones are generated, and say nothing


@lru_cache(maxsize=8192)
def words(names: str) -> tuple[str, ...]:
    """The words of a class or id, in lower case and in order."""
    return tuple(word.lower() for word in _WORD.findall(names[:_LONGEST]))


@lru_cache(maxsize=8192)
def words_and_pairs(names: str) -> frozenset[str]:
    """The words of three letters or more, and each two that follow each other ("share bar")."""
    found = words(names)
    return frozenset((*(word for word in found if len(word) > 2), *(f"{one} {two}" for one, two in pairwise(found))))
