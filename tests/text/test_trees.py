import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.trees import parse


@pytest.mark.parametrize(
    "crowd",
    [
        "<p " + " ".join(f"a{n}=b" for n in range(50_000)) + ">text",
        "<p " + " ".join(f"a{n}='>'" for n in range(50_000)) + ">text",
        "<p " + "".join(f'a{n}="b"' for n in range(50_000)) + ">text",
        "<p/" + "/".join(f"a{n}" for n in range(50_000)) + ">text",
    ],
)
def test_a_tag_with_countless_attributes_has_none(crowd):
    root = parse(crowd)
    assert root is not None
    assert max(len(element.attrib) for element in root.iter()) == 0
    assert "text" in root.text_content()


def test_a_tag_with_many_attributes_keeps_them():
    root = parse("<p " + " ".join(f"a{n}=b" for n in range(70)) + ">text")
    assert root is not None
    assert max(len(element.attrib) for element in root.iter()) == 70


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_tree_without_control_characters_or_nothing(text):
    root = parse(text)
    assert root is None or not set(map(chr, range(9))) & set("".join(root.itertext()))
