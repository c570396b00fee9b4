"""Bytes of a feed → text, whatever the server and the file say about their charset."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"^\s{0,64}<\?xml[^>]{1,200}?encoding\s{0,8}=\s{0,8}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
# Names of charsets that feeds are written in. All others are ignored, above all those that hide markup (UTF-7) or are
# no charsets at all (Python also "decodes" rot13 and punycode).
_NAMED = re.compile(
    r"utf-?8|(?:iso-?)?8859-?\d{1,2}|iso-8859-8-i|latin-?\d|us-ascii|ascii|(?:windows|cp)-?\d{3,4}|koi8-[rut]|x?-?mac-?\w{1,9}|"
    r"gb2312|gbk|gb18030|big5(?:-hkscs)?|shift[-_]jis|x-sjis|sjis|euc-(?:jp|kr|cn|tw)|iso-2022-(?:jp|kr)|tis-620|ks_c_5601\S{0,6}"
)
# What the name means to those who write it (the WHATWG encoding standard's table, as far as it differs).
_MEANT = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "euc-cn"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis", "sjis"), "cp932"),
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso-8859-8",
}
# Charsets in which two letters may look like one of UTF-8, or all are ASCII: believed before UTF-8 is tried.
_EASTERN = re.compile(r"gb18030|cp932|cp949|big5|euc|iso-?2022|ks_c")


def decode(body: bytes, charset: str | None) -> str:
    """The text of a feed or list. `charset`: as the Content-Type header names it, not trusted.

    In order: byte order mark; UTF-16 by its zero bytes; what the XML declaration or the header names where that is an
    eastern charset and fits; UTF-8 where the bytes fit, apart from a few that are replaced (no text in another charset
    looks like UTF-8 by chance); what the declaration or the header names; windows-1252 or 1251. Never raises.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").removeprefix("\ufeff")
    if body[:4].count(0) == 2:
        return body.decode("utf-16-le" if body[1:2] == b"\0" else "utf-16-be", "replace")
    declared = _DECLARED.match(body)
    given = (_python_name(declared[1].decode("ascii") if declared else ""), _python_name(charset or ""))
    named = [name for name in given if name and name != "utf-8"]
    for name in [name for name in named if _EASTERN.match(name)] + ["utf-8"]:
        if (text := _strictly(body, name)) is not None:
            return text
    text = body.decode("utf-8", "replace")
    if _mostly_fits(text):
        return text
    return body.decode(named[0] if named else _guess(body), "replace")


def _python_name(name: str) -> str | None:
    name = name.strip().lower()
    if not _NAMED.fullmatch(name):
        return None
    try:
        return codecs.lookup(_MEANT.get(name, name)).name
    except LookupError:
        return None


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except UnicodeDecodeError:
        return None


def _mostly_fits(text: str) -> bool:
    """Whether few of the bytes that are not ASCII were broken: such as a letter cut in two where a summary ends."""
    sample = text[:100_000]
    broken = sample.count("\ufffd")
    return sum(1 for character in sample if character > "\x7f") - broken > 4 * broken


_WORDS = re.compile(rb"[\xc0-\xff]{4,}")


def _guess(body: bytes) -> str:
    """windows-1252, unless most letters beyond ASCII stand in words of their own: then Cyrillic is likelier."""
    sample = body[:100_000]
    beyond = sum(1 for byte in sample if byte >= 0xC0)
    return "cp1251" if sum(map(len, _WORDS.findall(sample))) * 2 > beyond > 8 else "cp1252"
