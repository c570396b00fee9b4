"""Pictures of a page: which of them belong to the article, with caption and credit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from broadsheet.model.listings import Image
from broadsheet.text import pictures
from broadsheet.text.urls import absolute

SMALLEST = 100  # pixels; smaller are icons, flags and portraits beside a byline
_MOST_WORDS = 600  # characters of text beside a picture that can be its caption
_MOST_READ = 4_000  # characters, with the space between the words, among which a caption is looked for
_LONGEST_NAME = 400  # characters of a class that are looked at

_NOT_OURS = re.compile(
    r"(?:^|[\s_-])(?:avatar|author|byline|logo|icon|emoji|teaser|related|recommend|promo|newsletter|share|social|advert"
    r"|ads?|banner|sponsor|thumb-?nav|outbrain|taboola|gravatar|profile)(?:$|[\s_-])",
    re.I,
)
_NOT_OURS_PATH = re.compile(r"(?:avatar|gravatar|/logos?[/_.-]|[/_-]logo[_.-]|/icons?/|sprite|emoji|\.svg$)", re.I)
_CAPTION = re.compile(r"caption|legend|bildunterschrift|credit|copyright|figure__text|image-?text|wp-caption", re.I)
_NAMED_CAPTION = re.compile(
    r"(?:^|[\s_-]|[a-z](?=C))[Cc]aption(?:$|[\s_-])|bildunterschrift|photo-?credit|image-?credit|img-?credit|figcaption"
)
_OF_CAPTIONS = ("aption", "redit", "bildunterschrift")  # one of them is in each of those names
_CREDIT = re.compile(
    r"credit|copyright|source|byline|photographer|attribution|fotograf|rights|quelle|auteur|autor", re.I
)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.I)
_CREDIT_WORDS = re.compile(
    r"^(?:photo(?:graph(?:y|er)?)?s?|picture|image|credit|foto|bild|quelle|crédit|credito|crédito|fotos?|imagen|©|\(c\))"
    r"(?:\s{0,3}(?:by|von|de|di|par|credit|:|©|/|[-–])){1,3}\s{0,3}(.{2,120})$",
    re.I,
)
_CREDIT_TAIL = re.compile(
    r"[\s(\[|–-]{1,4}(?:(?:photo(?:graph)?|image|picture|foto|bild|credit|quelle|crédit|imagen)(?:\s{1,2}(?:by|credit|von|de))?"
    r"\s{0,2}[:/]|©|\(c\))\s{0,3}([^()\[\]]{2,120}?)[)\]]?\s{0,3}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its words. `identity`: equal for the same picture in another size."""

    url: str
    alt: str
    caption: str
    credit: str
    width: int | None
    height: int | None

    @property
    def identity(self) -> str:
        return identity(self.url)


def identity(url: str) -> str:
    """What stays the same when a picture is served in another size: the file's name, or where that says nothing
    ("1280.jpg", "original"), the path with the digits of sizes taken out."""
    path = urlsplit(url).path.rstrip("/")
    name = path.rsplit("/", 1)[-1]
    stem = re.sub(
        r"(?:[-_]\d{2,4}x\d{2,4}|[-_@]\d{1,4}[wx]?|[-_](?:scaled|large|small|medium|thumb))?(?:\.\w{2,5})?$", "", name
    )
    if len(stem) >= 8 and not stem.isdigit():
        return stem.lower()
    return re.sub(r"\d{1,4}x\d{1,4}|/[wh]_?\d{2,4}\b|\.\w{2,5}$", "", path).lower()


def find(element: HtmlElement, base: str, *, in_text: bool) -> Figure | None:
    """The picture that a part of the page is there for, or None. `in_text`: it stands inside a line of words."""
    image = pictures.inner(element)
    if image is None or _NOT_OURS.search(
        f"{element.get('class', '')} {element.get('id', '')} {image.get('class', '')}"
    ):
        return None
    if element.tag in ("nav", "aside", "footer", "ul", "ol", "table", "form") or _leads_away(element, image, base):
        return None
    words = _words(element)
    if len(words) > _MOST_WORDS or (words and not in_text and element.tag != "figure" and not _has_caption(element)):
        return None
    url = pictures.address(_attributes(image), base)
    width, height = pictures.size(image.attrib)
    if not url or pictures.counts_readers(url, width, height) or _NOT_OURS_PATH.search(urlsplit(url).path):
        return None
    if (width or SMALLEST) < SMALLEST or (height or SMALLEST) < SMALLEST / 2:
        return None
    caption, credit = words_of(element)
    alt = " ".join(image.get("alt", "").split())
    return Figure(url, alt[:500], caption, credit, width, height)


def is_caption(element: HtmlElement, known: dict[HtmlElement, bool] | None = None) -> bool:
    """Whether a line is named as a picture's caption or credit by its element, or by one or two around it. `known`:
    what lines before it have found of the elements around them."""
    known = {} if known is None else known
    for _ in range(3):
        if _is_named_caption(element.get("class", "")[:_LONGEST_NAME]):
            if element not in known:
                known[element] = _is_short(element)
            return known[element]
        parent = element.getparent()
        if parent is None or parent.tag in ("article", "main", "body"):
            return False
        element = parent
    return False


@lru_cache(maxsize=2048)
def _is_named_caption(look: str) -> bool:
    return any(word in look for word in _OF_CAPTIONS) and _NAMED_CAPTION.search(look) is not None


