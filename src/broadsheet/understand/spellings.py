"""Which names sound alike, however they are written: Zelensky, Zelenskyy, Selenskyj, Зеленский."""

import re
from functools import lru_cache

from broadsheet.text.words import fold

# Cyrillic and Greek letters as news agencies write them in Latin ones; what English, German, French and Polish do
# differently is made one below.
_PAIRS = (
    "а=a б=b в=v г=g ґ=g д=d е=e ё=e є=e ж=zh з=z и=i і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ў=v ф=f х=h "
    "ц=ts ч=ch ш=sh щ=sh ъ= ы=i ь= э=e ю=iu я=ia ђ=d ј=i љ=l њ=n ћ=ch џ=dz ѓ=g ќ=k "
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=i φ=f χ=h ψ=ps ω=o"
)
_LETTERS = str.maketrans(dict(pair.split("=") for pair in _PAIRS.split()))
# Written in several ways, spoken in one; the longest first.
_ALIKE = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("cz", "ch"), ("sz", "sh"), ("kh", "h"), ("ph", "f"), ("dh", "d"),
    ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("zh", "z"), ("w", "v"),
    ("y", "i"), ("j", "i"), ("c", "k"), ("q", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_NO_LETTER = re.compile(r"[^a-z]+")
_IS_LATIN = re.compile(r"[a-z\u0370-\u052f\s.'’-]+")


@lru_cache(maxsize=8192)
def sound(name: str) -> str:
    """What a name sounds like, roughly: the same for its spellings in Latin, Cyrillic and Greek letters; "" for names
    in other scripts. German "S" before a vowel, for the Slavic "Z", counts as one with it."""
    folded = fold(name)
    if not _IS_LATIN.fullmatch(folded):
        return ""
    heard = folded.translate(_LETTERS)
    for written, spoken in _ALIKE:
        if written in heard:
            heard = heard.replace(written, spoken)
    heard = _NO_LETTER.sub("", heard).replace("z", "s").replace("ie", "e").replace("ii", "i")
    return _DOUBLED.sub(r"\1", heard)
