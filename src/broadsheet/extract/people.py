"""Names of people, told from what else stands in a byline."""

import re
from collections.abc import Iterable

from broadsheet.extract import vocabulary
from broadsheet.text.words import fold, squash

MOST = 12
_LONGEST = 60  # characters of a name
# What opens a byline: "By", "Von", "Ein Kommentar von", "Text und Interview:". A name may hold the same words
# ("Christoph von Ritter"), so before them only words stand that are no names.
_BY = re.compile(
    r"^(?:(?:an?|ein|eine|une?|una|the|text|texte|words|story|kommentar|beitrag|artikel|analyse|analysis|interview"
    r"|bericht|report|reported|reporting|written|posted|published|opinion|article|propos|recueillis|erstellt"
    r"|ver(?:ö|oe)ffentlicht|geschrieben|escrito|publicado|por|scritto|a cura|with|und|and|et"
    r"|view|see|show|zeige|all|alle|posts|beiträge|articles|more|mehr|from|voir|tous|les)\s){0,4}"
    r"(?:by|von|vom|par|por|di|da|door|av|af|od|автор|автора|oleh|bởi)\s*[:.]?\s+"
    r"|^(?:[^\W\d]{2,12} (?:und|and|et|y) )?(?:text|texte|words|story|autor(?:en|in|es)?|authors?|auteurs?|autore"
    r"|reporter|opinion|interview|quelle|source)\s{0,2}:\s{0,3}",
    re.I,
)
# The same in scripts without capitals, and what stands behind a name there.
OPENS_ELSEWHERE = (
    r"^(?:بقلم|كتب[هت]?|به قلم|نویسنده|نوشته|گزارش|تحریر|از قلم|מאת|लेखक|लेखिका|โดย|เขียนโดย|ผู้เขียน|Του|Της|Текст)"
    r"(?:\s{0,2}[:：]\s{0,3}|\s{1,3})"
    r"|^(?:本报|本報)?(?:记者|記者|作者|撰文|编辑|編集)\s{0,2}[:：/／｜|・]?\s{0,2}|^(?:取材・)?文\s{0,2}[:：/／｜|・＝=]\s{0,2}"
)
_ELSEWHERE = re.compile(OPENS_ELSEWHERE, re.I)
_BEHIND = re.compile(r"(?<=\w{2})\s{0,2}(?:기자|특파원|記者|记者)$")
_JOINT = re.compile(
    r"\s*(?:[,;|/•·、，]|\s(?:and|und|et|y|e|og|och|en|ja|ve|i|и|và|with|mit|avec|con)\s|\s&\s|\s-\s|\n)\s*", re.I
)
_ADDRESS_OR_MAIL = re.compile(r"(?:https?:)?//\S{1,300}|(?<!\S)@\w{1,40}|\S{1,80}@\S{1,80}|www\.\S{1,200}", re.I)
_ADDRESS = re.compile(r"https?|www\.|@|\.(?:com|org|net|html?)\b", re.I)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]?$")
_EDGES = " .,;:|-–—\"'()[]•·*"
_DIGIT = re.compile(r"\d")
_SLUG = re.compile(r"[a-z]{2,20}(?:[-_][a-z]{2,20}){1,3}")
_TITLE = re.compile(r"(?:prof|dr|phd|md|mag|ing|sir|dame|lord|rev|fr)\.?", re.I)
_ADDRESS_OF_BODY = re.compile(r"https?:|//|@|\[at\]|www\.")
_COMPANY = re.compile(r"\b(?:GmbH|AG|Ltd|LLC|Inc|Corp|KG)\b")
_UNCASED = re.compile("[\u0590-\u1cff\u2e80-\uabff\uac00-\ud7af]")


def clean(told: Iterable[str]) -> tuple[str, ...]:
    """Names from bylines: "By Ann Lee and Bo Ek, Political Editor" → Ann Lee, Bo Ek."""
    found: dict[str, str] = {}
    for text in list(told)[: MOST * 2]:
        text = _ADDRESS_OR_MAIL.sub(" ", _ELSEWHERE.sub("", _BY.sub("", squash(text)[:400])))
        for piece in _JOINT.split(text):
            part = _BEHIND.sub("", _BRACKETS.sub("", _BY.sub("", piece.strip(_EDGES))).strip(_EDGES))
            if _is_name(part):
                found.setdefault(key(part), _cased(part))
    return _without_repeats(tuple(found.values()))[:MOST]


def _without_repeats(found: tuple[str, ...]) -> tuple[str, ...]:
    """Without what only holds another of the names ("All articles of Ann Lee")."""
    people = [key(name) for name in found if is_person(name)]
    return tuple(name for name in found if not any(one in key(name) and one != key(name) for one in people))


def _is_name(text: str) -> bool:
    return (
        2 <= len(text) <= _LONGEST
        and len(text.split()) <= 6
        and not _ADDRESS.search(text)
        and not _DIGIT.search(text)
        and any(letter.isalpha() for letter in text)
        and fold(text) not in vocabulary.phrases("bylines", "nobody")
        and not vocabulary.pattern("bylines", "roles").search(fold(text))
    )


def is_person(name: str) -> bool:
    """Whether a text can only be a person's full name: two to five words in capitals, none of which names a body, a
    service or a thing of the page; or a few letters of a script without capitals."""
    words = [word for word in name.split() if not _TITLE.fullmatch(word)]
    if is_uncased(name):
        return 2 <= len(name) <= 30 and _is_name(name)
    if not 2 <= len(words) <= 5 or not _is_name(name) or words[0].lower() in _particles():
        return False
    if vocabulary.pattern("bylines", "bodies").search(fold(name)):
        return False
    return words[-1][0].isupper() and all(word[0].isupper() or word.lower() in _particles() for word in words)


def is_uncased(name: str) -> bool:
    """Whether a name is of a script without capitals."""
    return _UNCASED.search(name) is not None


def _particles() -> frozenset[str]:
    return vocabulary.words("bylines", "particles")


def _cased(name: str) -> str:
    """A name in capitals alone, or as it stands in an address, as names are written; agencies ("AFP", "dpa") stay."""
    if _SLUG.fullmatch(name):
        return " ".join(word.capitalize() for word in re.split(r"[-_]", name))
    if name.isupper() and " " in name and len(name) > 6:
        return " ".join(word.capitalize() if len(word) > 2 else word for word in name.split())
    return name


def institution(text: str) -> str:
    """A byline that names no person ("AFP/The Local", "BR24 Redaktion"), as it is shown; "" where it says nothing."""
    text = _BY.sub("", squash(text)).strip(" ,;:|")
    said = 2 <= len(text) <= _LONGEST and any(letter.isalpha() for letter in text)
    nobody = fold(text) in vocabulary.phrases("bylines", "nobody")
    return text if said and not nobody and not is_company(text) and not _ADDRESS_OF_BODY.search(text) else ""


def is_company(name: str) -> bool:
    """Whether a name is a company's by its legal form: the maker of the page, rather than its writer."""
    return bool(_COMPANY.search(name))


def is_account(text: str) -> bool:
    """Whether a text can be the name of somebody who writes under one word, or two: "Heiko", "lupa"."""
    words = text.split()
    return (
        1 <= len(words) <= 2
        and _is_name(text)
        and words[-1].lower() not in vocabulary.words("bylines", "never_last")
        and (len(words) == 1 or words[0][0].isupper())
        and not vocabulary.pattern("bylines", "bodies").search(fold(text))
    )


def key(text: str) -> str:
    """What stays the same of a name in another spelling."""
    return re.sub(r"[\W_]+", "", fold(text))
