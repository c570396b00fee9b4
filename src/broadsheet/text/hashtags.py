"""What makes two spellings one hashtag."""

from functools import lru_cache

from broadsheet.text.words import fold


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What makes two spellings one hashtag: folded, letters and digits only."""
    folded = fold(text)
    return folded if folded.isalnum() else "".join(filter(_belongs, folded))


def _belongs(character: str) -> bool:
    # Signs of India's and Thailand's scripts are letters to their readers, though not to Unicode's isalnum.
    return character.isalnum() or ("\u0900" <= character <= "\u0eff" and character not in "।॥")
