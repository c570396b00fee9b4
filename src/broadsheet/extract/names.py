"""The words in the names that page makers give to parts: "article-share-bar" has the words article, share, bar."""

import re
from functools import lru_cache
from itertools import pairwise

_LOWER = re.compile("[a-z]+")
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]+|[A-Z]+(?![a-z])")
_LONGEST = 400  # characters; longer ones are generated, and say nothing


@lru_cache(maxsize=8192)
def words(names: str) -> tuple[str, ...]:
    """The words of a class or id, in lower case and in order."""
    names = names[:_LONGEST]
    return tuple(_LOWER.findall(names) if names.islower() else map(str.lower, _WORD.findall(names)))


def words_and_pairs(names: str) -> list[str]:
    """The words of three letters or more, and each two that follow each other ("share bar")."""
    found = words(names)
    return [*(word for word in found if len(word) > 2), *map(" ".join, pairwise(found))]
