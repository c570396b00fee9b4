import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.errors import BroadsheetError
from broadsheet.extract.article import extract
from broadsheet.extract.verdicts import verdicts
from tests.extract.samples import BODY, LEAD, NODE, PARAGRAPHS, TITLE, json_ld, page, raw
from tests.extract.test_memory import MADE, PROMOTION, read
from tests.extract.test_memory import page as site_page

CLUTTER = (
    f"<p>{TITLE}</p><p class=standfirst>{LEAD}</p><p class=byline>By Ann Lee</p>{BODY}"
    "<div class=share-bar><a href=/x>Share this</a></div><p hidden>Loading more …</p>"
    "<p>Read also: How the pier was lost</p><figure><img src=/a.jpg><figcaption>The pier</figcaption></figure>"
)


def told(body: str = CLUTTER, head: str = ""):
    return {one.words: one for one in verdicts(page(body, head or json_ld(NODE))).blocks}


def test_each_block_of_a_page_has_its_reason():
    blocks = told()
    assert all(blocks[paragraph].kept for paragraph in PARAGRAPHS)
    assert blocks[PARAGRAPHS[0]].because.startswith("text by its layout")
    assert blocks[PARAGRAPHS[0]].path.endswith("main > article > p")
    assert (blocks[LEAD].kept, blocks[LEAD].because) == (True, "the lead")
    left_out = {words: one.because for words, one in blocks.items() if not one.kept}
    assert left_out["News"] == "furniture by its tag, <nav>"
    assert left_out["Share this"] == "furniture by its class or id"
    assert left_out["Loading more …"] == "hidden"
    assert left_out["Ten cafés with a view of the bay"] == "a link far from the text"
    assert all(one.because for one in blocks.values())


def test_what_was_taken_for_text_and_trimmed_says_why():
    promotion = "Subscribe to our newsletter, and find all the news of the bay in your inbox."
    blocks = told(BODY.replace("</p><p>Workers", f"</p><p><b>{promotion}</b></p><p>Workers"))
    assert not blocks[promotion].kept
    assert blocks[promotion].because == "a promotion: asks the reader to follow a channel, or goes on from such a line"
    assert blocks[promotion].score is not None and blocks[promotion].score > 0.3


def test_blocks_are_told_in_the_order_of_the_page():
    words = [one.words for one in verdicts(page(CLUTTER, json_ld(NODE))).blocks]
    in_order = ["News", LEAD, *PARAGRAPHS, "Share this", "Loading more …", "Read also: How the pier was lost"]
    assert [one for one in words if one in in_order] == in_order
    assert len(words) == len(set(words)) + 1  # the title stands there twice


def test_what_is_kept_is_the_article():
    found = verdicts(page(CLUTTER, json_ld(NODE))).blocks
    article = extract(page(CLUTTER, json_ld(NODE)))
    assert [one.words for one in found if one.kept] == [article.lead, *article.text.split("\n")]


def test_the_lead_says_what_spoke_for_it():
    assert verdicts(page(CLUTTER, json_ld(NODE))).lead.because == "its maker named it so"
    described = verdicts(page(f"<h2>{LEAD}</h2>{BODY}", f"<meta name=description content='{LEAD}'>")).lead
    assert (described.value, described.source) == (LEAD, "line")
    assert [one.source for one in described.told] == ["line", "description"]
    assert verdicts(page(BODY)).lead.because == "no line was named so, or says what the description says"


def test_a_text_for_machines_is_told():
    node = {**NODE, "articleBody": "\n\n".join(PARAGRAPHS * 3)}
    blocks = verdicts(page(BODY, json_ld(node))).blocks
    assert not any(one.kept for one in blocks)
    assert any("articleBody" in one.because for one in blocks)


def test_furniture_known_from_other_pages_names_its_reason():
    _, memory = read(site_page(number, number, MADE["plain"]) for number in range(20))
    found = verdicts(site_page(50, 50, MADE["plain"]), memory).blocks
    block = next(block for block in found if block.words == PROMOTION)
    assert not block.kept
    assert block.because.startswith("known from other pages of the site: The same words stood there on ")


@pytest.mark.parametrize("html", ["", "<p>", "<a href=/>", "<nav>News</nav>", "<p>Short.</p>", "<br>a<br>b"])
def test_pages_without_an_article_are_explained_too(html):
    assert all(one.because for one in verdicts(raw(f"<body>{html}")).blocks)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<nav>", "a", "b c", "<br>", "<b>", "</b>"]), max_size=12
    )
)
def test_any_page_has_a_verdict_for_each_word(parts):
    try:
        blocks = verdicts(raw("<body>x " + "".join(parts))).blocks
    except BroadsheetError:
        return
    assert sum(one.words.count("b c") for one in blocks) == parts.count("b c")
