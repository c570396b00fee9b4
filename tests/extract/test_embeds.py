import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import tostring

from broadsheet.extract import embeds
from broadsheet.extract.article import extract
from broadsheet.extract.document import tree
from tests.extract.samples import PARAGRAPHS, page

BASE = "https://www.harbour.example/news/pier"


def shown(html: str) -> str:
    root = tree(f"<div>{html}</div>")
    embeds.place(root, BASE)
    found = embeds.shown(root.find(".//div"))
    return tostring(found, encoding="unicode") if found is not None else ""


@pytest.mark.parametrize(
    ("html", "words", "url"),
    [
        ("<iframe src=//www.youtube-nocookie.com/embed/abc_123-x?rel=0 title='How to build a pier'></iframe>",
         "▶ YouTube: How to build a pier", "https://www.youtube.com/watch?v=abc_123-x"),
        ("<iframe data-src=https://www.youtube.com/embed/abc_123 title='YouTube video player'></iframe>", "▶ YouTube<",
         "https://www.youtube.com/watch?v=abc_123"),
        ("<lite-youtube videoid=abc_123></lite-youtube>", "▶ YouTube", "https://www.youtube.com/watch?v=abc_123"),
        ("<iframe src=https://player.vimeo.com/video/12345></iframe>", "▶ Vimeo", "https://vimeo.com/12345"),
        ("<iframe src='https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk?utm=1'></iframe>", "▶ Spotify",
         "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk"),
        ("<iframe src='https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/harbour/pier'></iframe>",
         "▶ SoundCloud", "https://soundcloud.com/harbour/pier"),
        ("<audio controls src=/sound/pier.mp3></audio>", "▶ www.harbour.example",
         "https://www.harbour.example/sound/pier.mp3"),
        ("<blockquote class=twitter-tweet><p>The pier is open!</p>— Ann Lee "
         "<a href='https://twitter.com/annlee/status/123?ref_src=x'>30 June</a></blockquote>",
         "The pier is open!", "https://twitter.com/annlee/status/123"),
        ("<blockquote class=instagram-media data-instgrm-permalink=https://www.instagram.com/p/AbC1/></blockquote>",
         "▶ Instagram", "https://www.instagram.com/p/AbC1/"),
    ],
)  # fmt: skip
def test_an_embed_is_a_link_and_a_posts_words(html, words, url):
    made = shown(html)
    assert words in made
    assert f'href="{url}"' in made


@pytest.mark.parametrize(
    "html",
    [
        "<iframe src=https://ads.example/embed/abc></iframe>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<iframe src='https://w.soundcloud.com/player/?url=https://elsewhere.example/'></iframe>",
        "<iframe src='https://www.facebook.com/plugins/like.php?href=https://www.facebook.com/x'></iframe>",
        "<video autoplay muted loop src=/decoration.mp4></video>",
        "<lite-youtube videoid='x\" onload=1'></lite-youtube>",
        "<blockquote class=twitter-tweet><a href=https://elsewhere.example/status/1>x</a></blockquote>",
        "<blockquote>The pier is open.</blockquote>",
        "<iframe></iframe>",
    ],
)
def test_what_is_no_known_embed_is_not_shown(html):
    assert shown(html) == ""


def test_an_embed_stands_in_its_place_in_the_article_and_not_in_its_text():
    player = "<div class=player><iframe src=https://www.youtube.com/embed/abc_123></iframe></div>"
    article = extract(page("".join(f"<p>{words}</p>{player if n == 1 else ''}" for n, words in enumerate(PARAGRAPHS))))
    before, after = article.html.split('<a href="https://www.youtube.com/watch?v=abc_123"')
    assert PARAGRAPHS[1][:20] in before
    assert PARAGRAPHS[2][:20] in after
    assert "iframe" not in article.html
    assert "YouTube" not in article.text


def test_an_embed_in_a_paragraph_parts_it():
    first, *rest = PARAGRAPHS
    player = "<iframe src=https://www.youtube.com/embed/abc_123></iframe>"
    html = extract(
        page(f"<p>{first} {player} <i>Then</i> the band played.</p>" + "".join(f"<p>{p}</p>" for p in rest))
    ).html
    assert f"{first}</p><p><a " in html
    assert "</a></p><p><i>Then</i> the band played.</p>" in html


@given(st.text(max_size=80))
def test_no_address_of_a_frame_breaks_the_page(address):
    root = tree("<div><iframe></iframe></div>")
    root.find(".//iframe").set("src", "https://www.youtube.com/embed/" + "".join(c for c in address if c.isprintable()))
    embeds.place(root, BASE)
    embeds.shown(root)
