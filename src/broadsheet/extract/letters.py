"""An issue of a newsletter → an article: the HTML of mails made plain.

Mails are drawn with tables in tables, say hidden things to the list of mails, and carry links and pictures that tell
who reads them. First what nobody sees goes (only the styles tell), then the sanitizer makes plain blocks of the rest,
and of those the beginning and the end are trimmed (extract/farewells.py).
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement

from broadsheet.errors import ExtractError
from broadsheet.extract import farewells
from broadsheet.extract.document import MOST_ELEMENTS
from broadsheet.extract.feedtext import lines_of
from broadsheet.model.articles import Article
from broadsheet.model.listings import Image
from broadsheet.model.newsletters import Letter
from broadsheet.text import pictures, trees
from broadsheet.text.languages import normal
from broadsheet.text.sanitize import LARGEST, sanitize
from broadsheet.text.urls import absolute
from broadsheet.text.words import excerpt, fold, squash

_LONGEST_TITLE = 300  # characters
_SMALLEST = 48  # pixels: what is smaller is an icon
_NARROWEST = 400  # pixels of a picture that stands for the whole issue
_HIDDEN = re.compile(
    r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all"
    r"|max-height\s{0,9}:\s{0,9}0(?:px)?\s{0,9}(?:;|!|$)|opacity\s{0,9}:\s{0,9}0(?:\.0{1,9})?\s{0,9}(?:;|!|$))",
    re.IGNORECASE,
)
_TINY = re.compile(r"(?:^|;)\s{0,9}font-size\s{0,9}:\s{0,9}[01](?:px|pt)?\s{0,9}(?:;|!|$)", re.IGNORECASE)
_PREVIEW = re.compile(r"\b(?:pre-?header|preview-?text|mcnPreviewText)\b", re.IGNORECASE)
# What fills the preview in a list of mails so that nothing of the letter shows there.
_FILLER = re.compile("(?:[\u034f\u00ad\u200b-\u200f\u2007\ufeff\u2060][\\s\u00a0]*){3,}")
_LANGUAGE = re.compile(r"<(?:html|body)\b[^<>]{0,500}?\slang=[\"']?([A-Za-z-]{2,20})")
_TOKEN = re.compile(r"[A-Za-z0-9_=-]{40,}")


def from_letter(letter: Letter) -> Article:
    """The issue as an article. Raises ExtractError where it holds nothing to read.

    Its address is that of the issue on the web where the mail has one that is nobody's own, else "".
    """
    entry = letter.entry
    root = trees.parse(f"<div>{entry.content[:LARGEST]}</div>") if entry.content.strip() else None
    if root is None:
        raise ExtractError("The mail holds no text.")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise ExtractError("The mail has so many parts that it cannot be a newsletter.")
    said = _LANGUAGE.search(entry.content[:20_000])
    language = entry.language or (normal(said[1]) if said else None)
    _make_plain(root)
    seen = trees.parse(f"<div>{sanitize(_markup(root), '')}</div>")
    blocks = [block for block in _blocks(seen) if not _is_empty(block)]
    url, blocks = farewells.trim(blocks, letter.leaving, letter.sender.name)
    blocks = _without_title(blocks, entry.title)
    lead, blocks = _lead(blocks)
    html = sanitize("".join(map(_markup, blocks)), "")
    text = lines_of(html)
    if not text and "<img" not in html:
        raise ExtractError("The mail holds no text.")
    return Article(
        url=url,
        title=(squash(entry.title) or excerpt(text, 80) or letter.sender.name)[:_LONGEST_TITLE],
        lead=lead,
        html=html,
        text=text,
        published=entry.published,
        language=language,
        image=_picture(blocks),
    )


def _make_plain(root: HtmlElement) -> None:
    """Take out what is not shown, and say of tables that only place things that they do."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        if _is_hidden(element) or (element.tag == "img" and _is_no_picture(element)):
            element.drop_tree() if element.getparent() is not None else element.clear()
            continue
        if element.tag == "table" and not _is_data(element):
            element.set("role", "presentation")
        for name in ("text", "tail"):
            words = getattr(element, name)
            if words and not words.isascii():
                setattr(element, name, _FILLER.sub(" ", words))


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "")[:2000]
    named = f"{element.get('class', '')} {element.get('id', '')}"[:500]
    if element.get("hidden") is not None or _HIDDEN.search(style) or _PREVIEW.search(named):
        return True
    # Cells around the letter itself have no size either, against gaps: what they hold sets its own.
    return bool(_TINY.search(style)) and not element.xpath(".//*[contains(@style, 'font-size')]")


def _is_no_picture(image: HtmlElement) -> bool:
    """Attached to the mail, an icon, or there to count readers: no size, nothing said of it, and a long token."""
    url = absolute("", image.get("src", ""))
    width, height = pictures.size(image.attrib)
    if not url or any(side is not None and side < _SMALLEST for side in (width, height)):
        return True
    unsized = width is None and height is None and not image.get("alt", "").strip()
    return unsized and bool(_TOKEN.search(url.partition("?")[0].rpartition("/")[2] + url.partition("?")[2]))


def _is_data(table: HtmlElement) -> bool:
    return next(table.iter("th", "thead", "caption"), None) is not None or table.get("border", "0") not in ("", "0")


def _blocks(root: HtmlElement | None) -> Iterator[HtmlElement]:
    if root is None:
        return
    body = root.find(".//div") if root.tag != "div" else root
    yield from (child for child in (body if body is not None else root) if isinstance(child.tag, str))


def _is_empty(block: HtmlElement) -> bool:
    if block.tag == "hr" or pictures.inner(block) is not None:
        return False
    return not squash(_FILLER.sub("", block.text_content())).strip("\u200c\u200d\u034f|·•-–— ")


def _without_title(blocks: Sequence[HtmlElement], title: str) -> list[HtmlElement]:
    """The blocks without the issue's own headline at the beginning: the page shows it, and without rules at either
    end."""
    kept = list(blocks)
    for place, block in enumerate(kept[:4]):
        if fold(squash(block.text_content())) == fold(squash(title)) and pictures.inner(block) is None:
            del kept[place]
            break
    while kept and kept[0].tag == "hr":
        kept.pop(0)
    while kept and kept[-1].tag == "hr":
        kept.pop()
    return kept


def _lead(blocks: list[HtmlElement]) -> tuple[str, list[HtmlElement]]:
    """The line below the headline, where there is one: a small heading before all else; and the blocks without it."""
    if len(blocks) > 1 and blocks[0].tag in ("h3", "h4") and pictures.inner(blocks[0]) is None:
        words = squash(blocks[0].text_content())
        if len(words) <= _LONGEST_TITLE:
            return words, blocks[1:]
    return "", blocks


def _picture(blocks: Sequence[HtmlElement]) -> Image | None:
    """The first wide picture after the letter has begun: what is before is its head."""
    begun = False
    for block in blocks:
        for image in block.iter("img") if begun else ():
            width, height = pictures.size(image.attrib)
            if width is not None and width >= _NARROWEST:
                return Image(image.get("src", ""), image.get("alt", ""), width=width, height=height)
        begun = begun or len(block.text_content()) > 60
    return None


def _markup(element: HtmlElement) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
