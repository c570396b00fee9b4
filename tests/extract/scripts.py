"""One invented article in eight languages of other scripts (pages/*.toml), as outlets of three kinds would serve it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from broadsheet.model.pages import Page
from tests.extract.samples import json_ld, raw

FOLDER = Path(__file__).parent / "pages"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))
URL = "https://www.port.example/news/48213"

Told = dict[str, Any]


@cache
def told(language: str) -> Told:
    """What the article and the page around it say."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


def gold(language: str) -> str:
    """The text as it should come out, without the lead."""
    return "\n".join(line.removeprefix("## ") for line in told(language)["text"])


def furniture(language: str) -> list[str]:
    """All that stands around the text."""
    page = told(language)
    lines = [*page["menu"], *page["share"], page["teaser"], page["promotion"], page["about"], *page["related"]]
    return [*lines, page["comments"], page["cookies"]]


def named(language: str) -> Page:
    """A page whose maker named its parts, with JSON-LD."""
    page = told(language)
    node = {
        "@type": "NewsArticle",
        "headline": page["title"],
        "datePublished": page["iso"],
        "author": {"@type": "Person", "name": page["author"]},
        "publisher": {"@type": "Organization", "name": page["outlet"]},
    }
    first, second, *rest = _paragraphs(page)
    main = (
        f"<article class=article><h1>{page['title']}</h1><p class=standfirst>{page['lead']}</p>"
        f"<div class=byline>{page['byline']}</div><time datetime={page['iso']}>{page['shown']}</time>"
        f"<div class=share-bar>{_links(page['share'])}</div><div class=article-body>{first}{second}"
        f"<div class=related-inline><a href=/a>{page['teaser']}</a></div>{rest[0]}"
        f"<p><strong><a href=https://t.me/port>{page['promotion']}</a></strong></p>{''.join(rest[1:])}</div>"
        f"<div class=author-box><img src=/a.jpg><p>{page['about']}</p></div>"
        f"<div class=comments-count>{page['comments']}</div></article>"
        f"<section class=related><h2>{page['related'][0]}</h2>{_list(page['related'])}</section>"
    )
    return _page(language, f"<nav>{_links(page['menu'])}</nav><main>{main}</main>{_foot(page)}", json_ld(node))


def nameless(language: str) -> Page:
    """A page whose classes mean nothing, with OpenGraph; the byline is a line in bold."""
    page = told(language)
    head = (
        f"<meta property=og:title content='{page['title']}'><meta property=og:site_name content='{page['outlet']}'>"
        f"<meta property=og:description content='{page['lead']}'>"
        f"<meta property=article:published_time content={page['iso']}>"
    )
    first, second, *rest = _paragraphs(page)
    main = (
        f"<div class=x1a><h1 class=k9>{page['title']}</h1><h2 class=k2>{page['lead']}</h2>"
        f"<p class=q7><b>{page['byline']}</b></p><div class=z4>{page['shown']}</div>"
        f"<div class=u3>{_links(page['share'])}</div>"
        f"<div class=m5>{first}{second}<p><a href=/a>{page['teaser']}</a></p>{''.join(rest[:-1])}"
        f"<p><a href=https://whatsapp.com/channel/9x>{page['promotion']}</a></p>{rest[-1]}</div>"
        f"<div class=v8><img src=/a.jpg><span>{page['about']}</span></div><div class=w1>{page['comments']}</div></div>"
        f"<div class=b6>{_list(page['related'])}</div>"
    )
    return _page(language, f"<div class=a0>{_list(page['menu'])}</div>{main}{_foot(page)}", head)


def old(language: str) -> Page:
    """A page in tables, its paragraphs parted by line breaks, that tells machines nothing."""
    page = told(language)
    lines = [line.removeprefix("## ") for line in page["text"]]
    main = (
        f"<table><tr><td width=160>{_list(page['menu'])}</td><td><h1>{page['title']}</h1><b>{page['lead']}</b><br>"
        f"<font size=1>{page['byline']}<br>{page['shown']}</font><br><div id=newstext>{'<br><br>'.join(lines)}</div>"
        f"<hr>{_links(page['share'])}<br>{page['comments']}</td><td>{_list(page['related'])}</td></tr></table>"
    )
    return _page(language, f"{main}{_foot(page)}", "")


def _page(language: str, body: str, head: str) -> Page:
    page = told(language)
    direction = "rtl" if language in ("ar", "fa", "he", "ur") else "ltr"
    return raw(
        f"<!doctype html><html lang={language} dir={direction}><head><meta charset=utf-8>"
        f"<title>{page['title']} - {page['outlet']}</title>{head}</head><body>"
        f"<div><a href=/>{page['outlet']}</a></div>{body}</body></html>",
        url=URL,
    )


def _paragraphs(page: Told) -> list[str]:
    return [f"<h3>{one[3:]}</h3>" if one.startswith("## ") else f"<p>{one}</p>" for one in page["text"]]


def _links(lines: list[str]) -> str:
    return "".join(f"<a href=/{place}>{line}</a> " for place, line in enumerate(lines))


def _list(lines: list[str]) -> str:
    return "<ul>" + "".join(f"<li><a href=/{place}>{line}</a></li>" for place, line in enumerate(lines)) + "</ul>"


def _foot(page: Told) -> str:
    return f"<div><p>{page['cookies']}</p></div><div>© 2025 {page['outlet']}</div>"


KINDS = {"named": named, "nameless": nameless, "old": old}
