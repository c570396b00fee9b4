"""A page and selectors → Listing: what each part of the page that stands for an article says."""

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.collect.entries import LONGEST_SUMMARY, address, as_html, key
from broadsheet.collect.entries import title as as_title
from broadsheet.collect.page_sources.elements import Element, Elements, elements_of
from broadsheet.collect.page_sources.selectors import read, select
from broadsheet.model.listings import Entry, Format, Image, Listing
from broadsheet.model.moments import Moment
from broadsheet.model.page_sources import Selectors
from broadsheet.model.pages import Page
from broadsheet.text import pictures, urls
from broadsheet.text.dates import day_first_in, parse
from broadsheet.text.languages import normal

MOST_ITEMS = 500
LONGEST_NAME = 80  # characters of an outlet's name
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WHEN = ("datetime", "content", "data-time", "data-date", "data-timestamp", "title")


def read_page(page: Page, selectors: Selectors) -> Listing:
    """What the selectors find on a page, in its order, each address once; nothing is no error here.

    Where most links stay on the outlet's own site, those that leave it are advertising, and left out. Raises BadInput
    for a selector that cannot be used; never for what is on the page.
    """
    return read_elements(elements_of(page), selectors)


def read_elements(elements: Elements, selectors: Selectors) -> Listing:
    """The same for a page that is parsed already."""
    finder = _Finder(elements, selectors)
    found: dict[str, Entry] = {}
    for item in finder.items[:MOST_ITEMS]:
        entry = _entry(finder, item)
        if entry is not None:
            found[entry.key] = _together(found[entry.key], entry) if entry.key in found else entry
    entries = list(found.values())
    own = [entry for entry in entries if urls.same_site(entry.url, elements.url)]
    if len(own) * 2 > len(entries):
        entries = own
    return Listing(
        format=Format.PAGE,
        title=name_of(elements),
        home_url=elements.url,
        language=language_of(elements),
        entries=tuple(entries),
    )


def name_of(elements: Elements) -> str:
    """What the page calls its site, else itself."""
    for meta in elements.named("meta"):
        if meta.attributes.get("property", "").lower() == "og:site_name" and meta.attributes.get("content", "").strip():
            return as_title(meta.attributes["content"])[:LONGEST_NAME]
    title = elements.first("title")
    return as_title(elements.text(title))[:LONGEST_NAME] if title else ""


def language_of(elements: Elements) -> str | None:
    """The language that the page says it is in."""
    html = elements.first("html")
    return normal(html.attributes.get("lang") or html.attributes.get("xml:lang")) if html else None


class _Finder:
    """What each selector finds on the page, by the item that it belongs to: the innermost around it."""

    def __init__(self, elements: Elements, selectors: Selectors) -> None:
        self.elements = elements
        self.day_first = day_first_in(language_of(elements))
        self.items = select(elements, read(selectors.item))
        self.given = frozenset(name for name, text in selectors.items() if text.strip())
        self._owners = _owners(elements, self.items)
        self._found = {
            name: self._by_item(select(elements, read(text)))
            for name, text in selectors.items()
            if name != "item" and text.strip()
        }
        self._tagged = {tag: self._by_item(list(elements.named(tag))) for tag in ("a", "time", *HEADINGS)}

    def of(self, item: Element, name: str) -> list[Element]:
        """What a selector finds in an item, and in no item within that."""
        return self._found[name].get(item.at, []) if name in self._found else []

    def tags(self, item: Element, *tags: str) -> list[Element]:
        """Its elements of these tags, without those of items within it."""
        return sorted((one for tag in tags for one in self._tagged[tag].get(item.at, ())), key=lambda one: one.at)

    def _by_item(self, found: Sequence[Element]) -> dict[int, list[Element]]:
        grouped: dict[int, list[Element]] = {}
        for element in found:
            grouped.setdefault(self._owners[element.at], []).append(element)
        return grouped


def _owners(elements: Elements, items: Sequence[Element]) -> list[int]:
    """For each element the innermost item that it is or stands in, -1 for none."""
    places = {item.at for item in items}
    owners: list[int] = []
    for element in elements.all:
        owners.append(element.at if element.at in places else owners[element.parent] if element.parent >= 0 else -1)
    return owners


