"""What of a sentence counts when two are compared: its letters and numbers, not its typography."""

import re

from broadsheet.text.words import fold

# Signs of India's, Thai, Lao, Burmese and Khmer scripts are parts of words, though Unicode counts them as marks.
_SIGNS = "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e4e\u0eb1-\u0ece\u1000-\u109f\u1780-\u17ff"
_THOUSANDS = re.compile(r"(?<=\d)[,.’'\u00a0\u202f\u066c](?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"(?<=\d)[.,:\u066b](?=\d)")
_SILENT = re.compile(f"[^\\w%$€£¥₹₽{_SIGNS}\\uE000]|_")


def key(text: str) -> str:
    """The text folded, without spaces and marks; the point inside a number and the sign of money or percent stay:
    "4.2" is not "42", but "4,200" is "4200"."""
    folded = _DECIMAL.sub("\ue000", _THOUSANDS.sub("", fold(text)))
    return _SILENT.sub("", folded)
