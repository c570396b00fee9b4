"""Issues of newsletters as articles: what readers see, and what must never be there."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.collect.newsletters import read_letter
from broadsheet.errors import ExtractError
from broadsheet.extract.farewells import impersonal
from broadsheet.extract.letters import from_letter
from tests.newsletters import SAMPLES, mail, plain, sample

BODY = "<p>The harbour council voted on Tuesday to rebuild the northern pier, which a winter storm had broken.</p>"
# What names the reader or the subscription in the samples.
PERSONAL = re.compile(
    r"eyJ1c2VyX2lk|99aa88bb77|unsub|disable_email|abmelden|preferences|lena|mc_eid|8c7d6e5f|/open|/ss/o/"
)


def article(html, **given):
    return from_letter(read_letter(mail(html=html, **given)))


def text(html, **given):
    return article(html, **given).text


LETTERS = {name: from_letter(read_letter(sample(name))) for name in SAMPLES} | {
    "plain": from_letter(read_letter(plain()))
}
ENDS = {
    "substack": ("For thirty years nobody counted", "I will write about them on Sunday."),
    "mailchimp": ("The crane moves", "See the map"),
    "beehiiv": ("The Early Ferry, Wednesday", "has been found, in tune."),
    "german": ("Guten Morgen,", "Ihre Redaktion"),
    "plain": ("Dear friends of the pier,", "Dilys"),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_letter_begins_with_its_first_words_and_ends_with_its_last(name):
    begins, ends = ENDS[name]
    assert LETTERS[name].text.startswith(begins) and LETTERS[name].text.endswith(ends)


@pytest.mark.parametrize("name", ENDS)
def test_nothing_that_names_the_reader_is_kept(name):
    assert not PERSONAL.search(LETTERS[name].html)


@pytest.mark.parametrize("name", ENDS)
def test_layout_tables_are_paragraphs(name):
    assert ("<table>" in LETTERS[name].html) is (name == "mailchimp")  # a timetable, with heads


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("substack", "READ IN APP"),
        ("substack", "nobody had counted for thirty years.\n"),
        ("substack", "Subscribe"),
        ("substack", "Restack"),
        ("substack", "Forwarded"),
        ("substack", "Oct 8"),
        ("substack", "Why the herring came back"),
        ("mailchimp", "Bring a chair"),
        ("mailchimp", "browser"),
        ("mailchimp", "Facebook"),
        ("mailchimp", "1 East Quay"),
        ("beehiiv", "lost tuba"),
        ("beehiiv", "4711"),
        ("beehiiv", "Read Online"),
        ("beehiiv", "New York"),
        ("beehiiv", "Five things"),
        ("german", "Browser"),
        ("german", "Grauhafen Verlag"),
        ("plain", "mailing list"),
    ],
)
def test_what_is_about_the_letter_is_no_part_of_it(name, words):
    assert words not in LETTERS[name].text


def test_a_small_heading_below_the_headline_is_the_lead():
    assert LETTERS["substack"].lead == "A fish that nobody had counted for thirty years"
    assert LETTERS["mailchimp"].lead == "" and LETTERS["mailchimp"].text.startswith("The crane moves")


def test_the_address_on_the_web_is_the_articles_where_it_is_nobodys_own():
    assert LETTERS["mailchimp"].url == "https://mailchi.mp/harbournotes/the-crane-moves"
    assert LETTERS["german"].url == "https://grauhafen.example/brief/2025-10-08"
    assert LETTERS["substack"].url == LETTERS["beehiiv"].url == LETTERS["plain"].url == ""


def test_pictures_stay_but_for_icons_logos_and_counters():
    kept = {name: re.findall(r'src="([^"]+)"', each.html) for name, each in LETTERS.items()}
    assert kept["substack"] == ["https://substackcdn.com/image/fetch/w_1100/herring.jpeg"]
    assert kept["mailchimp"] == ["https://mcusercontent.com/1d2c/images/crane.jpg"]
    assert [url[-9:] for url in kept["beehiiv"]] == ["ferry.png"] and kept["german"] == []
    assert LETTERS["mailchimp"].image.url == kept["mailchimp"][0] and LETTERS["german"].image is None


def test_a_link_to_the_readers_settings_in_the_text_becomes_words():
    assert "Sie können Ihre Themen wählen, wenn" in LETTERS["german"].text


def test_addresses_that_are_written_out_name_nobody_either():
    words = (
        "Those who want other themes choose them at {} and those who want none write to us, says the harbour master."
    )
    for own in ("https://t.example/preferences?k=1", "https://tide.example/unsubscribe?u=77&utm_source=a"):
        found = from_letter(read_letter(mail(text=words.format(own) + "\n\n" + "Long letter. " * 300)))
        assert "choose them at and those" in found.text and "t.example" not in found.html and "u=77" not in found.html
    found = from_letter(read_letter(mail(text=words.format("https://t.example/a?email=a@b.example&utm_id=1&b=2"))))
    assert ">https://t.example/a?b=2</a>" in found.html and 'href="https://t.example/a?b=2"' in found.html


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">secret</div>',
        "<p hidden>secret</p>",
        '<span style="max-height:0px;overflow:hidden">secret</span>',
        '<div style="mso-hide: all">secret</div>',
        '<div style="opacity:0">secret</div>',
        '<div class="preheader">secret</div>',
        '<div style="font-size:1px;color:#fff">secret</div>',
        '<div style="visibility:hidden">secret</div>',
        "<!--[if mso]><p>secret</p><![endif]-->",
        "<style>p:after{content:'secret'}</style>",
        "<title>secret</title>",
        '<img src="cid:secret" alt="secret">',
        '<img src="https://t.example/o/SECRETsecretSECRETsecretSECRETsecretSECRET">',
    ],
)
def test_what_is_not_shown_is_not_read(hidden):
    assert "secret" not in article(f"{hidden}{BODY}").html.lower()


@pytest.mark.parametrize(
    "shown",
    [
        '<td style="font-size:0px"><div style="font-size:14px">words</div></td>',
        '<p style="opacity:0.8">words</p>',
        '<div style="max-height:0.9em">words</div>',
        "<![if !mso]><p>words</p><![endif]>",
        "<center>words</center>",
    ],
)
def test_what_is_shown_is_read(shown):
    assert "words" in text(f"<table><tr>{shown}</tr></table>{BODY}")


FAREWELLS = {
    "en": "You receive this as you signed up. <a href='https://t.example/x?i=1'>Unsubscribe</a>",
    "en, here": "To unsubscribe from these mails, click <a href='https://t.example/unsubscribe?i=1'>here</a>.",
    "fr": "<a href='https://t.example/x?i=1'>Se désabonner</a>",
    "es": "<a href='https://t.example/x?i=1'>Darse de baja</a>",
    "pt": "<a href='https://t.example/x?i=1'>Cancelar inscrição</a>",
    "it": "<a href='https://t.example/x?i=1'>Disiscriviti</a>",
    "nl": "<a href='https://t.example/x?i=1'>Uitschrijven</a>",
    "sv": "<a href='https://t.example/x?i=1'>Avprenumerera</a>",
    "ru": "<a href='https://t.example/x?i=1'>Отписаться от рассылки</a>",
    "ja": "<a href='https://t.example/x?i=1'>配信停止はこちら</a>",
    "by its head": "<a href='https://tide.example/unsubscribe?u=77&amp;utm_source=a'>Genug</a>",
}


@pytest.mark.parametrize("farewell", FAREWELLS.values(), ids=FAREWELLS)
def test_a_letter_ends_where_one_leaves_it(farewell):
    found = article(f"{BODY * 3}<hr><p>© 2025 Tide Ltd</p><p>{farewell}</p><p>Tide Ltd, 1 Quay</p>")
    assert found.text.splitlines() == text(BODY * 3).splitlines() and "<hr>" not in found.html


def test_a_link_to_leave_at_the_top_or_in_the_middle_ends_nothing():
    leave = "<p><a href='https://t.example/unsubscribe?i=1'>Unsubscribe</a></p>"
    found = article(leave + BODY * 20 + leave + BODY * 30)
    assert found.text.count("harbour council") == 50 and "Unsubscribe" not in found.text


def test_a_letter_about_leaving_is_kept():
    words = "<p>How to <a href='https://news.example/unsubscribe-from-everything'>unsubscribe from everything</a>: " + (
        "write to each of them, wait for a week, and write again, because the first letter is never read by anyone.</p>"
    )
    assert "wait for a week" in text(words + BODY * 40)


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://a.example/?email=x%40y.example&p=1", "https://a.example/?p=1"),
        ("https://a.example/?to=x@y.example", "https://a.example/"),
        ("https://tide.substack.com/p/a?token=ey&r=5x&s=1", "https://tide.substack.com/p/a?s=1"),
        ("https://a.example/p?token=kept&r=2", "https://a.example/p?token=kept&r=2"),
    ],
)
def test_parameters_that_name_the_reader_go(url, public):
    assert impersonal(url) == public


@pytest.mark.parametrize(
    "link",
    [
        "https://click.example/ls/click?upn=u001.aBcD123",
        "https://x.example/v/0123456789abcdef0123",
        "https://a.example/?t=eyJhbGciOiJIUzI",
    ],
)
def test_an_address_on_the_web_that_may_name_the_reader_is_not_kept(link):
    assert article(f"<p><a href='{link}'>View in browser</a></p>{BODY}").url == ""


def test_a_mail_without_words_is_no_article():
    for html in (" ", "<p>&nbsp;</p>", "<img src='cid:x'>", "<div style='display:none'>x</div>"):
        with pytest.raises(ExtractError):
            article(html, text=" ")


PIECES = st.lists(
    st.sampled_from(
        [
            "<table>",
            "</table>",
            "<tr>",
            "<td style='display:none'>",
            "<td>",
            "</td>",
            "<p>",
            "<a href='https://t.example/unsubscribe'>",
            "</a>",
            "unsubscribe",
            "View in browser",
            "<img src='https://a.example/p.png' width=500>",
            "<hr>",
            "words ",
            "\u200c\xa0" * 9,
            "<ul><li>",
            "<h1>Tide tables for October</h1>",
            "<div",
            "&#0;",
            "<svg><script>",
            "<!--",
            "]]>",
            "<font size=9>",
            "<br>",
        ]
    ),
    max_size=40,
)


@settings(max_examples=80)
@given(PIECES)
def test_whatever_the_html_it_is_an_article_or_an_error_of_ours(pieces):
    try:
        found = article("".join(pieces) or "x", text=" ")
    except ExtractError:
        return
    assert (
        "<script" not in found.html and "unsubscribe'" not in found.html and 't.example/unsubscribe"' not in found.html
    )
