import pytest

from broadsheet.store.rows import LONGEST_KEY, number, plain, short


@pytest.mark.parametrize(
    ("text", "kept"), [("news", "news"), ("né", "né"), ("a\x00b", "ab"), ("a\ud800b", "a?b"), ("\x00\udfff", "?")]
)
def test_what_no_database_takes_is_left_out(text, kept):
    assert plain(text) == kept


def test_a_short_key_stays_as_it_is():
    assert short("https://herald.example/é") == "https://herald.example/é"


def test_a_long_key_becomes_short_and_stays_its_own():
    keys = [short("é" * 5000), short("é" * 5001), short("é" * 5000)]
    assert keys[0] == keys[2] != keys[1]
    assert all(len(key.encode()) <= LONGEST_KEY for key in keys)


@pytest.mark.parametrize(("value", "kept"), [(None, None), (0, 0), (-5, -5), (2**53, None), (-(10**30), None)])
def test_a_number_beyond_all_sense_is_none(value, kept):
    assert number(value) == kept
