"""What a speaker is, in scripts without capitals: the office in one with the name, as in "市长王海"."""

import re

from broadsheet.model.spans import Span
from broadsheet.text.words import fold
from broadsheet.understand.clauses import Subject
from broadsheet.understand.vocabulary import listed

_CHINESE = re.compile(
    "^(.{0,14}?(?:局长|局長|部长|部長|主席|总统|總統|总理|總理|市长|市長|省长|州长|州長|发言人|發言人|教授|院长|院長|书记|議員|议员|大使|"
    "主任|校长|校長|司长|董事长|董事長|总裁|總裁|秘书长|秘書長|律师|律師|专家|專家|研究员|记者|外长|外長|首相|大臣))(.{2,4})$"
)
_JAPANESE = re.compile(
    "^(.{1,8}?)(首相|大統領|知事|市長|町長|村長|社長|会長|教授|議員|大臣|外相|官房長官|長官|監督|選手|代表|委員長|本部長|署長|校長)$"
)
# Beside a name, before it or behind it.
_OFFICES = listed(
    "الرئيس الوزير وزير رئيس المتحدث المتحدثة الناطق مدير المدير محافظ النائب الدكتور الجنرال السفير "
    "הנשיא השר שר ראש יושב דובר דוברת מנכל השופט "
    "मंत्री प्रधानमंत्री मुख्यमंत्री राष्ट्रपति अध्यक्ष प्रवक्ता सांसद विधायक "
    "대통령 총리 장관 청장 시장 의원 대표 교수 위원장 회장 사장 감독 대변인 차관 원장 지사 검사 변호사"
)


def uncased_role(text: str, speaker: str, subject: Subject | None) -> Span | None:
    """The office in the words that name the speaker; None where they are a name alone."""
    at = subject.start if subject is not None and text.startswith(speaker, subject.start) else text.find(speaker)
    if at < 0:
        return None
    if (found := _CHINESE.match(speaker)) is not None:
        return Span(at, at + found.end(1))
    if (found := _JAPANESE.match(speaker)) is not None:
        return Span(at + found.start(2), at + found.end(2))
    for word in re.finditer(r"\S+", speaker):
        if word[0] in _OFFICES or fold(word[0]) in _OFFICES:
            return Span(at + word.start(), at + word.end())
    return None
