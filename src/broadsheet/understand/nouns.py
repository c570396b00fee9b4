"""German capitalises every noun: which of its capitalised words are a name, by the words before and the endings."""

import re

from broadsheet.text.words import fold
from broadsheet.understand.vocabulary import listed

_DETERMINERS = listed(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keiner im am zum zur vom beim ins ans "
    "dieser diese dieses diesen diesem jeder jede jedes jeden mehr viele vielen alle allen einige zwei drei vier "
    "seine seiner seinen seinem ihre ihrer ihren ihrem unsere meine welche manche solche beide beiden wenige"
)
_BEFORE = re.compile(r"(\w{1,30}) ?$")
# Endings of nouns that stand before a name and say who or what it is.
_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|ismus|minister|präsident|kanzler|leiter|chef|sprecher|trainer|spieler|partei|"
    r"firma|konzern|unternehmen|direktor|vorsitzender?|kandidat|stelle|hersteller|entwickler|politiker|experte|"
    r"forscher|anwalt|vertreter|partner|gegner|verband|verein|klub|institut|gericht|zeitung|magazin|sender|gruppe|"
    r"aktivist|ökonom|historiker|meister|sieger|handballer|fußballer|richter|land|stadt|straße|eltern|bank|behörde|"
    r"anbieter|tochter|bruder|schwester|mutter|vater|autor|star|profi|gewerkschaft|agentur|ministerium|direktion)"
    r"(?:in|innen|en|n|s|e|es)?$"
)
_LONG = 13  # letters: longer words are compounds, not first names


def german_names(
    words: list[str], run: tuple[str, ...], text: str, at: int, known: set[str], plain: frozenset[str]
) -> list[list[str]]:
    """Of capitalised German words those that make a name, or two; none where they are nouns.

    `words`: what is left of the `run` that stands at `at` in `text`. `known`: words that stand capitalised elsewhere,
    not at the beginning of a sentence. `plain`: folded words that are no name.
    """
    if not words:
        return []
    introduced = _introduces(run[-len(words) - 1]) if len(words) < len(run) else _introduced(text, at)
    found: list[list[str]] = []
    if len(words) > 1 and words[0].endswith("s") and words[0][:-1] in known:  # "Hessens Ministerin"
        found, words, introduced = [[words[0][:-1]]], words[1:], True
    if "von" in words[1:-1] and text.count(" ".join(words)) < 2:
        # "die Größe von Evergrande": two nouns; a name with "von" is mostly there more than once.
        words, introduced = words[words.index("von") + 1 :], False
    while len(words) > 1 and (fold(words[0]) in plain or _describes(words[0], introduced=introduced)):
        words, introduced = words[1:], False
    while words and words[0].islower():  # the "von" or "der" that stood after what was taken off
        words = words[1:]
    if len(words) > 1 or (words and (not introduced or _abbreviates(words[0]))):
        found.append(words)
    return found


def _introduced(text: str, at: int) -> bool:
    """Whether an article, a numeral or an adjective stands before: names have none."""
    before = _BEFORE.search(text, max(0, at - 32), at)
    return before is not None and _introduces(before[1])


def _introduces(word: str) -> bool:
    adjective = word.islower() and len(word) > 4 and word.endswith(("e", "en", "er", "es", "em"))
    return word.lower() in _DETERMINERS or adjective or word.isdigit()


def _describes(word: str, *, introduced: bool) -> bool:
    """Whether the first of several words is a noun before a name ("Trainer", "CDU-Chef"), and not part of it."""
    if _abbreviates(word):
        return False
    left, hyphen, right = word.partition("-")
    if hyphen:
        return _abbreviates(left) or bool(_NOUN.search(right.lower()))
    inflected = word.endswith(("er", "e", "en", "es"))  # "Deutsche Bahn", "Berliner Feuerwehr"
    return len(word) >= _LONG or bool(_NOUN.search(word.lower())) or (introduced and not inflected)


def _abbreviates(word: str) -> bool:
    return len(word) <= 8 and sum(map(str.isupper, word)) >= 2 and "-" not in word
