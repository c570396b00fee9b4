"""The figures of a text: amounts, money, percentages and counts with what they count. No years, days, times, ages or
scores, and no numbers of names (F-16, Boeing 737)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.text.months import MONTHS
from broadsheet.text.words import fold
from broadsheet.understand.facts.evidence import words
from broadsheet.understand.tagging import small_words
from broadsheet.understand.vocabulary import listed, vocabulary

_SIGNS = "$€£¥₹₽₩₺₴₪₫"
_INDIC = "\u0900-\u0963\u0966-\u0dff"
_NUMBER = re.compile(
    rf"(?<![\w.,:/’'-])(?P<sign>(?:[A-Z]{{2,3}} ?|[A-Z]{{1,2}})?[{_SIGNS}] ?)?"
    r"(?P<number>\d{1,3}(?:[.,’ \u00a0\u202f٬]\d{3}){1,4}(?:[.,٫]\d{1,2})?(?!\d)|\d{1,9}(?:[.,٫]\d{1,3})?(?!\d))"
    r"(?P<range>(?: ?[-–] ?| to | bis | à )\d{1,9}(?:[.,]\d{1,3})?(?!\d))?(?![:/h]\d|[.,]\d)"
)
_COUNTED = re.compile(
    "(?<![\\d.,])(?P<number>[\\d０-９][\\d０-９,.，]{0,12}[万萬亿億千百兆만억조]{0,2}[\\d０-９]{0,6}[万萬千만]?)余?(?:多)?"
    "(?P<unit>[%％]|ポイント|パーセント|人|名|美元|欧元|歐元|人民币|元|円|ドル|ユーロ|个|個|家|起|次|件|架|艘|枚|吨|噸|トン|公里|平方公里|"
    "キロ|メートル|棟|台|世帯|か所|カ所|户|戶|辆|輛|所|头|頭|杯|本|部|명|원|달러|건|대|곳|가구|톤|퍼센트)"
)
_NEXT = re.compile(rf"[ \u00a0\u202f-]?([%٪]|[{_SIGNS}]|[\w{_INDIC}][\w{_INDIC}.'’/-]{{0,30}}|[^\W\d_]\.)")
_BEFORE = re.compile(r"([\w.'’-]{1,30})[ \u00a0]$")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ORDINAL = re.compile(r"[-‐]?(?:year|jähr|jahr|летн|st\b|nd\b|rd\b|th\b|er\b|ème|º|ª|\.)")
_TIME = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d")
_YEARS = range(1500, 2101)
LARGEST = 20_000  # characters that are read
_BEFORE_NOUNS = listed("new more other first last state local federal")
_PLURAL = ("s", "people", "men", "women", "children")
_SLAVIC = re.compile("(?:ых|их|ые|ими|ными|ych|ich|nych|ých|ích)$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at `start` to `end` of the text. `weight`: how much it says; money and shares more than a count."""

    start: int
    end: int
    weight: float


def figures(text: str, language: str | None) -> Iterator[Figure]:
    """The figures in order."""
    text = text[:LARGEST]
    if _UNSPACED.search(text, 0, 400):
        for found in _COUNTED.finditer(text):
            yield Figure(found.start(), found.end(), 1.5 if found["unit"] in "%％" else 1.2)
        return
    for found in _NUMBER.finditer(text):
        figure = _figure(text, found, language)
        if figure is not None:
            yield figure


def _figure(text: str, found: re.Match[str], language: str | None) -> Figure | None:
    """The figure that begins with this number, with its multiple and what it counts; None where it is none."""
    start, end, weight = found.start(), found.end(), 1.0
    behind = list(_behind(text, end))
    scaled = bool(behind) and _bare(behind[0]) in words("scales").whole and not _is_of_time(behind[0])
    if scaled:
        end, weight, behind = behind[0].end(1), 1.4, behind[1:]
    if found["sign"]:
        return Figure(start, end, weight + 0.6)
    if not behind:
        return None
    first = _bare(behind[0])
    if first in words("percents").whole and (share := _share(behind)):
        return Figure(start, share, weight + 0.5)
    if first in words("money").whole or behind[0][1] in _SIGNS:
        return Figure(start, _without_stop(behind[0]), weight + 0.6)
    if not scaled and _is_no_count(text, found, first, language):
        return None
    noun = _noun(behind, language)
    if noun is None:
        return None
    if _bare(behind[0]) in words("durations").whole:
        weight -= 0.5
    return Figure(start, noun, weight + (0.2 if len(found["number"]) > 2 else 0.0))


