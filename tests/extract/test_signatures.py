import pytest

from broadsheet.extract.article import extract
from tests.extract.samples import BODY, PARAGRAPHS, page

LONGER = BODY + BODY.replace("pier", "deck").replace("harbour", "bay")


@pytest.mark.parametrize(
    "body",
    [
        f"<p><strong>Lena Hartley</strong></p>{LONGER}",
        f"<p><b>LENA HARTLEY</b></p>{LONGER}",
        f"<div><i>Lena Hartley</i></div><div>30 June 2025</div>{LONGER}",
        f"<div><span>Lena Hartley</span></div><div>30 June 2025, 14:07</div>{LONGER}",
        f"<p>Lena Hartley | 30 June 2025</p>{LONGER}",
        f"<p>30.06.2025 - Lena Hartley</p>{LONGER}",
        f"<p>By Lena Hartley on 30 June 2025</p>{LONGER}",
        f"<p>Par Lena Hartley le 30 juin 2025</p>{LONGER}",
        f"<p>Posted on 30 June 2025 by Lena Hartley</p>{LONGER}",
        f"{LONGER}<p><em>Lena Hartley</em></p>",
    ],
)
def test_an_author_who_stands_in_a_line_alone_is_found_and_is_no_text(body):
    article = extract(page(body))
    assert article.authors == ("Lena Hartley",)
    assert "Hartley" not in article.text and article.text.startswith(PARAGRAPHS[0])


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>Ines Marlow</b></p>",  # the text speaks of her: a subhead, or the words under her picture
        "<p><b>The Ferry</b></p>",  # "the" is written small elsewhere
        "<p><b>Photo: Bo Ek</b></p>",
        "<p><b>What Happened?</b></p>",
        "<h3>Lena Hartley</h3>",
        "<p>Lena Hartley</p>",  # neither its looks nor a date say what it is
        "<p><b>Coast Guard</b></p><p>30 June 2025</p><ul><li><a href=/c>Coast Guard</a></ul>",
        "<p><b>海港</b></p>",
        "<figure><img src=/a.jpg><figcaption><b>Lena Hartley</b></figcaption></figure>",
    ],
)
def test_no_author_is_invented(line):
    menu = "<ul><li><a href=/coast>Coast Guard</a></li></ul>"
    assert extract(page(f"{menu}{line}{LONGER}")).authors == ()


def test_a_description_that_was_cut_from_the_page_may_begin_with_the_author():
    head = f"<meta name=description content='Lena Hartley THE BAY – {PARAGRAPHS[0]}'>"
    assert extract(page(f"<p><b>Lena Hartley</b></p>{LONGER}", head)).authors == ("Lena Hartley",)


def test_who_is_named_better_stays():
    body = f"<p><b>Bo Ek</b></p><p>30 June 2025</p>{LONGER}"
    assert extract(page(body, "<meta name=author content='Lena Hartley'>")).authors == ("Lena Hartley",)
    assert extract(page(f"<p><b>Bo Ek</b></p>{LONGER}", "<meta name=author content=lena>")).authors == ("lena",)
    assert extract(page(body, "<meta name=author content='Harbour Post'>")).authors == ("Bo Ek",)
