"""Which language a text is in: by its script first, then by its letters and its small words.

The idea of telling languages by their commonest words is old (Ingle 1976; Grefenstette, "Comparing two language
identification schemes", JADT 1995); on a paragraph of news it needs no model.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict

from broadsheet.text.function_words import FUNCTION_WORDS
from broadsheet.text.languages import primary

SAMPLE = 1600  # characters: some 250 words, beyond which the answer no longer changes

# The first code point of each stretch, and its script ("" : tells nothing).
_STRETCHES = (
    *((0x41, "Latn"), (0x5B, ""), (0x61, "Latn"), (0x7B, ""), (0xAA, "Latn"), (0x2B0, ""), (0x370, "Grek")),
    *((0x400, "Cyrl"), (0x530, "Armn"), (0x590, "Hebr"), (0x600, "Arab"), (0x700, ""), (0x750, "Arab"), (0x780, "")),
    *((0x900, "Deva"), (0x980, "Beng"), (0xA00, "Guru"), (0xA80, "Gujr"), (0xB00, "Orya"), (0xB80, "Taml")),
    *((0xC00, "Telu"), (0xC80, "Knda"), (0xD00, "Mlym"), (0xD80, "Sinh"), (0xE00, "Thai"), (0xE80, "Laoo")),
    *((0xF00, "Tibt"), (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"), (0x1200, "Ethi"), (0x13A0, "")),
    *((0x1780, "Khmr"), (0x1800, ""), (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, ""), (0x3040, "Kana")),
    *((0x3100, ""), (0x3400, "Hani"), (0xA000, ""), (0xAC00, "Hang"), (0xD7B0, ""), (0xF900, "Hani")),
    *((0xFB1D, "Hebr"), (0xFB50, "Arab"), (0xFE00, ""), (0xFE70, "Arab"), (0xFEFF, ""), (0xFF66, "Kana")),
    *((0xFFA0, ""), (0x20000, "Hani"), (0x323B0, "")),
)
_STARTS = [start for start, _ in _STRETCHES]
_SCRIPTS = [script for _, script in _STRETCHES]

# Scripts that one language writes nearly alone, as far as news goes.
_ALONE = {"Grek": "el", "Armn": "hy", "Beng": "bn", "Guru": "pa", "Gujr": "gu", "Orya": "or", "Taml": "ta"}
_ALONE |= {"Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Thai": "th", "Laoo": "lo", "Tibt": "bo"}
_ALONE |= {"Mymr": "my", "Geor": "ka", "Hang": "ko", "Ethi": "am", "Khmr": "km", "Kana": "ja", "Hani": "zh"}
_ALONE |= {"Hebr": "he"}
_SHARED = {
    "Arab": ("ar", "fa", "ur"),
    "Cyrl": ("ru", "uk", "be", "bg", "sr", "mk"),
    "Deva": ("hi", "mr", "ne"),
}
_SHARED["Latn"] = tuple(
    language for language in FUNCTION_WORDS if language != "el" and not any(language in v for v in _SHARED.values())
)
# Languages that are at home in a script beside the one that the tables give them.
_ALSO = {"Hani": {"zh", "ja", "yue", "ko"}, "Hebr": {"he", "yi"}, "Latn": {"sr"}, "Ethi": {"am", "ti"}}
_ALSO |= {"Beng": {"bn", "as"}, "Kana": {"ja"}}

# Letters that few languages of a script use: each counts like a word that only they use.
_LETTERS = {
    "de": "ßä",
    "es": "ñ¿",
    "gl": "ñ",
    "eu": "ñ",
    "pt": "ãõç",
    "et": "õä",
    "pl": "łąęć",
    "lt": "ąęėįų",
    "hu": "őű",
    "cs": "řůě",
    "sk": "ľŕĺ",
    "ro": "ățţșş",
    "tr": "ğışç",
    "da": "øæå",
    "no": "øæå",
    "is": "æþð",
    "sv": "åä",
    "lv": "ģķļņā",
    "vi": "đơưếệạảộị",
    "hr": "đć",
    "sq": "ë",
    "nl": "ë",
    "ca": "ŀò",
    "fr": "œç",
    "it": "ìò",
    "fi": "ä",
    "fa": "پچگژکی",
    "ur": "پچگکیٹڈڑےںہ",
    "ar": "ةيى",
    "ru": "ыэёщъ",
    "be": "ыэёіў",
    "uk": "іїєґщ",
    "sr": "јљњђћ",
    "mk": "јљњѓќѕ",
    "bg": "щъ",
    "mr": "ळॅ",
}
_LETTERS_OF: dict[str, list[str]] = defaultdict(list)
for _language, _marks in _LETTERS.items():
    for _mark in _marks:
        _LETTERS_OF[_mark].append(_language)

# Letters with the marks that Python counts as no part of a word: accents apart, Arabic vowels, Devanagari signs.
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0963])+")
_LEAST_SCORE = 1.2  # below: a headline's worth of evidence, on which closely related languages are confused
_LEAST_SHARE = 0.06  # of the words: running text of a known language has three times that and more
_OFTEN = 10  # times that one word counts: a scoreboard's "d." is no French
_LEAD = 1.15  # how far the best must be before the next
_AGAINST = 2.5  # how far another must be before the declared one to overrule it: outlets mis-declare, but not often


def detect(text: str, declared: str | None = None) -> str | None:
    """The language of `text` as a BCP 47 primary tag, or None where unsure.

    `declared` (what the page or the feed says, any spelling) stands unless the evidence against it is strong.
    """
    claim = primary(declared)
    letters = Counter(text[:SAMPLE].lower())
    script, share = _script(letters)
    if script is None:
        return claim
    if claim is not None and not _writes(claim, script) and share > 0.6:
        claim = None
    if script in _ALONE:
        return claim or _ALONE[script]
    scores = _scores(text[:SAMPLE].lower(), letters, script)
    return _among(scores, claim, _LEAST_SHARE * letters[" "])


def _script(letters: Counter[str]) -> tuple[str | None, float]:
    """The script of most letters, and its share of them. Kana decide for Japanese, even among many Han characters."""
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        script = _SCRIPTS[bisect_right(_STARTS, ord(letter)) - 1] if letter >= "A" else ""
        scripts[script] += count
    scripts.pop("", None)
    # Chinese, Japanese and Korean say in one character what others say in three letters.
    for dense in ("Hani", "Kana", "Hang"):
        if dense in scripts:
            scripts[dense] *= 3
    if scripts["Kana"] > 0.1 * scripts["Hani"]:
        scripts["Kana"] += scripts.pop("Hani", 0)
    total = scripts.total()
    if total < 3:
        return None, 0.0
    script, most = scripts.most_common(1)[0]
    return script, most / total


def _writes(language: str, script: str) -> bool:
    """Whether the language may be written in the script; one that we know nothing of: in any script of several."""
    if language in _ALSO.get(script, ()) or _ALONE.get(script) == language:
        return True
    known = language in FUNCTION_WORDS or language in _ALONE.values()
    return language in _SHARED.get(script, ()) if known else script in _SHARED


def _words_of() -> dict[str, dict[str, tuple[tuple[str, float], ...]]]:
    """By script: each function word with the languages that use it; the fewer they are, the more it weighs for each."""
    tables = {}
    for script, languages in _SHARED.items():
        users: dict[str, list[str]] = defaultdict(list)
        for language in languages:
            for word in FUNCTION_WORDS[language]:
                users[word].append(language)
        tables[script] = {w: tuple((u, 1 / len(us) ** 0.5) for u in us) for w, us in users.items()}
    return tables


_TABLES = _words_of()


def _scores(text: str, letters: Counter[str], script: str) -> Counter[str]:
    scores: Counter[str] = Counter()
    table = _TABLES[script]
    words = Counter(_WORD.findall(text))
    for word in words.keys() & table.keys():
        times = min(words[word], _OFTEN)
        for language, weight in table[word]:
            scores[language] += weight * times  # type: ignore[assignment]  # typeshed counts in whole numbers
    candidates = _SHARED[script]
    for letter in letters.keys() & _LETTERS_OF.keys():
        for language in _LETTERS_OF[letter]:
            if language in candidates:
                scores[language] += min(letters[letter], 12) ** 0.5
    return scores


def _among(scores: Counter[str], claim: str | None, least: float) -> str | None:
    """The language that the scores speak for. `least`: the score that a text of this length must reach."""
    if not scores:
        return claim
    (best, most), *rest = scores.most_common(2)
    second = rest[0][1] if rest else 0.0
    if claim is not None:
        # A language without a table is overruled only by a text that is plainly in another.
        against = scores[claim] * _AGAINST + 4 if claim in FUNCTION_WORDS else 25
        return best if best != claim and most > max(against, 2 * least) else claim
    return best if most >= max(_LEAST_SCORE, least) and most >= _LEAD * second else None
