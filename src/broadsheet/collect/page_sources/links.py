"""How much each link of a page looks like one to an article, in any language: by its words, address and place. Pure."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from broadsheet.collect.page_sources.elements import Element, Elements
from broadsheet.text import urls
from broadsheet.text.urls import absolute

LIKELY = 0.3  # from where on a link counts
MOST_LINKS = 3_000
BESIDE = 0.4  # what a link beside the main matter weighs

_HEADING = re.compile(r"h[1-6]")
_DATED = re.compile(
    r"/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2]|[a-z]{3})(?:[/-]|$)|(?<!\d)20\d\d-?(?:0[1-9]|1[0-2])-?[0-3]\d(?!\d)"
)
_ID = re.compile(
    r"(?<![\da-f])\d{5,}(?!\d)|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|[?&](?:id|p|aid|nid|article|news)=\w+", re.I
)
_SMALL_ID = re.compile(r"/(?:[a-z]{1,8}[-/_.]?)?\d{1,4}(?:\.\w{2,5})?/?$", re.IGNORECASE)
_PAPER = re.compile(r"\.(?:s?html?|aspx?|php|jsp|article|story|ece|cms)$", re.IGNORECASE)
# Places of a site that list or serve: in the languages whose words for them stand in addresses most.
_NO_ARTICLE = re.compile(
    r"/(?:tags?|topics?|themen?|categor(?:y|ies|ia|ias|ie)|kategorien?|sections?|rubrik(?:en)?|rubriques?|authors?|autor(?:en|es)?|auteurs?|"
    r"users?|profile?s?|members?|search|suche|recherche|buscar|login|log-in|signin|sign-in|register|subscri\w{0,9}|abo|"
    r"account|cart|shop|privacy\S{0,20}|datenschutz|impressum|imprint|terms\S{0,20}|agb|legal|cookies?|contact\S{0,5}|kontakt|about(?:-us)?|"
    r"help|faq|feeds?|rss|newsletters?|sitemap|page|comments?|share|print|advertis\w{0,6}|jobs|careers)(?:/|$|\.\w{2,5}$)",
    re.IGNORECASE,
)
_NO_ARTICLE_QUERY = re.compile(
    r"(?:^|&)(?:share|replytocom|action|print|login|returnurl|redirect_to|paged?)=", re.IGNORECASE
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp3|mp4|xml|json|css|js|ics)$", re.IGNORECASE)
_BESIDE = re.compile(
    r"nav|menu|footer|breadcrumb|crumbs|cookie|consent|social|share|sharing|pagination|pager|paging|tags?|tagcloud|toolbar|skip|lang(?:uage)?s?|"
    r"login|account|subscribe|newsletter|byline|author|masthead|topbar|comments?",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"aside|sidebar|related|popular|trending|most|mostread|read|rail|promo|sponsored|ad|ads|widget", re.IGNORECASE
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Scripts whose letters are words or syllables: each says as much as two or three letters.
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(slots=True)
class Link:
    """All that a page says of one address. `likeness`: from 0 to 1. `weight`: less beside the main matter. `places`:
    the <a> elements; `headed`: those that stand in a heading or hold one."""

    url: str
    text: str
    likeness: float
    weight: float
    places: list[int]
    headed: set[int]


def width(text: str) -> int:
    """How much a text says, in Latin letters."""
    return len(text) + len(_DENSE.findall(text)) * 3 // 2


def links_of(elements: Elements) -> dict[str, Link]:
    """The links of a page that may lead to articles of its own site, by their address: with the longest words that any
    place of it has. Menus, footers and the like are left out."""
    found: dict[str, Link] = {}
    beside, aside = _regions(elements)
    own = urls.identity(elements.url)
    for element in elements.named("a"):
        url = _address(elements, element)
        if not url or beside[element.at] or urls.identity(url) == own:
            continue
        text, headed = elements.text(element), _headed(elements, element)
        weight = BESIDE if aside[element.at] else 1.0
        link = found.get(url)
        if link is None:
            if len(found) >= MOST_LINKS:
                break
            link = found[url] = Link(url, text, 0, weight, [], set())
        link.places.append(element.at)
        link.text = max(link.text, text, key=width)
        link.weight = max(link.weight, weight)
        if headed:
            link.headed.add(element.at)
    for link in found.values():
        link.likeness = likeness(link.text, link.url, headed=bool(link.headed))
    return found


def likeness(text: str, url: str, *, headed: bool) -> float:
    """How much a link looks like one to an article. The weights were set by eye on real pages of 600 outlets."""
    said = min(1.0, max(0.0, (width(text) - 8) / 36))
    if said == 0 and not headed:
        return 0.0
    return max(0.0, min(1.0, 0.5 * said + 0.4 * _of_address(url) + (0.25 if headed else 0.0)))


def _of_address(url: str) -> float:
    parts = urlsplit(url)
    path = unquote(parts.path)
    if _NO_ARTICLE.search(path) or _NO_ARTICLE_QUERY.search(parts.query):
        return -2.0
    last = _PAPER.sub("", path.rstrip("/").rpartition("/")[2])
    words = [word for word in re.split(r"[-_+ ]", last) if word]
    score = 0.6 if len(words) >= 4 else 0.4 if len(words) == 3 else 0.1 if len(words) == 2 else 0.0
    score += 0.5 if _DATED.search(path) else 0.0
    score += 0.45 if _ID.search(f"{path}?{parts.query}") else 0.2 if _SMALL_ID.search(path) else 0.0
    score += 0.1 if path.count("/") > 1 else 0.0
    score += 0.15 if _PAPER.search(path) else 0.0
    score += 0.4 if not last.isascii() and len(last) >= 8 else 0.0
    return min(1.0, score)


def shape(url: str) -> str:
    """What the addresses of one outlet's articles share: "/D/D/w-w" for "/2025/10/river-rises"."""
    path = unquote(urlsplit(url).path).rstrip("/")
    return "/".join(
        "D" if re.fullmatch(r"\d+", part) else "w-w" if re.search(r"\w[-_]\w", part) else "w"
        for part in path.split("/")
    )


