import pytest

from broadsheet.extract.article import extract
from tests.extract.samples import BODY, LEAD, PARAGRAPHS, page

IN_BLOCKS = "".join(f"<div class=block><p>{paragraph}</p></div>" for paragraph in PARAGRAPHS)
DESCRIPTION = f"<meta name=description content='{LEAD}'>"


@pytest.mark.parametrize(
    ("head", "body", "lead"),
    [
        (DESCRIPTION, f"<p class=sub>{LEAD}</p>{BODY}", LEAD),
        ("", f"<p class=article-standfirst>{LEAD}</p>{BODY}", LEAD),
        ("", f"<div class=ArticleLead><p>{LEAD}</p></div>{BODY}", LEAD),
        (DESCRIPTION, f"<h2>{LEAD}</h2>{BODY}", LEAD),
        (DESCRIPTION, f"<p><strong>{LEAD}</strong></p>{BODY}", LEAD),
        (DESCRIPTION, f"<p>{LEAD}</p>{BODY}", ""),  # the text's own first paragraph
        (DESCRIPTION, BODY, ""),  # said to machines only
        (f"<meta name=description content='{PARAGRAPHS[0]}'>", BODY, ""),
        (f"<meta name=description content='{PARAGRAPHS[0]}'>", IN_BLOCKS, ""),
        (DESCRIPTION, f"<figure><img src=/pier.jpg><figcaption>{LEAD}</figcaption></figure>{BODY}", ""),
        ("", BODY, ""),
    ],
)
def test_the_lead_is_a_standfirst_of_the_page(head, body, lead):
    assert extract(page(body, head)).lead == lead


def test_the_lead_is_said_once():
    article = extract(page(f"<p class=lead>{LEAD}</p>{BODY}", DESCRIPTION))
    assert article.lead == LEAD
    assert LEAD not in article.text
    assert LEAD not in article.html


def test_a_page_that_is_one_paragraph_has_a_text_and_no_lead():
    only = PARAGRAPHS[0] + " " + PARAGRAPHS[1]
    article = extract(page(f"<p class=lead>{only}</p>", f"<meta name=description content='{only}'>"))
    assert (article.lead, article.text) == ("", only)
