"""HTML from outside, and from the readers' comments, made safe to show: the only maker of SafeHtml.

Articles take three steps. A parser that is at most 256 deep (libxml2's bound). A writer that turns whatever was there
into a small, regular HTML: paragraphs, lists, tables, figures. And last nh3 (ammonia, html5ever), which alone is
trusted to be safe; nothing edits what it gives. nh3 takes quadratic time in depth, so the writer nests at most DEEPEST
elements. Comments come from text/markdown.py, which is as careful, and end in nh3 too.
"""

from collections.abc import Callable

import nh3
from lxml.html import HtmlElement

from broadsheet.model.articles import SafeHtml
from broadsheet.text import trees
from broadsheet.text.markup import FORBIDDEN, Writer

LARGEST = 1_000_000  # characters; what is behind is left out. The longest book review has a tenth of it.

_TAGS = frozenset((
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "b", "i", "a", "img",
    "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td", "caption", "br", "hr", "sub", "sup", "cite",
    "q", "abbr", "time", "dl", "dt", "dd", "ins", "del", "mark", "s", "u",
))  # fmt: skip
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "abbr": {"title"},
    "ol": {"start", "reversed"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https"},
    url_relative="deny",
    link_rel="noopener nofollow",
    tag_attribute_values={"img": {"loading": {"lazy"}, "referrerpolicy": {"no-referrer"}}},
)
_PLAIN_CLEANER = nh3.Cleaner(
    tags=_TAGS - {"img", "figure", "figcaption"},
    clean_content_tags={"figure"},
    attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag != "img"},
    url_schemes={"http", "https"},
    url_relative="deny",
    link_rel="noopener nofollow",
)
# What Markdown makes of a comment. Pictures would let a reader count the others; headings would shout.
_COMMENT_CLEANER = nh3.Cleaner(
    tags={"p", "em", "strong", "s", "a", "blockquote", "code", "pre", "ul", "ol", "li", "br", "hr"},
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https"},
    url_relative="deny",
    link_rel="nofollow ugc noopener",
)


def sanitize(html: str, base_url: str) -> SafeHtml:
    """`html` as safe, regular HTML; addresses in it are relative to `base_url`.

    Headings begin at h2. Links and pictures are absolute http(s), links without tracking parameters, pictures without
    those that count readers. Never raises; "" where nothing can be shown. Doing it twice changes nothing.
    """
    text = html[:LARGEST]
    root = trees.parse(f"<div>{text}</div>") if text.strip() else None
    return sanitize_tree(root, base_url) if root is not None else SafeHtml("")


def sanitize_tree(root: HtmlElement, base_url: str) -> SafeHtml:
    """The same of HTML that is a tree already."""
    return SafeHtml(_CLEANER.clean(FORBIDDEN.sub("", Writer(base_url).write(root))))


def sanitize_shown(html: str, picture: Callable[[str], str]) -> SafeHtml:
    """Safe HTML on its way to a page: its pictures come from where `picture` says, given the outlet's address of one.

    It may have had words marked in it (text/marking.py): the first mark can be led to. Never raises.
    """

    def judge(tag: str, name: str, value: str) -> str | None:
        if name not in ("src", "href"):
            return value
        if not value.startswith(("http://", "https://")):
            return None
        return picture(value) if tag == "img" else value

    cleaner = nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=judge,
        url_schemes={"http", "https"},
        url_relative="pass_through",  # `judge` has refused those that were there, and `picture` gives one
        link_rel="noopener nofollow",
        tag_attribute_values={
            "img": {"loading": {"lazy"}, "referrerpolicy": {"no-referrer"}},
            "mark": {"id": {"receipt"}},
        },
    )
    return SafeHtml(cleaner.clean(FORBIDDEN.sub("", html)))


def without_pictures(html: SafeHtml) -> SafeHtml:
    """Safe HTML without its pictures and what is written under them."""
    return SafeHtml(_PLAIN_CLEANER.clean(html)) if "<img" in html else html


def sanitize_comment(html: str) -> SafeHtml:
    """The HTML of a comment as safe HTML: a few plain elements, and links that lend the other end no weight.

    Never raises. Its caller bounds the depth: nh3 takes quadratic time in it.
    """
    return SafeHtml(_COMMENT_CLEANER.clean(FORBIDDEN.sub("", html)))
