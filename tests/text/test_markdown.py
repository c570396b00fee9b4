"""What readers type is safe to show, and looks as they meant it."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from broadsheet.text.markdown import LONGEST, comment_html
from broadsheet.text.sanitize import sanitize_comment

TAGS = {"p", "em", "strong", "s", "a", "blockquote", "code", "pre", "ul", "ol", "li", "br", "hr"}
REL = 'rel="nofollow ugc noopener"'


def dangers(html: str) -> list[str]:
    """What a browser could run, load or be led astray by, as another parser sees it."""
    body = LexborHTMLParser(html).body
    found = []
    for node in body.traverse() if body else []:
        if node.tag not in TAGS | {"body", "-text"}:
            found.append(node.tag)
        for name, value in node.attributes.items():
            if (node.tag, name) not in {("a", "href"), ("a", "rel"), ("ol", "start")}:
                found.append(f"{node.tag} {name}")
            if name == "href" and not re.match(r"https?://[^/]", value or "", re.IGNORECASE):
                found.append(f"href {value}")
    return found


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>\n"),
        (
            "*so* **very** ~~old~~ `x < y`",
            "<p><em>so</em> <strong>very</strong> <s>old</s> <code>x &lt; y</code></p>\n",
        ),
        ("> said\n\nno", "<blockquote>\n<p>said</p>\n</blockquote>\n<p>no</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>\n'),
        ("```py\nx\n```", "<pre><code>x\n</code></pre>\n"),
        ("# No heading", "<p># No heading</p>\n"),
        ("No heading\n===", "<p>No heading<br>\n===</p>\n"),
        ("<b>no</b> <script>x</script>", "<p>&lt;b&gt;no&lt;/b&gt; &lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[a]: http://x.example\n", f'<p>[a]: <a href="http://x.example" {REL}>http://x.example</a></p>\n'),
        ("5 < 6 & 7 &copy;", "<p>5 &lt; 6 &amp; 7 ©</p>\n"),
        ("نهر **كبير**", "<p>نهر <strong>كبير</strong></p>\n"),
        ("", ""),
    ],
)
def test_markdown_becomes_a_few_plain_elements(typed, shown):
    assert comment_html(typed) == shown


@pytest.mark.parametrize(
    ("typed", "href", "shown"),
    [
        ("[there](https://a.example/x 'title')", "https://a.example/x", "there"),
        ("<https://a.example/x>", "https://a.example/x", "https://a.example/x"),
        ("see https://a.example/x.", "https://a.example/x", "https://a.example/x"),
        ("(http://a.example/x)", "http://a.example/x", "http://a.example/x"),
        ("https://a.example/River_(film), I", "https://a.example/River_(film)", "https://a.example/River_(film)"),
        ("**https://a.example**", "https://a.example", "https://a.example"),
        ("https://a.example/?b=1&c=2", "https://a.example/?b=1&amp;c=2", "https://a.example/?b=1&amp;c=2"),
        ("https://a.example/a_b_c", "https://a.example/a_b_c", "https://a.example/a_b_c"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC", "https://bücher.example/ü"),
        ("HTTPS://A.example", "HTTPS://A.example", "HTTPS://A.example"),
    ],
)
def test_links_and_bare_addresses_lead_out_and_lend_no_weight(typed, href, shown):
    assert f'<a href="{href}" {REL}>{shown}</a>' in comment_html(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)", "[x](//evil.example)",
        "[x](/sources/1/remove)", "[x](mailto:a@b.example)", "<javascript:alert(1)>", "<a@b.example>",
        "<ftp://a.example>", "xhttps://a.example", "https://", "https:///x", "`https://a.example`", "[x](http:evil)",
        "[x](java&#10;script:y)",
    ],
)  # fmt: skip
def test_other_addresses_are_no_links(typed):
    assert "href" not in comment_html(typed)


def test_a_link_within_a_link_is_one_link():
    assert comment_html("[https://good.example](https://other.example)").count("<a") == 1


def test_a_picture_is_only_a_link():
    html = comment_html("![a count](https://pixel.example/p.gif)")
    assert "<img" not in html and 'href="https://pixel.example/p.gif"' in html


@pytest.mark.parametrize("name", ["dompurify.json", "own.json"])
def test_known_attacks_do_nothing(shared, name):
    for vector in json.loads((shared / "hostile" / "data" / name).read_text()):
        assert not dangers(comment_html(vector["html"])), vector["id"]
        assert not dangers(sanitize_comment(vector["html"])), vector["id"]


@pytest.mark.parametrize(
    "piece",
    ["*", "**a", "*a **a ", "*a _a ", ">", "> - ", "- ", "[", "[a](", "![[", "`a``", "<", "<http:", "http://", "://",
     "&", "~~a", "*_", "\\", "\n", "-\n", "1) ", "a\x00", "[a](<b>)", "http://a)", "\u0301", "\U0001f3f4\U000e0067"],
    ids=ascii,
)  # fmt: skip
def test_a_bomb_comes_out_small_and_flat(piece):
    html = comment_html(piece * 10_000)
    assert len(html) < LONGEST * 20 and not dangers(html)
    depth = deepest = 0
    for closing, void in re.findall(r"<(/?)(br|hr)?[a-z]*", html):
        depth += -1 if closing else 0 if void else 1
        deepest = max(deepest, depth)
    assert deepest <= 100


def test_emphasis_in_emphasis_ends_somewhere():
    html = comment_html("*" * 2400 + "deep" + "*" * 2400)
    assert "deep" in html and html.count("<strong>") == html.count("</strong>") <= 20


PIECES = st.sampled_from((
    "*", "**", "_", "~~", "`", "```\n", "\n", "\n\n", "> ", "- ", "1. ", "    ", "[", "]", "(", ")", "](", "![", "<",
    ">", "https://a.example/", "http://", "javascript:", "data:", "<script>", "</p>", "<a href=x>", "&#106;", "&lt;",
    "&", '"', "'", "\\", "---\n", "===\n", "# ", "word", "نهر", "\u202e", "\x00", "\ud800", "<!--", "-->", "|",
))  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=300))
def test_nothing_dangerous_survives(typed):
    assert not dangers(comment_html(typed))
