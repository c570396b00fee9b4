import pytest

from broadsheet.errors import ExtractError
from broadsheet.extract.article import extract
from broadsheet.extract.excerpts import is_too_short
from tests.extract.samples import BODY, NODE, PARAGRAPHS, json_ld, page, raw


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("", True),
        ("Read more.", True),
        (PARAGRAPHS[0], False),
        (
            "イオン銀行は十四日、社長を解任する人事を発表した。持ち株会社の社長も引責辞任するという。経営責任を明確にする。",
            False,
        ),
    ],
)
def test_a_text_that_says_nothing_is_too_short(text, so):
    assert is_too_short(text) is so


def test_a_request_for_consent_is_no_article():
    words = (
        "We and our partners use cookies and ask for your consent to tracking. Read about privacy and partners here. "
    )
    with pytest.raises(ExtractError, match="consent"):
        extract(raw(f"<html><body><article><p>{words}</p><p>{words}Cookies!</p></article></body></html>"))


@pytest.mark.parametrize(
    ("node", "whole"),
    [
        ({**NODE, "isAccessibleForFree": True}, True),
        ({**NODE, "isAccessibleForFree": False}, False),
        ({**NODE, "isAccessibleForFree": False, "wordCount": 82}, True),
        ({**NODE, "isAccessibleForFree": False, "wordCount": 900}, False),
    ],
)
def test_an_excerpt_is_what_the_outlet_locks_and_shows_in_part(node, whole):
    assert (extract(page(BODY, json_ld(node))).excerpt_because is None) is whole