def _behind(text: str, end: int) -> Iterator[re.Match[str]]:
    """The next three words."""
    for _ in range(3):
        found = _NEXT.match(text, end)
        if found is None:
            return
        yield found
        end = found.end(1)


def _bare(found: re.Match[str]) -> str:
    return fold(found[1]).rstrip(".,;:'’-")


def _is_of_time(found: re.Match[str]) -> bool:
    """Whether a scale word is rather something else: "m" is the metre unless it is written to the number."""
    return found[1] in {"m", "k"} and found[0] != found[1]


def _share(behind: list[re.Match[str]]) -> int | None:
    """Where a percentage ends: "5%", "5 percent", "5 per cent", "5 por ciento"."""
    first = _bare(behind[0])
    if first in {"per", "por", "al", "من", "في"}:
        second = _bare(behind[1]) if len(behind) > 1 else ""
        return (
            _without_stop(behind[1])
            if second in {"cent", "ciento", "cento", "المئة", "المائة", "المءه", "الماءه"}
            else None
        )
    return _without_stop(behind[0])


def _is_no_count(text: str, found: re.Match[str], behind: str, language: str | None) -> bool:
    """Whether a number is a year, a day, a time, an age, a score, a place in a list or a part of a name."""
    number, start, end = found["number"], found.start(), found.end()
    before = _BEFORE.search(text, max(0, start - 32), start)
    word = before[1] if before else ""
    is_year = number.isdigit() and len(number) == 4 and int(number) in _YEARS
    is_score = found["range"] and number.isdigit() and len(number) < 3 and behind not in words("units").whole
    is_time = language != "en" and _TIME.fullmatch(number)
    if is_year or is_score or is_time or text[end : end + 1] == ")" or _ORDINAL.match(text, end):
        return True
    if _dates(behind) or _dates(fold(word)):
        return True
    return word[:1].isupper() and not _begins(text, before)


def _dates(word: str) -> bool:
    """Whether a folded word beside a number makes it a day, a time or an age."""
    return word in words("no_figures").whole or word in vocabulary().calendar or word in MONTHS


def _begins(text: str, before: re.Match[str] | None) -> bool:
    """Whether the word before the number begins a sentence, so that its capital says nothing."""
    start = before.start() if before else 0
    ahead = text[max(0, start - 3) : start].strip()
    return start == 0 or "\n" in text[max(0, start - 2) : start] or ahead[-1:] in '.!?:”"“»«'


def _noun(behind: list[re.Match[str]], language: str | None) -> int | None:
    """Where what is counted ends, one to three words behind the number; None where nothing is counted."""
    plain = small_words(language) - words("units").whole - _BEFORE_NOUNS
    chosen: list[re.Match[str]] = []
    for found in behind:
        word, folded = found[1], _bare(found)
        if found[0][:1] == "-" or word[0].isdigit() or folded in plain or folded in vocabulary().calendar:
            break
        chosen.append(found)
        if word[-1] in ".,;:" or _is_counted(word, folded, language):
            break
    last = chosen[-1] if chosen else None
    if last is None or len(_bare(last)) < 2:
        return None
    if language in {"en", "de"} and not _is_counted(last[1], _bare(last), language):
        return None
    return _without_stop(last)


def _without_stop(found: re.Match[str]) -> int:
    """Where a word ends, without the sign behind it."""
    return found.start(1) + len(found[1].rstrip(".,;:'’-"))


def _is_counted(word: str, folded: str, language: str | None) -> bool:
    """Whether a word is the noun behind a number, and no adjective before it."""
    if folded in words("units").whole:
        return True
    if language in {"en", None}:
        return word.islower() and folded.endswith(_PLURAL) and not folded.endswith("ss")
    if language == "de":
        return word[0].isupper() and not folded.endswith(("ische", "ischen", "ischer"))
    return not _SLAVIC.search(folded) and not word[0].isupper()
