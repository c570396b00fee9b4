"""What a misspelled word may have been: every word that one slip of the fingers leads to. Pure.

The slips are Damerau's four (Communications of the ACM, 1964): a letter too many, too few, another one, two swapped.
"""

SHORTEST, LONGEST = 4, 16  # letters of a word that is looked at: of a shorter one, too many others are near
# The letters that slips bring, by the script that a word is written in (as `fold` leaves it).
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщъыьэюяєі",
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
)


def slips(word: str) -> tuple[str, ...]:
    """Every word that is one slip away from this folded one; none where its script is not known here."""
    letters = next((alphabet for alphabet in _ALPHABETS if all(letter in alphabet for letter in word)), "")
    if not letters or not SHORTEST <= len(word) <= LONGEST:
        return ()
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    swapped = [left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1]
    fewer = [left + right[1:] for left, right in cuts if right]
    other = [left + letter + right[1:] for left, right in cuts if right for letter in letters]
    more = [left + letter + right for left, right in cuts for letter in letters]
    return tuple(one for one in dict.fromkeys((*swapped, *fewer, *other, *more)) if one != word)
