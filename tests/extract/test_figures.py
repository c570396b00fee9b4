import pytest
from lxml import html

from broadsheet.extract.figures import find, identity, is_caption, split_credit

BASE = "https://press.example/news/pier"


def part(markup: str):
    return html.fragment_fromstring(markup)


@pytest.mark.parametrize(
    ("markup", "url", "caption", "credit"),
    [
        ("<figure><img src=/a.jpg><figcaption>The pier</figcaption></figure>", "/a.jpg", "The pier", ""),
        (
            "<figure><img src=/a.jpg><figcaption>The pier <cite>Photo: Bo Ek</cite></figcaption></figure>",
            "/a.jpg",
            "The pier",
            "Bo Ek",
        ),
        ("<figure><img src=/a.jpg><figcaption>Photograph: Bo Ek</figcaption></figure>", "/a.jpg", "", "Bo Ek"),
        (
            "<figure><img src=/a.jpg><figcaption>The pier (Foto: Bo Ek)</figcaption></figure>",
            "/a.jpg",
            "The pier",
            "Bo Ek",
        ),
        ("<div><img src=/a.jpg><p class=imageCaption>The pier</p></div>", "/a.jpg", "The pier", ""),
        ("<p><img src=/a.jpg></p>", "/a.jpg", "", ""),
        ("<p><a href=/a-large.jpg><img src=/a.jpg></a></p>", "/a.jpg", "", ""),
        ("<picture><source srcset='/w.webp 1200w'><img src=data:x></picture>", "/w.webp", "", ""),
        ("<figure><img data-src=/a.jpg src=/blank.gif></figure>", "/a.jpg", "", ""),
    ],
)
def test_a_picture_is_found_with_its_words(markup, url, caption, credit):
    figure = find(part(markup), BASE, in_text=False)
    assert figure is not None
    assert (figure.url, figure.caption, figure.credit) == (f"https://press.example{url}", caption, credit)


@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src=/a.jpg width=16 height=16></p>",
        "<p><img src=/pixel.gif width=1></p>",
        "<div class=author-box><img src=/ann.jpg></div>",
        "<p><img src=/img/logo.png></p>",
        "<p><a href=/other-article><img src=/a.jpg></a></p>",
        "<div><img src=/a.jpg><p>A teaser that is no caption</p></div>",
        "<aside><img src=/a.jpg></aside>",
        "<p>no picture</p>",
        "<p><img src=data:image/png;base64,AA></p>",
    ],
)
def test_icons_teasers_and_counters_are_no_pictures(markup):
    assert find(part(markup), BASE, in_text=False) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/img/pier-rebuilt-640x480.jpg", "https://a.example/img/pier-rebuilt.jpg"),
        ("https://a.example/pier-rebuilt.jpg?w=100", "https://a.example/pier-rebuilt.jpg?w=1200"),
        ("https://a.example/media/5f2a/w_640/original.jpg", "https://a.example/media/5f2a/w_1200/original.webp"),
    ],
)
def test_one_picture_in_two_sizes_is_one(one, other):
    assert identity(one) == identity(other)


def test_two_pictures_are_two():
    assert identity("https://a.example/5f2a/1.jpg") != identity("https://a.example/77bc/1.jpg")


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The pier. © Bo Ek", ("The pier.", "Bo Ek")),
        ("Foto: Bo Ek", ("", "Bo Ek")),
        ("Image Credit: Bo Ek", ("", "Bo Ek")),
        ("The photo was taken on Monday", ("The photo was taken on Monday", "")),
    ],
)
def test_a_credit_is_taken_out_of_a_caption(caption, credit):
    assert split_credit(caption) == credit


@pytest.mark.parametrize(
    ("name", "so"),
    [("imageCaption", True), ("wp-caption-text", True), ("caption", True), ("captioned-text-body-recaption", False)],
)
def test_a_caption_is_known_by_its_name(name, so):
    assert is_caption(part(f"<p class={name}>words</p>")) is so
