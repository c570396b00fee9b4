"""What a feed says of an article: its text, as safe HTML and as plain lines."""

import re
from html import unescape

from broadsheet.errors import ExtractError
from broadsheet.extract.document import tree
from broadsheet.extract.runs import INLINE, runs_of
from broadsheet.extract.selection import text_of
from broadsheet.model.articles import SafeHtml
from broadsheet.model.listings import Entry
from broadsheet.text.sanitize import sanitize
from broadsheet.text.words import squash

_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
# WordPress's own last line, and links to the rest.
_LINK = r"<a [^<>]{1,2200}>[^<>]{0,300}</a>"
_THE_POST = "The post|Der Beitrag|L[’']article|La entrada|O post|Het bericht"
_ONWARD = "Read more|Continue reading|Read the full|Weiterlesen|Lire la suite|Leer más|Leia mais|Continua a leggere"
_LAST_LINES = re.compile(
    rf"<p>(?:(?:{_THE_POST}) {_LINK} [^<>]{{0,60}}{_LINK}[^<>]{{0,60}}"
    rf"|<a [^<>]{{1,2200}}>(?:{_ONWARD})[^<>]{{0,100}}</a>[^<>]{{0,5}})</p>\s*$",
    re.I,
)


_MORE = re.compile("<(?:li|td|th)\\b")  # items and cells have signs of their own
_INLINE = "|".join(INLINE)
# Tags as nh3 writes them: values in double quotes, which may hold ">".
_TAG = re.compile(r"<(?:\"[^\"]*\"|[^\">])*>")
_BOUNDARY = re.compile(rf"<(?!/?(?:{_INLINE})\b)(?:\"[^\"]*\"|[^\">])*>")


def body_of(entry: Entry, base_url: str) -> tuple[SafeHtml, str]:
    """The longer of the entry's content and summary: safe HTML, and its plain text with a line for each block."""
    told = entry.content if len(entry.content) >= len(entry.summary) else entry.summary
    if not _MARKUP.search(told):
        told = "".join(f"<p>{line}</p>" for line in re.split(r"\n\s*\n", told.strip()) if line.strip())
    html = sanitize(told, base_url)
    shorter = _LAST_LINES.sub("", html)
    if shorter != html:
        html = sanitize(shorter, base_url)
    return html, lines_of(html)


def lines_of(html: SafeHtml) -> str:
    """The plain text of safe HTML, a line for each block."""
    if not html:
        return ""
    if not _MORE.search(html):
        return "\n".join(filter(None, map(_words, _BOUNDARY.split(html))))
    try:
        runs = runs_of(tree(html))
    except ExtractError:
        return ""
    return text_of(runs, {place: run.words for place, run in enumerate(runs)})


def _words(markup: str) -> str:
    return squash(unescape(_TAG.sub("", markup)))
