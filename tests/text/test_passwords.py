import pytest

from broadsheet.errors import BadInput
from broadsheet.text import passwords


def test_a_password_is_known_again_and_kept_only_as_a_hash():
    kept = passwords.hashed("four words in a row")
    assert "words" not in kept and passwords.is_right("four words in a row", kept)
    assert not passwords.is_right("four words in a ro", kept) and not passwords.is_dated(kept)


@pytest.mark.parametrize("weak", ["", "short", "aaaaaaaaaaaa", "x" * 257, "ada lovelace"])
def test_a_password_that_would_be_guessed_is_refused(weak):
    with pytest.raises(BadInput, match="password"):
        passwords.hashed(weak, "Ada Lovelace")


@pytest.mark.parametrize("kept", [None, "", "not a hash", "$argon2id$v=19$broken"])
def test_nothing_fits_a_hash_that_is_none(kept):
    assert not passwords.is_right("four words in a row", kept)
