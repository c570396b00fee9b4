import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.body import MOST_RUNS, choose
from broadsheet.extract.furniture import clear
from broadsheet.extract.runs import runs_of
from tests.extract.samples import BODY, PARAGRAPHS, TITLE, document


def chosen(body: str) -> list[str]:
    page = document(body)
    clear(page)
    runs = runs_of(page.root)
    return [runs[place].words for place in choose(runs, TITLE, ())]


def test_the_runs_of_the_article_are_chosen_and_those_around_it_are_not():
    words = chosen(BODY)
    assert [line for line in words if line in PARAGRAPHS] == list(PARAGRAPHS)
    assert not {"Most read", "Privacy", "News", "Ten cafés with a view of the bay"} & set(words)


def test_quotes_lists_and_text_outside_paragraphs_belong_to_the_article():
    items = ("Oak from the woods behind the town, seasoned for two years", "Iron bolts from the old lighthouse")
    quote = "We had thought of giving up before the winter, and then the first thousand tickets were sold in an hour."
    loose = "The ferry runs again from Tuesday, every twenty minutes, and takes bicycles without any charge until May."
    body = f"{BODY}<blockquote>{quote}</blockquote><ul><li>{items[0]}<li>{items[1]}</ul>{loose}{BODY}"
    assert {quote, loose, *items} <= set(chosen(body))


def test_teasers_behind_the_text_are_left_out():
    teaser = "Ten cafés with a view of the bay that every visitor should know before the summer"
    cards = "".join(f"<div class=card><a href=/{n}><h3>{teaser} {n}</h3></a></div>" for n in range(5))
    assert not [words for words in chosen(BODY + f"<section class=more>{cards}</section>") if "cafés" in words]


def test_a_page_without_text_has_no_runs_of_an_article():
    page = document("")
    for part in page.root.xpath("//header | //aside | //footer | //h1"):
        part.getparent().remove(part)
    clear(page)
    assert choose(runs_of(page.root), TITLE, ()) == {}


def test_no_page_makes_it_look_at_more_runs_than_an_article_has():
    runs = runs_of(document("<p>A line of a list that never ends, with a full stop." * (MOST_RUNS + 500)).root)
    assert max(choose(runs, TITLE, ()), default=0) < MOST_RUNS


@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<p>", "<b>", "<li>", "<a href=/>", "Some words. ", "中文字，", "<br>"])
    )
)
def test_any_page_can_be_weighed(pieces):
    runs = runs_of(document("".join(pieces)).root)
    assert set(choose(runs, "", ())) <= set(range(len(runs)))


def test_a_server_that_waits_has_not_read_the_model():
    code = (
        "import broadsheet.extract.article, broadsheet.extract.forest as forest;"
        "assert not forest.trained.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