def _entry(finder: _Finder, item: Element) -> Entry | None:
    elements = finder.elements
    link = _link(finder, item)
    if link is None:
        return None
    url = urls.without_tracking(address(elements.base, link.attributes.get("href", "")))
    if not url or urls.is_home(url) or urls.identity(url) == urls.identity(elements.url):
        return None
    summary = next(iter(finder.of(item, "summary")), None)
    return Entry(
        key=key("", url),
        url=url,
        title=_headline(finder, item, link),
        summary=as_html(elements.text(summary))[:LONGEST_SUMMARY] if summary else "",
        published=_date(finder, item),
        image=_image(finder, item),
    )


def _link(finder: _Finder, item: Element) -> Element | None:
    """The link to the article: the selected one; else the headline's, else the one with the most words."""
    if "link" in finder.given:
        return next((link for one in finder.of(item, "link") if (link := _at_link(finder, one))), None)
    if item.tag == "a" and item.attributes.get("href"):
        return item
    links = [link for link in finder.tags(item, "a") if link.attributes.get("href")]
    in_heading = [link for link in links if heading_around(finder.elements, link, item)]
    if in_heading or links:
        return max(in_heading or links, key=lambda link: (len(finder.elements.text(link)), -link.at))
    return next((one for one in finder.elements.ancestors(item) if one.tag == "a" and one.attributes.get("href")), None)


def _at_link(finder: _Finder, element: Element) -> Element | None:
    """The link that an element is, holds, or stands in."""
    if element.tag == "a" and element.attributes.get("href"):
        return element
    inner = next((one for one in finder.elements.within(element, "a") if one.attributes.get("href")), None)
    around = (one for one in finder.elements.ancestors(element) if one.tag == "a" and one.attributes.get("href"))
    return inner or next(around, None)


def heading_around(elements: Elements, link: Element, item: Element) -> Element | None:
    """The heading within the item that a link stands in or holds."""
    for tag in HEADINGS:
        for heading in elements.within(link, tag):
            return heading
    for one in elements.ancestors(link):
        if one.at < item.at:
            break
        if one.tag in HEADINGS:
            return one
    return None


def _headline(finder: _Finder, item: Element, link: Element) -> str:
    elements = finder.elements
    if "title" in finder.given:
        return as_title(next((said for one in finder.of(item, "title") if (said := elements.text(one))), ""))
    heading = heading_around(elements, link, item) or next(iter(finder.tags(item, *HEADINGS)), None)
    picture = next(elements.within(link, "img"), None)
    said = (elements.text(heading) if heading else "") or elements.text(link)
    said = said or link.attributes.get("title", "") or link.attributes.get("aria-label", "")
    return as_title(said or (picture.attributes.get("alt", "") if picture else ""))


def _date(finder: _Finder, item: Element) -> Moment | None:
    found = finder.of(item, "date") if "date" in finder.given else finder.tags(item, "time")
    moments = (moment_of(finder.elements, one, day_first=finder.day_first) for one in found)
    return next((moment for moment in moments if moment), None)


def moment_of(elements: Elements, element: Element, *, day_first: bool | None) -> Moment | None:
    """When an element says: in its attributes as programs write it, else in its words."""
    for name in _WHEN:
        if moment := parse(element.attributes.get(name), day_first=day_first):
            return moment
    return parse(elements.text(element), day_first=day_first)


def _image(finder: _Finder, item: Element) -> Image | None:
    for one in finder.of(item, "image"):
        for picture in finder.elements.within(one, "img"):
            if url := pictures.address(picture.attributes, finder.elements.base):
                return Image(url, as_title(picture.attributes.get("alt", ""))[:500])
    return None


def _together(one: Entry, other: Entry) -> Entry:
    """Two places of a page that link to the same article."""
    return replace(
        one,
        title=max(one.title, other.title, key=len),  # an address in several places: not the picture's, nor “more”
        summary=one.summary or other.summary,
        published=one.published or other.published,
        image=one.image or other.image,
    )
