import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.extract.jsonld import article_node, read, strings
from tests.extract.samples import NODE, document, json_ld


@pytest.mark.parametrize(
    "nodes",
    [
        [NODE],
        [[NODE]],
        [{"@context": "https://schema.org", "@graph": [{"@type": "Organization"}, NODE]}],
        [{"@type": "WebPage", "mainEntity": NODE}],
        [{"@type": "BreadcrumbList"}, {"@type": "Article", "headline": "Other"}, NODE],
        [{**NODE, "@type": ["Thing", "http://schema.org/NewsArticle"]}],
    ],
)
def test_the_article_is_found_wherever_it_stands(nodes):
    assert article_node(document(head=json_ld(*nodes)).root)["headline"] == NODE["headline"]


def test_what_is_only_named_is_looked_up():
    graph = [{**NODE, "author": {"@id": "#ann"}}, {"@type": "Person", "@id": "#ann", "name": "Ann Lee"}]
    assert article_node(document(head=json_ld({"@graph": graph})).root)["author"]["name"] == "Ann Lee"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "one\ntwo"}',
        '{"a": "one\ntwo",}',
        '<!-- {"a": "one\ntwo"} -->',
        '//<![CDATA[\n{"a": "one\ntwo"}\n//]]>',
        '{"a": "one\ntwo"};',
        '{"a": "one\ntwo"} trailing words',
    ],
)
def test_broken_json_is_mended(text):
    assert " ".join(read(text)["a"].split()) == "one two"


@pytest.mark.parametrize("text", ["", "{", "nonsense", "[" * 100_000, '{"a":' * 100_000])
def test_what_cannot_be_mended_is_nothing(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a", ["a"]),
        (["a", {"name": "b"}, None, 3, True, ["c"]], ["a", "b", "3", "c"]),
        ({"name": ["a", "b"]}, ["a", "b"]),
        ({"other": "a"}, []),
        ("Fish &amp; chips", ["Fish & chips"]),
        (None, []),
    ],
)
def test_texts_are_found_in_any_shape(value, found):
    assert strings(value, "name") == found


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@type", "@graph", "@id", "author", "name", "headline", "x"]), inner, max_size=4
        )
    ),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_json_gives_a_node_or_none(value):
    text = json.dumps(value).replace("<", "\\u003c")
    node = article_node(document(head=f"<script type=application/ld+json>{text}</script>").root)
    assert isinstance(node, dict)
    assert all(isinstance(text, str) for text in strings(node.get("author"), "name"))
