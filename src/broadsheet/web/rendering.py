"""Templates and how they are filled. Everything is escaped unless it is SafeHtml, which only text/sanitize.py makes."""

import pathlib
from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, cast
from urllib.parse import urlencode

from fastapi import Depends, Path, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from broadsheet.model.articles import Article, SafeHtml
from broadsheet.model.coverage import Part
from broadsheet.model.listings import Enclosure, Image
from broadsheet.model.sections import SECTIONS
from broadsheet.service import media
from broadsheet.service.context import Context
from broadsheet.web import assets, browsers, countries, languages, looks, times, words
from broadsheet.web.interface import counting
from broadsheet.web.interface.current import gettext, listed, ngettext, noted, ours, ours_dir
from broadsheet.web.interface.said import said

# Pictures narrower than this many pixels are logos and pixels, not photographs.
NARROWEST = 200


async def _context(request: Request) -> Context:
    return cast("Context", request.app.state.ctx)


# What pages take: the Context, and the number of a thing; beyond 2^53 there is none.
Ctx = Annotated[Context, Depends(_context)]
Id = Annotated[int, Path(ge=1, lt=2**53)]


def address(path: str, **query: object) -> str:
    """An address of ours with its query; what is None or empty is left out."""
    given = {name: str(value) for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def picture(image: Image | None) -> Image | None:
    """The image where it may be shown: from an http(s) address, and not known to be tiny."""
    shown = image and words.web_address(image.url) and (image.width is None or image.width >= NARROWEST)
    return image if shown else None


def lead_picture(article: Article) -> Image | None:
    """The picture over an article, unless the text shows the same one."""
    image = picture(article.image)
    return None if image and str(Markup.escape(image.url)) in article.html else image


def player(enclosure: Enclosure) -> str | None:
    """Which element plays an enclosure: "audio", "video", or None where a link must do."""
    if not words.web_address(enclosure.url):
        return None
    kind = enclosure.type.split("/")[0].strip().lower()
    if "mpegurl" in enclosure.type.lower() or enclosure.url.split("?")[0].lower().endswith((".m3u8", ".mpd")):
        return None
    return kind if kind in {"audio", "video"} else None


def safe(html: SafeHtml) -> Markup:
    """Sanitized HTML as it is. Only for SafeHtml: mypy sees to it in Python, `article.html|safe_html` in templates."""
    return Markup(html)  # noqa: S704 - SafeHtml has one maker, text/sanitize.py


# What the parts of a story's place are called.
PARTS = {
    Part.OUTLETS: noted("Outlets"),
    Part.FRESHNESS: noted("Freshness"),
    Part.VELOCITY: noted("Speed"),
    Part.RARITY: noted("Rare source"),
    Part.WISHES: noted("Your wishes"),
}


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(pathlib.Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    made.filters |= {
        "ago": times.ago,
        "browser_name": browsers.browser_name,
        "counted": counting.counted,
        "country_name": countries.country_name,
        "day": times.day,
        "day_of": times.day_of,
        "direction": languages.direction,
        "full_time": times.full,
        "grouped": counting.grouped,
        "highlight": words.highlight,
        "iso": times.iso,
        "length": times.length,
        "looks": looks.classes,
        "month": times.month,
        "ordinal": words.ordinal,
        "own_name": languages.own_name,
        "papers": looks.papers,
        "paragraphs": words.paragraphs,
        "picture": picture,
        "lead_picture": lead_picture,
        "player": player,
        "runs": words.runs,
        "safe_html": safe,
        "said": said,
        "scheme": looks.scheme,
        "took": times.took,
        "until": times.until,
        "web_address": words.web_address,
    }
    made.globals |= {
        "N_": noted,
        "address": address,
        "asset": assets.address,
        "dateline": times.dateline,
        "listed": listed,
        "ours": ours,
        "ours_dir": ours_dir,
        "parts_named": PARTS,
        "sections": SECTIONS,
    }
    return made


ENVIRONMENT = _environment()


def fill(template: str, **values: Any) -> str:
    """A template with its values, as HTML."""
    return ENVIRONMENT.get_template(template).render(values)


def known(request: Request) -> dict[str, Any]:
    """What every page knows: see `show`."""
    ctx = request.app.state.ctx
    return {
        "now": ctx.clock(),
        "picture_at": partial(media.address, ctx),
        "path": request.url.path,
        "reader": getattr(request.state, "reader", None),
        "version": request.app.version,
        "visitors": ctx.settings.anonymous_reading,
        "demo": request.app.state.mailbox is not None,
    }


def show(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """A page: the template with its values, and those that every page knows: who is asking (`reader`), the address
    asked for (`path`), the time (`now`), the address of a picture (`picture_at`), the `version`, whether `visitors` may
    look in, and whether this is the `demo`."""
    html = fill(template, **{**known(request), **values})
    return HTMLResponse(html, status, headers=dict(headers or {}))
