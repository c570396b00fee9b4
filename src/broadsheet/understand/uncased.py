"""The speaker of a quotation in scripts without capitals: found by the word for speaking, and by what frames a subject.

Arabic and Hebrew put the subject beside the verb, Hindi before its particle, Chinese before the verb, Japanese and
Korean before a topic particle.
"""

import re

from broadsheet.understand.clauses import Kind, Subject
from broadsheet.understand.speech import speech
from broadsheet.understand.tagging import Token, tokens
from broadsheet.understand.vocabulary import listed

_SAMPLE = 2000  # characters that tell in which kind of script a text is
_UNCASED = re.compile("[\u0590-\u08ff\u0900-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
_FAR = 90  # characters before or behind a quotation that are looked at
_LONGEST = 5  # words of a name with its title

_CHINESE_CUE = re.compile(
    "(?:补充|補充|回应|回應|介绍|介紹|告诉|告訴|透露|坦言|直言|呼吁|呼籲|强调|強調|指出|认为|認為|表示|写道|寫道|说|說|称|稱|问|問)"
    "[^，。：:“”「」]{0,4}[：:，,]?\\s*$"
)
_CHINESE_AFTER = re.compile(
    "^[，,、\\s]*([^，。：“”「」\\s\x1a]{2,20}?)(?:补充|補充|回应|回應|强调|強調|指出|认为|認為|表示|写道|寫道|说|說|称|稱|道)"
)
# Where a Chinese subject ends: time, place, addressee, adverb.
_CHINESE_END = re.compile(
    "在|对|對|向|于|也|则|則|还|還|曾|随后|隨後|接受|告诉|进一步|今天|昨天|今日|昨日|当天|當天|近日|日前|[周週][一二三四五六日]"
)
_CHINESE_TIME = re.compile("^(?:[0-9０-９年月日时時]{2,12}|今天|昨天|今日|昨日|当天|近日|日前)")
_CHINESE_PRONOUNS = listed("他 她 它 他们 她们 他們 她們 我 我们")
# A noun with what belongs to it by の: no hiragana else, so that no clause before it comes along.
_NOUN = "[^ぁ-ん、。「」『』（）()\\s\x1a]"
_PHRASE = f"({_NOUN}{{1,14}}(?:の{_NOUN}{{1,14}}){{0,3}}(?:さん|くん|ちゃん|ら)?)"
_JAPANESE_BESIDE = re.compile(f"{_PHRASE}(?:（[^（）]{{1,8}}）)?が、?$")
_JAPANESE_BEFORE = re.compile(f"{_PHRASE}(?:（[^（）]{{1,8}}）)?(?:によると|によれば|は)[^「」]{{0,40}}$")
_JAPANESE_AFTER = re.compile(f"^(?:など)?と、?{_PHRASE}(?:（[^（）]{{1,8}}）)?(?:は|が)")
_JAPANESE_FOLLOWS = re.compile("^(?:など|か)?と")
_JAPANESE_PRONOUNS = listed("彼 彼女 私 僕 彼ら")
_HANGUL = "[가-힣A-Za-z]{1,12}"
_KOREAN_BEFORE = re.compile(f'((?:{_HANGUL} )?{_HANGUL}?)(?:은|는|이|가|께서) (?:[^\x1a"“”]{{0,50}})$')
_KOREAN_AFTER = re.compile(f"^이?(?:라고|라며|라면서|고|며|면서)[ ,]{{1,3}}((?:{_HANGUL} )?{_HANGUL}?)(?:은|는|이|가) ")
_KOREAN_FOLLOWS = re.compile("^이?(?:라고|라며|라면서|라는|고|며|면서|다고)")
_KOREAN_PRONOUNS = listed("그 그녀 이")


def is_uncased(text: str) -> bool:
    """Whether a text is in a script without capitals."""
    sample = text[:_SAMPLE]
    return not sample.isascii() and len(_UNCASED.findall(sample)) * 3 > len(sample)


def uncased_speaker(text: str, start: int, quotation: tuple[int, int], end: int) -> Subject | None:
    """The speaker of a quotation, given with its marks, from its sentence, which goes from `start` to `end`."""
    before = text[max(start, quotation[0] - _FAR) : quotation[0]]
    after = text[quotation[1] : min(end, quotation[1] + _FAR)]
    around = before + after
    if re.search("[\uac00-\ud7af]", around):
        if not _KOREAN_FOLLOWS.match(after):
            return None
        return _framed(before, after, quotation, _KOREAN_BEFORE, _KOREAN_AFTER, _KOREAN_PRONOUNS)
    if re.search("[\u3040-\u30ff]", around):
        if not _JAPANESE_FOLLOWS.match(after):
            return None
        left = _JAPANESE_BESIDE if _JAPANESE_BESIDE.search(before) else _JAPANESE_BEFORE
        return _framed(before, after, quotation, left, _JAPANESE_AFTER, _JAPANESE_PRONOUNS)
    if re.search("[\u3400-\u9fff]", around):
        return _chinese(before, after, quotation)
    return _beside_cue(text, start, quotation, end)


def _framed(
    before: str,
    after: str,
    quotation: tuple[int, int],
    left: re.Pattern[str],
    right: re.Pattern[str],
    pronouns: frozenset[str],
) -> Subject | None:
    """The topic of a Japanese or Korean sentence: behind the quotation, else the last one before it."""
    found, base = right.search(after), quotation[1]
    if found is None:
        found, base = left.search(before), quotation[0] - len(before)
    if found is None or not found[1].strip():
        return None
    kind = Kind.PRONOUN if found[1].strip() in pronouns else Kind.NAME
    return Subject(base + found.start(1), base + found.end(1), kind)


def _chinese(before: str, after: str, quotation: tuple[int, int]) -> Subject | None:
    cue = _CHINESE_CUE.search(before)
    if cue is not None:
        clause = re.split("[，。；：！？“”「」\\s\x1a]", before[: cue.start()])[-1]
        at = quotation[0] - len(before) + cue.start() - len(clause)
        return _chinese_subject(clause, at)
    found = _CHINESE_AFTER.match(after)
    return _chinese_subject(found[1], quotation[1] + found.start(1)) if found else None


def _chinese_subject(clause: str, at: int) -> Subject | None:
    """The beginning of a clause, without the time before and the circumstances behind."""
    time = _CHINESE_TIME.match(clause)
    skipped = time.end() if time else 0
    ending = _CHINESE_END.search(clause, skipped + 1)
    name = clause[skipped : ending.start() if ending else len(clause)]
    if not name:
        return None
    kind = Kind.PRONOUN if name in _CHINESE_PRONOUNS else Kind.NAME
    return Subject(at + skipped, at + skipped + len(name), kind)


def _beside_cue(text: str, start: int, quotation: tuple[int, int], end: int) -> Subject | None:
    """Scripts with spaces: whoever stands beside the verb, behind the quotation or, nearest to it, before."""
    after = tokens(text, quotation[1], min(end, quotation[1] + _FAR), None)
    for number, token in enumerate(after):
        if token.word[0] in '"“«\x1a.':
            break
        if token.is_cue:
            return _neighbour(after, number)
    before = tokens(text, max(start, quotation[0] - 3 * _FAR), quotation[0], None)
    for number in range(len(before) - 1, -1, -1):
        if before[number].is_cue:
            return _neighbour(before, number)
    return None


def _neighbour(words: list[Token], cue: int) -> Subject | None:
    """The name behind the verb; before it, where nothing stands behind; the verb itself, where it has no subject."""
    ends = speech().name_ends
    behind: list[Token] = []
    for token in words[cue + 1 : cue + 1 + _LONGEST]:
        if not token.is_word or token.folded in ends or token.is_cue:
            break
        behind.append(token)
    ahead: list[Token] = []
    for token in reversed(words[:cue]):
        if token.folded == "ने" and not ahead:  # the particle between a Hindi subject and its verb
            continue
        if not token.is_word or token.folded in ends or token.is_cue or len(ahead) >= _LONGEST:
            break
        ahead.insert(0, token)
    found = behind or ahead
    if not found:
        return Subject(words[cue].start, words[cue].end, Kind.PRONOUN)
    pronoun = len(found) == 1 and found[0].folded in speech().pronouns
    return Subject(found[0].start, found[-1].end, Kind.PRONOUN if pronoun else Kind.NAME)
