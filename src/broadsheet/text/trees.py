"""HTML from outside as a tree: at most 256 deep, no control characters, no tag with a hundred attributes."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

# lxml.html looks the class of each element up in Python, for the sake of forms; nothing here asks for one of those.
_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
# A tag with more attributes than any page has (the most seen is 73): libxml2 takes quadratic time in their number.
# As HTML 13.2.5 reads them. Possessive throughout, so linear in practice.
_CROWDED = re.compile(
    rb"<([a-zA-Z][^\s/>]{0,50}+)"
    rb"(?:(?:[\s/]++|(?<=[\"']))[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"']*+))?+){100,}+"
)


def uncrowded(data: bytes) -> bytes:
    """HTML without the attributes of tags that have a hundred: lexbor takes quadratic time in their number too."""
    return _CROWDED.sub(rb"<\1", data)


def parse(text: str) -> HtmlElement | None:
    """`text` as a tree (libxml2, whose own bound keeps it 256 deep), or None where there is no element in it."""
    data = uncrowded(text.encode("utf-8", "replace").translate(None, _CONTROLS))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        return etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
