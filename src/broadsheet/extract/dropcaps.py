"""Drop capitals: a first letter in an element of its own, put back to its word ("W ATCH" → "WATCH")."""

import re

from lxml.html import HtmlElement

_NAMED = re.compile(
    r"drop-?_?cap|first-?letter|lettrine|initial|(?:^|[\s_-])cap(?:$|[\s_-])|big-?letter|capitular", re.I
)
_WORDS_OF_ONE_LETTER = frozenset("AÀIOYEÉU")  # English, French, Italian, Spanish, Portuguese, Polish …


def join(root: HtmlElement) -> None:
    """Take out the white space that parts a drop capital from the rest of its word, in place."""
    for element in root.iter("span", "b", "strong", "big", "font", "em"):
        letter = (element.text or "").strip()
        if len(letter) != 1 or len(element) or not letter.isupper() or not _is_drop_capital(element):
            continue
        rest, follower = element.tail or "", element.getnext()
        behind = rest.strip() or ((follower.text or "") if follower is not None else "")
        first_word = behind.split()[0] if behind.split() else ""
        alone = (
            letter in _WORDS_OF_ONE_LETTER and not (first_word.isupper() and len(first_word) < 3) and rest[:1].isspace()
        )
        if first_word[:1].isalpha() and not alone:
            element.text = letter
            element.tail = rest.lstrip() or None
            if follower is not None and element.tail is None:
                follower.text = (follower.text or "").lstrip()


def _is_drop_capital(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('style', '')}"
    return bool(_NAMED.search(names)) or "float:left" in names.replace(" ", "")