def usual_shapes(links: dict[str, Link]) -> Counter[str]:
    """How often each shape occurs among likely links."""
    return Counter(shape(link.url) for link in links.values() if link.likeness >= LIKELY)


def _address(elements: Elements, element: Element) -> str:
    href = element.attributes.get("href", "").strip()
    if not href or href[0] == "#":
        return ""
    url = absolute(elements.base, href) or ""
    if not url or not urls.same_site(url, elements.url) or urls.is_home(url) or _FILE.search(url.partition("?")[0]):
        return ""
    return urls.without_tracking(url).partition("#")[0]


def _regions(elements: Elements) -> tuple[list[bool], list[bool]]:
    """For each element: whether it stands in a menu, footer or the like, and whether beside the main matter."""
    beside: list[bool] = []
    aside: list[bool] = []
    for element in elements.all:
        up = element.parent
        beside.append((up >= 0 and beside[up]) or _is_beside(element))
        aside.append((up >= 0 and aside[up]) or _is_aside(element))
    return beside, aside


def _is_beside(element: Element) -> bool:
    if element.tag in ("nav", "footer") or element.attributes.get("role") in (
        "navigation",
        "menu",
        "menubar",
        "contentinfo",
    ):
        return True
    if element.tag in ("html", "body", "main", "article"):
        return False
    return _named(element, _BESIDE)


def _is_aside(element: Element) -> bool:
    return element.tag == "aside" or (element.tag not in ("html", "body", "main") and _named(element, _ASIDE))


def _named(element: Element, names: re.Pattern[str]) -> bool:
    """Whether the first word of its id or of one of its classes is such a name ("nav-list", "footerLinks")."""
    for name in (element.attributes.get("id", ""), *element.classes):
        words = _WORD.findall(name[:60])
        if words and (names.fullmatch(words[-1]) or names.fullmatch(words[0])):
            return True
    return False


def _headed(elements: Elements, link: Element) -> bool:
    """Whether a link stands in a heading, or holds one."""
    if any(_HEADING.fullmatch(one.tag) for one in elements.all[link.at + 1 : min(link.end, link.at + 40)]):
        return True
    return any(_HEADING.fullmatch(one.tag) for _, one in zip(range(3), elements.ancestors(link), strict=False))
