"""Vietnamese writes each syllable apart: a capitalised one alone is mostly the beginning of a word, and no name."""

import re

from broadsheet.understand.forms import Name
from broadsheet.understand.vocabulary import listed

_COUNTRIES_OF_ONE_SYLLABLE = frozenset({"Mỹ", "Nga", "Úc", "Đức", "Pháp", "Ý", "Nhật", "Hàn", "Ấn"})
# What a Vietnamese syllable looks like: any with its marks, and without them only the sounds that the language has.
_SYLLABLE = re.compile(
    r"\w*[^\x00-\x7f]\w*|(?:ngh?|nh|tr|th|ch|ph|gi|kh|qu|gh|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.I
)
# What offices and authorities begin with, of whose names only the first syllables are capitalised: "Bộ Y tế".
_OFFICES = listed("Bộ Phó Tổng Sở Ủy Cục Trưởng Giám Chủ Bí Viện Ban")


def is_a_syllable(name: Name) -> bool:
    """Whether a name is but the capitalised beginning of a word or a title, as "Tổng" is of "Tổng thống"."""
    if name.words == 1:
        return name.written not in _COUNTRIES_OF_ONE_SYLLABLE and bool(_SYLLABLE.fullmatch(name.written))
    return name.words == 2 and name.written.split()[0] in _OFFICES
