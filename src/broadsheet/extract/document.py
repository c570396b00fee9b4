"""A fetched page as a tree: decoded with care, parsed once, read in one walk, bounded.

Decoding does not trust what is declared. Bytes that are valid UTF-8 are UTF-8 whatever the server says; only then do
the Content-Type header and the page's own <meta> count, and last the encoding that browsers assume for the page's
language (WHATWG Encoding Standard, HTML 13.2.3.2).
"""

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from broadsheet.errors import ExtractError
from broadsheet.extract.inventory import Inventory
from broadsheet.model.pages import Page
from broadsheet.text import trees
from broadsheet.text.urls import absolute

LARGEST_BYTES = 3_000_000  # what is behind is cut off; the largest page of the evaluation data has 1,700,000
MOST_ELEMENTS = 20_000  # the largest page of the evaluation data has half of it
_HEAD_BYTES = 4096  # browsers look for the declaration in 1024; some pages have a long comment before it

# What labels mean to browsers, where Python means something else (WHATWG Encoding Standard, 4.2).
_MEANS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs", "x-user-defined": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
}  # fmt: skip
# What browsers assume where nothing is declared (HTML 13.2.3.2, step 9).
_ASSUMED = {
    "ar": "cp1256", "be": "cp1251", "bg": "cp1251", "cs": "cp1250", "el": "iso-8859-7", "et": "cp1257", "fa": "cp1256",
    "he": "cp1255", "hr": "cp1250", "hu": "iso-8859-2", "ja": "cp932", "ko": "cp949", "lt": "cp1257", "lv": "cp1257",
    "mk": "cp1251", "pl": "iso-8859-2", "ru": "cp1251", "sk": "cp1250", "sl": "iso-8859-2", "sr": "cp1251",
    "th": "cp874", "tr": "cp1254", "uk": "cp1251", "vi": "cp1258", "zh": "gb18030",
}  # fmt: skip
_OF_THE_HEAD = frozenset(
    {"title", "meta", "link", "script", "style", "base", "noscript", "template", "object", "bgsound"}
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META_CHARSET = re.compile(rb"""<meta\b[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([a-zA-Z0-9_:-]{2,40})""", re.I)
_HTML_LANG = re.compile(rb"""<html\b[^>]{0,600}?\blang\s{0,9}=\s{0,9}["']?([a-zA-Z]{2})""", re.I)
_SPOILED = 0.001  # share of characters that may be broken in what is called UTF-8 (a body cut in the middle)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page. `url`: where it was found. `base`: what its relative addresses are relative to.
    `inventory`: of its elements, as the outlet sent them. `length`: characters, markup too."""

    root: HtmlElement
    url: str
    base: str
    inventory: Inventory
    length: int


def parse(page: Page) -> Document:
    """The page as a tree of at most MOST_ELEMENTS elements, 256 deep (libxml2's own bound).

    Raises ExtractError where there is nothing that can be read as HTML.
    """
    if not page.body or page.body.isspace():
        raise ExtractError("The outlet sent an empty page.")
    if _binary(page.body):
        raise ExtractError("What the outlet sent is not a page of text.")
    text = decode(page.body[:LARGEST_BYTES], page.charset)
    url = page.final_url or page.url
    root = tree(text)
    every = list(islice(root.iter(), MOST_ELEMENTS + 1))
    if len(every) > MOST_ELEMENTS:
        raise ExtractError("The page has so many parts that it cannot be an article.")
    return Document(root, url, _base(root, url), Inventory(every), len(text))


def tree(text: str) -> HtmlElement:
    """`text` as a tree with <html> at its root, without control characters. Raises ExtractError where it is empty."""
    root = trees.parse(text)
    if root is None:
        raise ExtractError("What the outlet sent cannot be read as a page.")
    if root.tag != "html":
        html = root.makeelement("html")
        html.append(root)
        return html
    _mend_head(root)
    return root


def _mend_head(root: HtmlElement) -> None:
    """Where a page leaves out its <body> tag, libxml2 takes an <article> for a part of the head."""
    head = root.find("head")
    strays = [child for child in head if child.tag not in _OF_THE_HEAD] if head is not None else []
    if not strays:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    text, body.text = body.text, None
    for place, child in enumerate(strays):
        body.insert(place, child)
    strays[-1].tail = (strays[-1].tail or "") + (text or "")


def decode(body: bytes, charset: str | None = None) -> str:
    """`body` as text. `charset`: as the Content-Type header names it."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    head = body[:_HEAD_BYTES]
    declared = [_codec(name) for name in (charset, *_meta_charset(head))]
    if not any(name and name.startswith(("iso2022", "hz", "utf-16")) for name in declared):
        declared.insert(0, "utf-8")
    for encoding in filter(None, declared):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _mend(body, [name for name in declared[1:] if name], head)


def _mend(body: bytes, declared: list[str], head: bytes) -> str:
    """No candidate fits to the last byte: UTF-8 with a few broken places, else the first one declared."""
    text = body.decode("utf-8", "replace")
    beyond_ascii = sum(1 for byte in body[:200_000] if byte > 127)
    if "utf-8" in declared or beyond_ascii:
        broken = text.count("\ufffd")
        if broken <= max(2, _SPOILED * len(text)) and broken * 10 < beyond_ascii:
            return text
    found = _HTML_LANG.search(head)
    assumed = _ASSUMED.get(found[1].decode("ascii").lower(), "cp1252") if found else "cp1252"
    chosen = next((name for name in declared if name != "utf-8"), assumed)
    return body.decode(chosen, "replace")


def _meta_charset(head: bytes) -> list[str]:
    found = _META_CHARSET.search(head)
    return [found[1].decode("ascii")] if found else []


def _codec(label: str | None) -> str | None:
    """The Python codec for a declared label, or None where it names none that turns bytes into text."""
    if not label:
        return None
    label = label.strip().strip("\"'").lower()
    try:
        info = codecs.lookup(_MEANS.get(label, label))
    except (LookupError, ValueError):
        return None
    # A page that can say of itself in ASCII that it is UTF-16 is not (WHATWG, prescan). "_is_text_encoding" keeps
    # codecs such as zlib and base64 out, which are a bomb and no text.
    return info.name if getattr(info, "_is_text_encoding", False) and info.name not in _NOT_FOR_PAGES else None


_NOT_FOR_PAGES = {"utf-7", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem"}


def _binary(body: bytes) -> bool:
    """A picture, PDF, archive or the like: it says so in its first bytes, or is full of NULs."""
    if body.startswith((b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"ID3")):
        return True
    sample = body[:2048]
    utf16 = sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return not utf16 and sample.count(0) > len(sample) // 10


def _base(root: HtmlElement, url: str) -> str:
    """The first <base href> that resolves, else the page's address."""
    element = next((base for base in root.iter("base") if base.get("href") is not None), None)
    stated = absolute(url, element.get("href", "")) if element is not None else None
    return stated or url