def _is_short(element: HtmlElement) -> bool:
    """Whether a part has no more words than a caption. Not all of a long one is read."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > _MOST_READ:
            return False
    return len(_words(element)) <= _MOST_WORDS


def words_of(element: HtmlElement) -> tuple[str, str]:
    """Caption and credit of the figure `element`, plain."""
    holder = next(element.iter("figcaption"), None)
    if holder is None:
        holder = next((part for part in element.iter() if _CAPTION.search(part.get("class", ""))), None)
    if holder is None:
        holder = element if element.tag == "figure" else None
    if holder is None:
        return "", ""
    caption, credit = _words(holder), ""
    for part in holder.iterdescendants():
        if _CREDIT.search(part.get("class", "")) or part.tag in ("cite", "small"):
            credit = _words(part)
            caption = " ".join(caption.replace(credit, " ", 1).split()) if credit else caption
            break
    return split_credit(caption, credit)


def split_credit(caption: str, credit: str = "") -> tuple[str, str]:
    """A caption and a credit, the second taken out of the first where it is only there, without "Photo:"."""
    whole = _CREDIT_WORDS.match(caption)
    if whole and not credit:
        return "", whole[1].strip(" .")
    if not credit:
        tail = _CREDIT_TAIL.search(caption)
        if tail:
            caption, credit = caption[: tail.start()].rstrip(), tail[1].strip()
    named = _CREDIT_WORDS.match(credit)
    return caption.strip(" |/"), (named[1] if named else credit).strip(" ()[]|©.")[:200]


def described(root: HtmlElement, image: Image | None, base: str) -> Image | None:
    """The lead image with the words that stand with it on the page; where none is named, nothing is found for it."""
    if image is None:
        return None
    wanted = identity(image.url)
    for element in root.iter("img", "amp-img"):
        attributes = _attributes(element)
        if _is_another(attributes, wanted):
            continue
        url = pictures.address(attributes, base)
        if not url or identity(url) != wanted:
            continue
        caption, credit = words_of(_frame(element))
        alt = " ".join(element.get("alt", "").split())[:500]
        told_caption, told_credit = split_credit(image.caption, image.credit)
        return replace(image, alt=image.alt or alt, caption=caption or told_caption, credit=credit or told_credit)
    told_caption, told_credit = split_credit(image.caption, image.credit)
    return replace(image, caption=told_caption, credit=told_credit)


def _is_another(attributes: Mapping[str, str], wanted: str) -> bool:
    """Whether an <img> cannot be the picture that is wanted, since it nowhere names its file: a short way."""
    return "/" not in wanted and "%" not in wanted and all(wanted not in told.lower() for told in attributes.values())


def _frame(image: HtmlElement) -> HtmlElement:
    """The <figure> around a picture, or the next element out that says little beside it."""
    element = image
    for _ in range(5):
        parent = element.getparent()
        if parent is None or len(_words(parent)) > _MOST_WORDS:
            return element
        element = parent
        if element.tag == "figure":
            return element
    return element


def build(figure: Figure) -> HtmlElement:
    """The picture as <figure> with <figcaption>."""
    from lxml.html import Element

    shown = Element("figure")
    image = Element("img", src=figure.url, alt=figure.alt)
    for name, value in (("width", figure.width), ("height", figure.height)):
        if value:
            image.set(name, str(value))
    shown.append(image)
    if figure.caption or figure.credit:
        caption = Element("figcaption")
        caption.text = figure.caption or None
        if figure.credit:
            cite = Element("cite")
            cite.text = figure.credit
            if figure.caption:
                caption.text = f"{figure.caption} "
            caption.append(cite)
        shown.append(caption)
    return shown


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _has_caption(element: HtmlElement) -> bool:
    return next(element.iter("figcaption"), None) is not None or any(
        _CAPTION.search(part.get("class", "")) for part in element.iter()
    )


def _leads_away(element: HtmlElement, image: HtmlElement, base: str) -> bool:
    """The picture is a link to something else than itself in large: a teaser, or an advertisement."""
    part: HtmlElement | None = image
    while part is not None:
        if part.tag == "a" and part.get("href"):
            url = absolute(base, part.get("href", ""))
            return url is not None and not _PICTURE_FILE.search(urlsplit(url).path) and not _same_page(url, base)
        part = part.getparent()
        if part is None or (part is element.getparent() and part.tag != "a"):
            return False
    return False


def _same_page(url: str, base: str) -> bool:
    here, there = urlsplit(base), urlsplit(url)
    return there.hostname == here.hostname and there.path.rstrip("/").startswith(here.path.rstrip("/") or "/-")


def _attributes(image: HtmlElement) -> dict[str, str]:
    """An <img>'s attributes; where it stands in a <picture>, with the sources' srcset as its last resort."""
    attributes = dict(image.attrib)
    # libxml2 does not know that <source> has no content: the <img> is in it
    around = islice(image.iterancestors(), 4)
    parent = next((element for element in around if element.tag == "picture"), None)
    if parent is not None and not attributes.get("srcset"):
        sources = [source.get("srcset") or source.get("data-srcset") or "" for source in parent.iter("source")]
        attributes["srcset"] = next((value for value in sources if value and not value.startswith("data:")), "")
    return attributes
