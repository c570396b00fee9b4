import pytest

from broadsheet.errors import BadInput
from broadsheet.text.mailboxes import mailbox


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ada@Example.ORG ", "ada@example.org"),
        ("ada+news@example.org", "ada+news@example.org"),
        ("ünal@bücher.example", "ünal@bücher.example"),
    ],
)
def test_an_address_has_one_form(typed, kept):
    assert mailbox(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "ada", "@example.org", "a@b@c.org", "a@b.org\r\nBcc: x@y.org", "a@b.org, c@d.org", "a" * 300 + "@b.org"],
)
def test_what_is_no_address_is_refused_in_words(typed):
    with pytest.raises(BadInput, match="not an address of mail"):
        mailbox(typed)
