import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.page_sources.elements import elements_of
from broadsheet.collect.page_sources.selectors import faults_of, read, select
from broadsheet.errors import BadInput
from broadsheet.model.page_sources import Selectors
from tests.collect.samples import page

HTML = (
    "<div id=news class='list top'><ul><li class='teaser a:b'><h2><a href=/a data-type='article'>A</a></h2></li>"
    "<li class=teaser><p><b><a href=/b lang=en-GB>B</a></b></p></li></ul></div><ol><li>C</li></ol>"
)


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("li", "A B C"),
        ("li.teaser", "A B"),
        ("#news.list", "AB"),
        ("#news li", "A B"),
        ("#news > li", ""),
        ("ul > li h2", "A"),
        ("ul>li>p", "B"),
        ("h2 , p", "A B"),
        (r".a\:b", "A"),
        ("a[data-type]", "A"),
        ("[data-type = article]", "A"),
        ("a[href^='/b']", "B"),
        ('a[lang|="en"]', "B"),
        ("[class~=top] a", "A B"),
        ("[href$=a], [class*=ease] b", "A B"),
        ("* > *", "AB AB A A A B B B B C C"),
        ("LI > H2", "A"),
    ],
)
def test_a_selector_finds_what_css_says(selector, found):
    elements = elements_of(page(HTML))
    body = [one for one in select(elements, read(selector)) if one.tag not in ("html", "head", "body")]
    texts = ["".join(elements.text(one).split()) for one in body]
    assert " ".join(texts) == found


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        ("", "empty"),
        ("a:hover", "conditions with a colon"),
        ("a::before", "pseudo-element"),
        ("li +", "beside each other"),
        ("li >", "Nothing follows"),
        ("li,", "breaks off"),
        (", li", "missing before the ,"),
        ("[href", "not complete"),
        ("//div/a", "XPath"),
        ("li{", "not understood"),
        ("a" * 301, "longer than"),
        ("a " * 11 + "a", "names after each other"),
        (",".join("a" * 13), "choices"),
    ],
)
def test_what_is_wrong_with_a_selector_is_said(selector, said):
    with pytest.raises(BadInput, match=said):
        read(selector)
    assert set(faults_of(Selectors(selector))) == {"item"}


def test_only_the_item_must_be_given():
    assert faults_of(Selectors("li", link=" ", date="::")) == {"date": faults_of(Selectors("::"))["item"]}


def test_a_deep_page_and_a_long_selector_take_no_time():
    deep = page("<div class=a>" * 250 + "<a href=/x>x</a>")
    assert select(elements_of(deep), read(".b .a .a .a .a .a .a .a a")) == []


@given(st.text(max_size=60) | st.text("abl.#[]=\"'>, *:\\", max_size=30))
def test_any_text_is_a_selector_or_bad_input(text):
    elements = elements_of(page(HTML))
    try:
        found = select(elements, read(text))
    except BadInput:
        pass  # with a sentence, as the cases above have it
    else:
        assert len(found) <= len(elements.all)
