"""Whether a body was signed by who shares our secret."""

import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.signatures import is_signed

SECRET, BODY = "a" * 64, b"<rss/>"


def sign(method, body=BODY, secret=SECRET):
    return f"{method}={hmac.new(secret.encode(), body, method).hexdigest()}"


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_every_method_of_the_standard_counts(method):
    assert is_signed(BODY, sign(method), SECRET)
    assert is_signed(BODY, f" {sign(method).upper()} ", SECRET)


@pytest.mark.parametrize(
    "header",
    ["", "=", "sha256", "sha256=", sign("md5"), sign("sha256")[:-1], sign("sha256", b"<rss />"), "sha256=é" * 9,
     sign("sha256", secret="b" * 64), sign("sha256").replace("sha256", "sha512"), sign("sha256").split("=")[1]],
)  # fmt: skip
def test_nothing_else_does(header):
    assert not is_signed(BODY, header, SECRET)


@given(st.text(), st.binary())
def test_no_header_is_a_fault(header, body):
    assert not is_signed(body, header, SECRET)
