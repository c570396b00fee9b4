from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.layout import Layout, figures_of
from broadsheet.extract.runs import runs_of
from tests.extract.samples import BODY, LEAD, PARAGRAPHS, TITLE, document


def laid_out(body: str, hints=lambda names: 0.0) -> Layout:
    return Layout(runs_of(document(body).root), hints)


def test_the_bulk_of_the_text_is_found():
    assert laid_out(BODY).top.tag == "article"


def test_links_far_from_the_text_are_not_weighed():
    layout = laid_out(BODY)
    weighed = {layout.runs[place].words for place in figures_of(layout, TITLE, (LEAD,))}
    assert set(PARAGRAPHS) <= weighed and "News" not in weighed


def test_what_an_element_holds_is_summed_up():
    layout = laid_out(BODY)
    every = sum(len(run.words) for run in layout.runs)
    around = layout.top
    while around.above is not around:
        around = around.above
    assert around.length == every and around.runs == len(layout.runs)
    assert layout.top.core == sum(map(len, PARAGRAPHS))


def test_names_are_asked_once_for_each_element_that_has_some():
    asked = []
    laid_out(f"<div class=story id=s1>{BODY}</div>", lambda names: asked.append(names) or 0.0)
    assert asked.count("story s1") == 1


@given(
    st.lists(
        st.sampled_from(["<div class=a>", "</div>", "<p>", "<li>", "<a href=/x>", "Words, and more. ", "中文字，", "!"])
    )
)
def test_every_run_that_is_weighed_has_as_many_figures(pieces):
    layout = laid_out("".join(pieces))
    assert len({len(row) for row in figures_of(layout, "", ()).values()}) <= 1
