import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.errors import ExtractError
from broadsheet.extract.article import extract, from_entry
from broadsheet.model.listings import Enclosure, Entry, Image, Kind
from broadsheet.model.moments import Moment
from tests.extract.samples import BODY, LEAD, NODE, PARAGRAPHS, TITLE, URL, json_ld, page, raw


def test_a_usual_page_is_read_whole():
    article = extract(page(f"<p class=standfirst>{LEAD}</p><p class=byline>By Ann Lee</p>{BODY}", json_ld(NODE)))
    assert (article.title, article.lead, article.authors) == (TITLE, LEAD, ("Ann Lee",))
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.html == BODY
    assert article.published == Moment(1_751_295_900, "2025-06-30T16:05:00+01:00")
    assert (article.url, article.language, article.excerpt_because) == (URL, "en", None)


def test_the_body_keeps_its_headings_lists_quotes_tables_and_links():
    body = (
        f"{BODY}<h2>What it took</h2><ul><li>212 piles of oak</li><li>nine months of work</li></ul>"
        "<blockquote><p>We had thought of giving up, and then the lottery came.</p></blockquote>"
        "<table><tr><th>Year</th><th>Metres</th></tr><tr><td>1998</td><td>212</td></tr></table>"
        f"<p>The <a href='/council?utm_source=x'>council</a> met <em>twice</em>.</p>{BODY.replace('pier', 'deck')}"
    )
    article = extract(page(body))
    for part in (
        "<h2>What it took</h2>",
        "<ul><li>212 piles of oak</li><li>nine months of work</li></ul>",
        "<blockquote><p>We had thought",
        "<th>Year</th><th>Metres</th>",
        '<a href="https://www.harbour.example/council" rel="noopener nofollow">council</a>',
        "<em>twice</em>",
    ):
        assert part in article.html
    assert "- 212 piles of oak\n- nine months of work" in article.text
    assert "Year | Metres\n1998 | 212" in article.text


def test_pictures_stand_where_they_stood_with_caption_and_credit():
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    figure = "<figure><img data-src=/deck.jpg><figcaption>The deck <cite>Bo Ek</cite></figcaption></figure>"
    article = extract(page(first + figure + "".join(rest), "<meta property=og:image content=/pier.jpg>"))
    assert article.image == Image("https://www.harbour.example/pier.jpg")
    at = article.html.index("<figure>")
    assert article.html.index("forty metres") < at < article.html.index("212 oak")
    assert "<figcaption>The deck <cite>Bo Ek</cite></figcaption>" in article.html
    assert "The deck" not in article.text


@pytest.mark.parametrize("head", ["<meta property=og:image content='/pier-rebuilt-1200x800.jpg'>", ""])
def test_the_lead_image_is_shown_once_and_takes_its_words_from_its_figure(head):
    figure = "<figure><img src=/pier-rebuilt.jpg alt='A pier'><figcaption>The pier. Photo: Bo Ek</figcaption></figure>"
    article = extract(page(figure + BODY, head))
    assert article.image is not None
    assert (article.image.alt, article.image.caption, article.image.credit) == ("A pier", "The pier.", "Bo Ek")
    assert "<img" not in article.html


def test_title_byline_and_date_are_not_said_again_in_the_text():
    article = extract(page(f"<p>{TITLE}</p><p>Ann Lee</p><p>30 June 2025</p>{BODY}<p>Ann Lee</p>", json_ld(NODE)))
    assert article.text == "\n".join(PARAGRAPHS)


def test_a_page_that_its_outlet_locks_is_an_excerpt():
    article = extract(page(BODY, json_ld({**NODE, "isAccessibleForFree": False})))
    assert article.paywalled
    assert article.excerpt_because == "The outlet shows the whole text only to its subscribers."


def test_a_locked_page_that_shows_all_its_words_is_whole():
    node = {**NODE, "isAccessibleForFree": False, "wordCount": sum(len(p.split()) for p in PARAGRAPHS)}
    assert extract(page(BODY, json_ld(node))).excerpt_because is None


