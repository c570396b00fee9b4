"""Lines of credit: "(Reuters) -" before a text, "dpa/AFP" behind it, "AFP contributed to this report"."""

import re

from broadsheet.understand.provenance.outlet_names import Named, Strength

_BEFORE_DASH = 90  # characters of a line before the bracket of its place: "KYIV, Ukraine, May 3 (Reuters) -"
_BRACKETED = 40  # characters of a bracket
_PICTURE = re.compile(r"(?i)photo|foto|video|image|bild:")
_BRACKET = re.compile(r"[(\[][^()\[\]\n]{2,40}[)\]]")
_PLACE = re.compile(r"(?<![a-z] )\b[A-Z]{3,}[\w ,./]{0,35}$")  # "BERLIN", "THURSDAY, March 31"
_DASH = re.compile(r"\s{0,2}(?:[-–—―]|--|\s*$)")
_LABEL = re.compile(
    r"^\W{0,3}(?:(?:mit (?:Material|Informationen) von|Sources?|Quellen?|Fuentes?|Fontes?|Fonti|Fonte|Bron|Kilde|Källa|"
    r"Źródło|Источник|Nguồn|Theo|By|Von|Par|Por|h/t/?|via|With|from|and|und|et|y|The|the|Agence)[:\s]*)*$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"^(?:['’]s)?(?: [A-Z][\w'’.-]+| and| in|,| also){0,14} contributed\b|^ (?:a contribué|contribuyó|contribuiu)"
)
_ADDITIONAL = re.compile(r"(?i)(?:additional|further|more) (?:reporting|material|information) (?:by|from) (?:the )?$")
_BYLINE = re.compile(r"^[A-Z][^\n.:;]{3,60}, (?:The )?$")

_NAMES = 3  # words beside the name in its bracket
_REST = re.compile(r"(?:[ .)\]/,;–—-]*(?:[^\W\d_a-zà-ÿ][\w.-]*|\w{1,3})){0,3}[ .)\]/,;–—-]*")  # other names
_PLACE_BEHIND = re.compile(r"$|\s+[A-Z ,.]{3,40}[-–—]")


def is_credit(text: str, one: Named) -> bool:
    """Whether a known name stands in a line of credit."""
    if one.strength < Strength.SHAPE:
        return False
    start = text.rfind("\n", 0, one.start) + 1
    found = text.find("\n", one.end)
    end = len(text) if found < 0 else found
    left, right = text[max(start, one.start - 200) : one.start], text[one.end : min(end, one.end + 120)]
    if _CONTRIBUTED.match(right) or _ADDITIONAL.search(left):
        return True
    return _in_bracket(text, start, end, one) or _alone(left, right, first=start == 0)


def _in_bracket(text: str, start: int, end: int, one: Named) -> bool:
    """In a bracket of names alone that begins a line, or that a dash follows, or that ends a paragraph."""
    nearest = max(start, one.start - _BRACKETED)
    opening = max(text.rfind("(", nearest, one.start), text.rfind("[", nearest, one.start))
    bracket = _BRACKET.match(text, opening) if opening >= 0 else None
    if bracket is None or bracket.end() < one.end:
        return False
    inside = bracket[0][1:-1]
    if len(inside.replace(one.name, "").split()) > _NAMES or _PICTURE.search(inside):
        return False
    behind = _DASH.match(text[bracket.end() : end])
    begins = not text[start:opening].strip()
    place = opening - start <= _BEFORE_DASH and text[start : start + 1].isupper()
    place = place or _PLACE.search(text, max(start, opening - 45), opening) is not None
    ended = behind is not None and text[start:opening].rstrip()[-1:] in '.!?”"_'
    return begins or ended or (behind is not None and (place or not text[bracket.end() : end].strip()))


def _alone(left: str, right: str, *, first: bool) -> bool:
    """In a line of nothing else but names and a label; or behind the names of those who wrote, in the first line."""
    if _LABEL.match(left) and _REST.fullmatch(right):
        return True
    return first and _BYLINE.match(left) is not None and _PLACE_BEHIND.match(right) is not None
