import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import BadFile
from broadsheet.understand.house_aliases import parse_aliases, read_aliases
from broadsheet.understand.vocabulary import Alias


def test_each_line_is_a_name_with_its_other_spellings():
    found = parse_aliases("# ours\n\nThe Bridge = Old Bridge, new bridge\nOban\n", "hashtags.txt")
    bridge = Alias("thebridge", "The Bridge")
    assert found == {"thebridge": bridge, "oldbridge": bridge, "newbridge": bridge, "oban": Alias("oban", "Oban")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Oban\n= Pier", "line 2: there is no name"),
        ("Oban = !!", "line 1: “!!” has no letter"),
        ("Oban = Pier\nLorne = pier", "line 2: “pier” stands for “Oban” already"),
        ("A" * 61, "line 1: the name is longer than 60 characters"),
        ("A\n" * 600_000, "larger than 1 MB"),
    ],
)
def test_a_mistake_is_told_with_its_line(text, said):
    with pytest.raises(BadFile) as told:
        parse_aliases(text, "hashtags.txt")
    assert said in told.value.reason
    assert "hashtags.txt" in told.value.reason


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    with pytest.raises(BadFile, match="cannot be read"):
        read_aliases(tmp_path / "none.txt")
    (tmp_path / "hashtags.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadFile, match="UTF-8"):
        read_aliases(tmp_path / "hashtags.txt")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        found = parse_aliases(text, "hashtags.txt")
    except BadFile:
        return
    assert all(its_key and alias.key and alias.name for its_key, alias in found.items())
