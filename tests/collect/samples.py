"""Feeds for the tests, written for them."""

from broadsheet.model.pages import Page

FEED_URL = "https://press.example/feed"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def page(body: str | bytes, content_type: str = "", charset: str | None = None, url: str = FEED_URL) -> Page:
    data = body if isinstance(body, bytes) else body.encode()
    return Page(url=url, final_url=url, body=data, content_type=content_type, charset=charset)


def rss(*items: str, channel: str = "<title>The Press</title><link>https://press.example/</link>") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {NAMESPACES}><channel>{channel}{inner}</channel></rss>'


def atom(*entries: str, about: str = "<title>The Press</title>") -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">{about}{inner}</feed>'
    )
