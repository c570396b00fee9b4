import subprocess
import sys

from broadsheet.extract.body import choose
from broadsheet.extract.runs import mark
from tests.extract.samples import BODY, PARAGRAPHS, URL, document


def test_the_runs_of_the_article_are_chosen_and_those_around_it_are_not():
    root = document(BODY).root
    runs = mark(root)
    chosen = [runs[place].words for place in choose(root, URL)]
    assert [words for words in chosen if words in PARAGRAPHS] == list(PARAGRAPHS)
    assert not {"Most read", "Privacy", "News"} & set(chosen)


def test_the_tree_stays_as_it_is():
    root = document(BODY).root
    mark(root)
    before = root.text_content()
    choose(root, URL)
    assert root.text_content() == before


def test_a_page_without_text_has_no_runs_of_an_article():
    root = document("").root
    for part in root.xpath("//header | //aside | //footer | //h1"):
        part.getparent().remove(part)
    mark(root)
    assert choose(root, URL) == {}


def test_a_server_that_waits_has_not_loaded_the_extractor():
    code = (
        "import sys, broadsheet.extract.article, broadsheet.text.sanitize;"
        "assert not {'trafilatura', 'htmldate', 'justext', 'dateparser'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
