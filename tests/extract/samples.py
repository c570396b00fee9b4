"""Pages for the tests, written for them."""

import json
from typing import Any

from broadsheet.extract.document import Document, parse
from broadsheet.model.pages import Page

URL = "https://www.harbour.example/news/2025/06/30/pier-rebuilt"
FETCHED = 1_760_000_000
TITLE = "Pier rebuilt after the storm"
LEAD = "The town paid for it with a lottery that nobody expected to work."
PARAGRAPHS = (
    "The old pier opened again on Monday, nine months after a storm had torn forty metres of it into the harbour.",
    "Workers drove 212 oak piles into the sea bed, and the last plank was laid on Sunday night by the harbour master.",
    "“We had thought of giving up,” said Ines Marlow, who runs the ferry office at the end of the pier.",
    "The council says that the new deck lies half a metre higher than the old one, to be safe from the next storm.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
NODE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2025-06-30T16:05:00+01:00",
    "author": [{"@type": "Person", "name": "Ann Lee"}],
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
}


def page(body: str = BODY, head: str = "", *, url: str = URL, lang: str = "en") -> Page:
    """A page as an outlet serves it: furniture around an <article> with a headline and `body`."""
    html = (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{TITLE} | Harbour Post</title>"
        f"<meta property=og:site_name content='Harbour Post'>{head}</head><body>"
        "<header><a href=/>Harbour Post</a><nav><ul><li><a href=/news>News</a></ul></nav></header>"
        f"<main><article><h1>{TITLE}</h1>{body}</article>"
        "<aside><h2>Most read</h2><ul><li><a href=/a>Ten cafés with a view of the bay</a></ul></aside></main>"
        "<footer><p>© Harbour Post. Registered office: 1 Quay Street. <a href=/privacy>Privacy</a></p></footer>"
        "</body></html>"
    )
    return raw(html, url=url)


def raw(html: str | bytes, *, url: str = URL, charset: str | None = None) -> Page:
    """Just these bytes."""
    body = html if isinstance(html, bytes) else html.encode()
    return Page(url, url, body, content_type="text/html", charset=charset, fetched=FETCHED)


def json_ld(*nodes: object) -> str:
    """Nodes as a page carries them."""
    return "".join(f"<script type=application/ld+json>{json.dumps(node)}</script>" for node in nodes)


def document(body: str = BODY, head: str = "", *, url: str = URL) -> Document:
    """The parsed page."""
    return parse(page(body, head, url=url))
