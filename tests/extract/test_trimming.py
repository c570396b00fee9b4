import pytest

from broadsheet.extract.article import extract
from tests.extract.samples import BODY, NODE, PARAGRAPHS, TITLE, json_ld, page


@pytest.mark.parametrize(
    "extra",
    [
        f"<p>{TITLE}</p>" + BODY,
        "<p>By Ann Lee, harbour reporter</p>" + BODY,
        "<p>Ann Lee | 30 June 2025</p>" + BODY,
        BODY + "<p>Ann Lee</p>",
        BODY.replace("</p><p>", "</p><p>External content is not available</p><p>"),
        BODY.replace("</p><p>", "</p><p>* * *</p><p>"),
        BODY + f"<section class=mobile><div>{BODY}</div></section>",
    ],
)
def test_only_the_text_is_left(extra):
    assert extract(page(extra, json_ld(NODE))).text == "\n".join(PARAGRAPHS)


def test_a_list_of_links_to_other_articles_is_no_text():
    links = (
        "<ul><li>Coast: <a href=/a>What the storm of last autumn took away</a></li>"
        "<li>Ferries: <a href=/b>Where the boats go while there is no pier</a></li></ul>"
    )
    text = extract(page(BODY + BODY.replace("pier", "deck") + links)).text
    assert text.startswith(PARAGRAPHS[0])
    assert "Ferries" not in text


def test_a_kicker_before_the_title_is_no_text():
    head = json_ld({**NODE, "headline": TITLE})
    body = f"<h1><span>Coast</span> {TITLE}</h1>{BODY}"
    assert extract(page(body, head)).text == "\n".join(PARAGRAPHS)


def test_a_list_that_belongs_to_the_text_stays():
    text = extract(
        page(BODY + "<ul><li>212 piles of oak, each of them nine metres long</li><li>nine months</li></ul>")
    ).text
    assert text.endswith("- 212 piles of oak, each of them nine metres long\n- nine months")
