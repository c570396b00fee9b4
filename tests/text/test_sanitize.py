"""What comes from outside is safe to show, and looks like an article."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from broadsheet.text.sanitize import sanitize, sanitize_shown

BASE = "https://outlet.example/news/river.html"
TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "b", "i", "a", "img",
    "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td", "caption", "br", "hr", "sub", "sup", "cite",
    "q", "abbr", "time", "dl", "dt", "dd", "ins", "del", "mark", "s", "u",
}  # fmt: skip
ATTRIBUTES = {
    "href", "src", "alt", "width", "height", "dir", "lang", "colspan", "rowspan", "scope", "datetime", "title",
    "start", "reversed", "rel", "loading", "referrerpolicy",
}  # fmt: skip


def dangers(html: str) -> list[str]:
    """What a browser could run, load or be led astray by, as another parser sees it."""
    body = LexborHTMLParser(html).body
    found = []
    for node in body.traverse() if body else []:
        if node.tag not in TAGS | {"body", "-text"}:
            found.append(node.tag)
        for name, value in node.attributes.items():
            if name not in ATTRIBUTES:
                found.append(f"{node.tag} {name}")
            if name in ("href", "src") and not re.match(r"https?://[^/]", value or ""):
                found.append(f"{name} {value}")
    return found


@pytest.mark.parametrize(
    ("given_html", "clean"),
    [
        ("bare words", "<p>bare words</p>"),
        ("<div>one</div><div>two</div>", "<p>one</p><p>two</p>"),
        ("one<br><br>two<br>three", "<p>one</p><p>two<br>three</p>"),
        ("<p>one<br><br>two</p>", "<p>one</p><p>two</p>"),
        ("<h1>Title</h1><h5>Small</h5>", "<h2>Title</h2><h4>Small</h4>"),
        ("<p>a <b>bold </b>word</p>", "<p>a <b>bold</b> word</p>"),
        ("<p></p><p> </p><ul><li></li></ul>", ""),
        ("<ul>bare<li>item</ul>", "<ul><li>bare</li><li>item</li></ul>"),
        ("<li><div>one</div><div>two</div></li>", "<p>one</p><p>two</p>"),
        ("<ul><li><div>one</div><div>two</div></ul>", "<ul><li>one<br>two</li></ul>"),
        ("<blockquote>said</blockquote>", "<blockquote><p>said</p></blockquote>"),
        ("<table><tr><td>all of the page</td></tr></table>", "<p>all of the page</p>"),
        (
            "<table><tr><th>a</th><th></th></tr></table>",
            "<table><tbody><tr><th>a</th><th></th></tr></tbody></table>",
        ),
        ("<pre>\n a\n  b</pre>", "<pre> a\n  b</pre>"),
        ("<p style='color:red' class=x id=y onclick=z()>plain</p>", "<p>plain</p>"),
        ("<p dir=rtl lang=ar>نهر</p>", '<p dir="rtl" lang="ar">نهر</p>'),
        ("a<script>alert(1)</script>b", "<p>ab</p>"),
        ("<center><font size=7>loud</font></center>", "<p>loud</p>"),
        ("<a href=''>nowhere</a> <a href='javascript:x()'>bad</a>", "<p>nowhere bad</p>"),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
    ],
)
def test_any_html_becomes_a_small_and_regular_one(given_html, clean):
    assert sanitize(given_html, BASE) == clean


@pytest.mark.parametrize(
    ("given_html", "part"),
    [
        ("<a href='/x?utm_source=feed&id=7'>x</a>", 'href="https://outlet.example/x?id=7"'),
        ("<a href=x.html target=_blank>x</a>", 'rel="noopener nofollow"'),
        ("<img src=a.jpg>", 'src="https://outlet.example/news/a.jpg"'),
        ("<img src=a.jpg alt='A &quot;boat&quot;'>", 'alt="A &quot;boat&quot;"'),
        ("<img src=a.jpg width=640 height='480px'>", 'width="640" height="480" loading="lazy"'),
        ("<img src=a.jpg>", 'referrerpolicy="no-referrer"'),
        ("<img src='data:image/gif;base64,R0' data-src=/real.jpg>", 'src="https://outlet.example/real.jpg"'),
        ("<img src=/blank.gif srcset='/s.jpg 320w, /m.jpg 1200w, /l.jpg 4000w'>", 'src="https://outlet.example/m.jpg"'),
        ("<figure><img src=a.jpg><figcaption>A boat</figcaption></figure>", "<figcaption>A boat</figcaption></figure>"),
    ],
)
def test_links_and_pictures_lead_where_they_should(given_html, part):
    assert part in sanitize(given_html, BASE)


@pytest.mark.parametrize(
    "picture",
    [
        "<img src=/a.gif width=1 height=1>",
        "<img src=/a.gif style='width:1px;height:1px'>",
        "<img src=https://pixel.example.com/a>",
        "<img src=https://ad.doubleclick.net/a.gif>",
        "<img src=https://outlet.example/stats/count.php?id=7>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src='javascript:alert(1)'>",
        "<img>",
    ],
)
def test_pictures_that_count_readers_or_show_nothing_are_left_out(picture):
    assert "<img" not in sanitize(f"<p>text {picture}</p>", BASE)


@pytest.mark.parametrize("name", ["dompurify.json", "own.json"])
def test_known_attacks_do_nothing(shared, name):
    for vector in json.loads((shared / "hostile" / "data" / name).read_text()):
        assert not dangers(sanitize(vector["html"], BASE)), vector["id"]


def test_known_attacks_from_feeds_do_nothing(shared):
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    for vector in json.loads((shared / "hostile" / "data" / "feedparser.json").read_text()):
        root = etree.fromstring(vector["xml"].encode(), parser)
        for text in root.itertext() if root is not None else []:
            assert not dangers(sanitize(text, BASE)), vector["id"]


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 100_000 + "deep",
        "<b>" * 50_000 + "deep",
        "<ul><li>" * 20_000 + "deep",
        "<table><tr><td>" * 20_000 + "deep",
        "<a href=x>" * 50_000 + "deep",
        "<p>" * 300_000,
        "<font>" * 1_000 + "<p>" * 50_000,
        "&" * 1_000_000,
        "<" * 1_000_000,
        "<img srcset='" + "a 1w," * 100_000 + "'>",
    ],
    ids=lambda bomb: bomb[:12],
)
def test_a_bomb_comes_out_small(bomb):
    clean = sanitize(bomb, BASE)
    assert len(clean) < 1_000_000
    assert not dangers(clean)


PIECES = st.sampled_from((
    "<p>", "</p>", "<b>", "</b>", "<i>", "<a", "href='/x'>", "<a", "href='javascript:x'>", "</a>", "<div>", "</div>",
    "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<svg>", "<math>", "<style>",
    "<script>", "</script>", "<template>", "<noscript>", "<textarea>", "<title>", "<img", "src=x", "onerror=x>",
    "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<br>", "<hr>", "<h1>", "</h1>", "<h6>", "<figure>",
    "<figcaption>", "</figure>", "<!--", "-->", "<![CDATA[", "]]>", "<select>", "<option>", "<plaintext>", "<xmp>",
    "<mglyph>", "<malignmark>", "<foreignobject>", "<annotation-xml>", "<form>", "<iframe", "srcdoc='<x>'>",
    "&lt;script&gt;", "&nbsp;", "&#0;", "&amp;", "\x00", "\x0b", "\u2028", "word", "other", "<q>", "<dl>", "<dt>",
    "<dd>", "<dd>", "<caption>", "<th>", "<tbody>", "<s",
))  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.lists(PIECES, max_size=25).map("".join) | st.text())
def test_nothing_dangerous_survives_and_a_second_time_changes_nothing(html):
    once = sanitize(html, BASE)
    assert not dangers(once)
    assert sanitize(once, BASE) == once


def from_us(url: str) -> str:
    return f"/media/{url.encode().hex()}"


def test_pictures_on_a_page_come_from_where_they_are_said_to():
    html = sanitize('<p>Rain.</p><p><img src="/a.jpg?b=1&amp;c" alt="A b" width="4" height="3"></p>', BASE)
    shown = sanitize_shown(html, from_us)
    address = from_us("https://outlet.example/a.jpg?b=1&c")
    assert f'<img src="{address}" alt="A b" width="4" height="3" loading="lazy"' in shown
    assert "outlet.example" not in shown


@pytest.mark.parametrize("source", ["/media/x", "//h.example/a", "data:image/png;base64,AA", "javascript:1", "a.jpg"])
def test_a_picture_from_elsewhere_than_the_web_is_not_shown(source):
    assert "src" not in sanitize_shown(f'<p><img src="{source}" alt=""></p>', from_us)
    assert "href" not in sanitize_shown(f'<p><a href="{source}">A</a></p>', from_us)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([
            "<p>", "</p>", "<img src='/a.jpg' alt='x' width=9>", "<img src='https://h.example/?a=%22&amp;b'>", "<b>",
            "</b>", "<a href='https://h.example/a'>", "</a>", "<ul><li>", "<figure>", "<mark>", "5 &lt;", "مرحبا",
        ]) | st.text(max_size=9)
    )
)  # fmt: skip
def test_on_its_way_to_a_page_nothing_changes_but_the_addresses_of_pictures(pieces):
    html = sanitize("".join(pieces), BASE)
    shown = sanitize_shown(html, from_us)
    pattern = re.compile(r'(<img[^>]*? src=")([^"]*)')
    assert pattern.sub(r"\1", shown) == pattern.sub(r"\1", html)
    assert all(found.startswith("/media/") for _, found in pattern.findall(shown))
    assert sanitize_shown(html, lambda url: url) == html
