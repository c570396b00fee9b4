import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.signing import decoded, is_ours, media_address

KEY = b"k" * 32
URL = "https://h.example/a.jpg?w=1&h=2"


def parts(address):
    _, _, signature, width, code = address.split("/")
    return signature, decoded(code), int(width)


@given(st.text(min_size=1), st.sampled_from([320, 640]))
def test_what_we_signed_is_ours(rest, width):
    address = media_address(KEY, f"https://h.example/{rest}", width)
    assert not set(address) & set("\"'<>& ") and address.isascii()
    assert is_ours(KEY, *parts(address))


@pytest.mark.parametrize(
    ("key", "url", "width"),
    [(b"j" * 32, URL, 640), (KEY, URL + "x", 640), (KEY, URL, 320), (KEY, "http://127.0.0.1/", 640)],
)
def test_another_key_address_or_width_is_not(key, url, width):
    signature = parts(media_address(KEY, URL, 640))[0]
    assert is_ours(KEY, signature, URL, 640) and not is_ours(key, signature, url, width)


@pytest.mark.parametrize("signature", ["", "é", "0" * 32, "x" * 1000])
def test_what_is_no_signature_is_not(signature):
    assert not is_ours(KEY, signature, URL, 640)


@given(st.text())
def test_any_code_is_an_address_or_none(code):
    assert isinstance(decoded(code), str)
