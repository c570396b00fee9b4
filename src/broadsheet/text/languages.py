"""Language tags: which are well formed, how they are written, and which way their script runs."""

import re

from broadsheet.text.words import fold

# BCP 47 (RFC 5646), without extensions and private use: language, script, region, then variants, which we drop.
_TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?(?:-[A-Za-z0-9]{1,8}){0,6}")
_LONGEST = 60

# Tags of ISO 639 that were withdrawn, and three-letter ones of languages that have two letters.
_REPLACEMENTS = """
iw=he in=id ji=yi jw=jv mo=ro sh=hr nb=no nn=no eng=en ger=de deu=de fre=fr fra=fr spa=es por=pt ita=it dut=nl nld=nl
jpn=ja chi=zh zho=zh kor=ko ara=ar rus=ru pol=pl tur=tr swe=sv dan=da nor=no fin=fi ces=cs cze=cs ell=el gre=el heb=he
hin=hi vie=vi ind=id ukr=uk hun=hu ron=ro rum=ro bul=bg srp=sr hrv=hr fas=fa per=fa urd=ur
"""
_INSTEAD = dict(pair.split("=") for pair in _REPLACEMENTS.split())
_NAMED = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "arabic": "ar"}
# "mul", "und", "zxx", "mis" (several, undetermined, none, uncoded) say nothing.
_EMPTY = {"mul", "und", "zxx", "mis", "xx", "xxx"}
_RIGHT_TO_LEFT = {"ar", "fa", "ur", "he", "yi", "ps", "ckb", "sd", "ug", "dv", "arc", "syr", "azb", "prs", "pnb", "arz"}
_RIGHT_TO_LEFT_SCRIPTS = {"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"}


# What speakers call their language, for headings over lists of outlets.
OWN_NAMES = {
    "ar": "العربية",
    "bn": "বাংলা",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sv": "Svenska",
    "sw": "Kiswahili",
    "ta": "தமிழ்",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
}
_ENGLISH_NAMES = """
afrikaans=af arabic=ar bengali=bn bulgarian=bg catalan=ca chinese=zh croatian=hr czech=cs danish=da dutch=nl english=en
estonian=et finnish=fi french=fr german=de greek=el hebrew=he hindi=hi hungarian=hu icelandic=is indonesian=id irish=ga
italian=it japanese=ja korean=ko latvian=lv lithuanian=lt malay=ms norwegian=no persian=fa farsi=fa polish=pl
portuguese=pt romanian=ro russian=ru serbian=sr slovak=sk slovenian=sl spanish=es swahili=sw swedish=sv tamil=ta thai=th
turkish=tr ukrainian=uk urdu=ur vietnamese=vi welsh=cy
"""
_BY_NAME = dict(pair.split("=") for pair in _ENGLISH_NAMES.split()) | {
    fold(name): tag for tag, name in OWN_NAMES.items()
}

# Languages that write each syllable apart: a word is often two in a row, and one alone says little.
SYLLABIC = frozenset({"vi"})


def normal(tag: str | None) -> str | None:
    """The tag as BCP 47 writes it ("en_gb" → "en-GB"), withdrawn codes replaced; None where it is not a tag at all."""
    if not tag or len(tag) > _LONGEST:
        return None
    tag = tag.strip().replace("_", "-").split(".")[0].split("@")[0]  # also POSIX: de_AT.UTF-8@euro
    tag = _NAMED.get(tag.lower(), tag)
    match = _TAG.fullmatch(tag)
    if not match:
        return None
    language, script, region = match.groups()
    language = _INSTEAD.get(language.lower(), language.lower())
    if language in _EMPTY:
        return None
    return "-".join(part for part in (language, script and script.title(), region and region.upper()) if part)


def primary(tag: str | None) -> str | None:
    """The language alone ("pt-BR" → "pt"), or None where the tag is none."""
    found = normal(tag)
    return found.split("-")[0] if found else None


def named(said: str) -> str | None:
    """The primary tag of a language as people write it: "pt-BR" → "pt", "Arabic" → "ar", "日本語" → "ja"; or None."""
    wanted = fold(said.strip())
    return _BY_NAME.get(wanted) or primary(wanted)


def direction(language: str | None) -> str:
    """The way it is written, "rtl" or "ltr" as HTML's `dir` wants it; a script in the tag counts more."""
    parts = (normal(language) or "").split("-")
    scripts = [part for part in parts[1:] if len(part) == 4]
    right_to_left = scripts[0] in _RIGHT_TO_LEFT_SCRIPTS if scripts else parts[0] in _RIGHT_TO_LEFT
    return "rtl" if right_to_left else "ltr"