def test_the_feed_gives_the_whole_where_the_page_does_not():
    whole = BODY + BODY.replace("pier", "deck") + BODY.replace("harbour", "bay")
    article = extract(page(f"<p>{PARAGRAPHS[0]}</p>"), Entry(key="x", content=whole))
    assert article.text.count("\n") == 11


def test_the_text_that_a_page_carries_for_machines_is_used_where_it_shows_less():
    told = "\n\n".join(PARAGRAPHS * 2)
    article = extract(page(f"<p>{PARAGRAPHS[0]}</p>", json_ld({**NODE, "articleBody": told})))
    assert article.text == "\n".join(PARAGRAPHS * 2)
    assert article.html == BODY + BODY


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><body><div id=app></div>", "no article"),
        ("<html><body><div id=app>Please enable JavaScript to run this.</div>", "scripts"),
        (
            "<html><title>Just a moment...</title><body><p>We check that your connection is secure.</p>",
            "instead of the article",
        ),
        (
            "<html><body>"
            + "".join(f"<p><a href=/{n}>A headline of another article, number {n}</a></p>" for n in range(30)),
            "list of links",
        ),
    ],
)
def test_a_page_without_an_article_says_why(html, reason):
    with pytest.raises(ExtractError, match=reason):
        extract(raw(html))


def test_a_page_without_text_is_no_loss_where_the_feed_has_it():
    article = extract(raw("<html><body><div id=app></div>"), Entry(key="x", title="From the feed", content=BODY * 2))
    assert article.title == "From the feed"
    assert article.text.startswith(PARAGRAPHS[0])


def test_a_page_that_failed_keeps_the_feeds_text_and_the_reason():
    entry = Entry(
        key="x", url=URL + "?utm_source=rss", title="Pier &amp; deck", summary=LEAD, content=BODY, topics=("Pier",)
    )
    article = from_entry(entry, "The outlet did not answer.", again=True, base_url="https://www.harbour.example/feed")
    assert (article.url, article.title, article.lead) == (URL, "Pier & deck", LEAD)
    assert article.html == BODY
    assert (article.excerpt_because, article.again) == ("The outlet did not answer.", True)


def test_a_podcasts_text_is_the_feeds_and_whole():
    sound = Enclosure("https://cdn.example/7.mp3", "audio/mpeg", duration=1800)
    entry = Entry(key="x", title="Episode 7", summary=LEAD, kind=Kind.PODCAST, enclosures=(sound,))
    article = from_entry(entry, None, again=False, base_url=URL)
    assert (article.kind, article.enclosures, article.text) == (Kind.PODCAST, (sound,), LEAD)
    assert (article.excerpt_because, article.again, article.lead) == (None, False, "")


def test_what_comes_without_a_title_is_called_by_its_beginning():
    assert from_entry(Entry(key="x", summary=LEAD), None, again=False, base_url=URL).title.startswith("The town paid")


MARKUP = st.lists(
    st.sampled_from(
        [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
        + [
            "<div>",
            "</div>",
            "<p>",
            "<b>",
            "</b>",
            "<table><tr><td>",
            "<ul><li>",
            "</ul>",
            "<a href=x>",
            "</a>",
            "<br>",
        ]
        + [
            "<figure><img src=a.jpg>",
            "</figure>",
            "<span class=dropcap>W",
            "</span>",
            "<h2>",
            "</h2>",
            "<blockquote>",
            "⠁⠂",
        ]
        + ["<script>x", "</script>", "<div class=newsletter>", "<p hidden>", "\x00", "<!--", "-->", "<svg>", "<pre>"]
    ),
    max_size=20,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(MARKUP)
def test_any_page_gives_an_article_or_a_reason(markup):
    try:
        article = extract(page(markup))
    except ExtractError:
        return
    assert article.title
    assert article.text
    assert not {"\x00", "⠁"} & set(article.text + article.html)
    assert "<script" not in article.html
