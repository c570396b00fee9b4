"""How an entry of a live blog begins in an article's text: its time, then what it is about. What wrote the line can be
told from it again, so that nothing else need be stored."""

import re

_CLOCK = r"\d{1,2}:\d{2}(?:\s?[ap]m)?"
_HEAD = re.compile(rf"^(?:\d{{4}}-\d{{2}}-\d{{2}} )?{_CLOCK}(?: · .+)?$", re.M)
_ENTRIES = 3  # as many make a live blog


def head(day: str, clock: str, title: str) -> str:
    """The line above an entry. `day`: ISO 8601, where entries are of several; "" for what is not known."""
    return " · ".join(filter(None, (" ".join(filter(None, (day, clock))), title)))


def is_live(text: str) -> bool:
    """Whether an article's text is a live blog, entry by entry: to be told apart where stories are grouped."""
    return sum(1 for _ in _HEAD.finditer(text)) >= _ENTRIES
