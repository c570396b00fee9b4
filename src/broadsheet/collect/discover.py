"""Where an outlet's feed may be: what its pages link to, and the places where feeds usually are. Pure."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from broadsheet.collect.charset import decode
from broadsheet.model.pages import Page
from broadsheet.text import trees
from broadsheet.text.urls import absolute, host, identity

MOST_FEEDS = 20
LARGEST_PAGE = 2_000_000  # characters that are looked at
MOST_TAGS = 30_000  # and tags: nesting costs the parser the square of its depth
MOST_SITEMAPS = 50

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
_GENERAL_TYPES = ("application/xml", "text/xml", "application/json")  # feeds too, where the address says so
_FEED_ADDRESS = re.compile(
    r"[/.](?:feeds?|rss[12]?|atom|rdf)(?:\.(?:xml|json|php|rdf|rss|atom|aspx?))?/?(?:\?|$)|\.(?:rss|atom|rdf)(?:\?|$)|"
    r"/(?:feeds?|rss)/|[?&](?:feed|format)=(?:rss|atom)|feed\.(?:xml|json)|//(?:feeds|rss)\.",
    re.IGNORECASE,
)
_FEED_HOSTS = ("feeds.feedburner.com", "feedburner.com", "feedproxy.google.com")
# Feeds of a part of the site, or of what readers write under its articles: after those of the whole.
_OF_COMMENTS = re.compile(
    r"comment|kommentar|commentaire|comentario|commenti|reacties|замечани|комментар", re.IGNORECASE
)
_OF_A_PART = re.compile(
    r"/(?:category|categories|tags?|author|topics?|search|section|rubrik|label)/|[?&]s=", re.IGNORECASE
)

_COMMON = (
    "feed",
    "rss",
    "feed.xml",
    "rss.xml",
    "atom.xml",
    "index.xml",
    "feed.json",
    "index.rdf",
    "feeds/all.atom.xml",
)
_NEWS_SITEMAPS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "news_sitemap.xml", "sitemaps/news.xml")
_IN_ROBOTS = re.compile(r"^[ \t]{0,20}sitemap[ \t]{0,20}:[ \t]{0,20}(\S{1,2048})", re.IGNORECASE | re.MULTILINE)


def find_feeds(page: Page) -> tuple[str, ...]:
    """The feeds that a web page names, best first: the whole site's, then those of parts, then those of comments.

    Read are <link rel="alternate"> of feed types (www.rssboard.org/rss-autodiscovery), then <a> whose address looks
    like a feed's on the same site. At most 20.
    """
    text = decode(page.body, page.charset)[:LARGEST_PAGE]
    text = trees.uncrowded(text.encode("utf-8", "replace")).decode()
    if text.count("<") > MOST_TAGS:
        text = "<".join(text.split("<", MOST_TAGS)[:MOST_TAGS])
    tree = LexborHTMLParser(text)
    base = _base(tree, page.final_url)
    ranked: dict[str, int] = {}
    for node in tree.css("link[href]"):
        if _names_a_feed(node):
            _note(ranked, base, node, 0)
    for node in tree.css("a[href]"):
        href = node.attributes.get("href") or ""
        if _FEED_ADDRESS.search(href) and _same_site(absolute(base, href) or "", base):
            _note(ranked, base, node, 10)
    own = identity(page.final_url)
    return tuple(url for url in sorted(ranked, key=lambda url: ranked[url]) if identity(url) != own)[:MOST_FEEDS]


def common_places(home_url: str) -> tuple[str, ...]:
    """Where feeds usually are on a site, likeliest first; beside the given page where that is not the home page."""
    found = [absolute(home_url, f"/{place}") for place in _COMMON]
    path = home_url.partition("://")[2].partition("?")[0].partition("/")[2].strip("/")
    if path and "." not in path:  # a blog in a folder
        found[:0] = [absolute(home_url, f"/{path}/{place}") for place in _COMMON[:2]]
    return tuple(dict.fromkeys(url for url in found if url))


def sitemaps_in_robots(text: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names (sitemaps.org/protocol#submit_robots), in order, 50 at most."""
    named = (absolute("", match[1]) for match in _IN_ROBOTS.finditer(text[:500_000]))
    return tuple(dict.fromkeys(url for url in named if url))[:MOST_SITEMAPS]


def news_sitemap_places(home_url: str) -> tuple[str, ...]:
    """Where sitemaps of news usually are."""
    found = (absolute(home_url, f"/{place}") for place in _NEWS_SITEMAPS)
    return tuple(url for url in found if url)


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    return (absolute(url, node.attributes.get("href") or "") if node else None) or url


def _names_a_feed(node: LexborNode) -> bool:
    type_ = (node.attributes.get("type") or "").lower().partition(";")[0].strip()
    rel = (node.attributes.get("rel") or "").lower().split()
    if "alternate" not in rel and "feed" not in rel:
        return False
    if type_ in _FEED_TYPES:
        return True
    href = node.attributes.get("href") or ""
    return (type_ in _GENERAL_TYPES or "feed" in rel) and bool(_FEED_ADDRESS.search(href)) and "wp-json" not in href


def _note(ranked: dict[str, int], base: str, node: LexborNode, rank: int) -> None:
    url = absolute(base, (node.attributes.get("href") or "").removeprefix("feed:"))
    if not url:
        return
    said = f"{node.attributes.get('title') or ''} {url}"
    rank += 5 if _OF_COMMENTS.search(said) else 2 if _OF_A_PART.search(url) else 0
    ranked[url] = min(rank, ranked.get(url, rank))


def _same_site(url: str, base: str) -> bool:
    """The same host, one below or above it, or a service that serves feeds for others."""
    theirs, ours = host(url).removeprefix("www."), host(base).removeprefix("www.")
    return bool(theirs) and (
        theirs == ours or theirs.endswith(f".{ours}") or ours.endswith(f".{theirs}") or theirs in _FEED_HOSTS
    )
