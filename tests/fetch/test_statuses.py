import pytest

from broadsheet.fetch.statuses import bad_status, retry_after

SOON = "Thu, 09 Oct 2025 09:53:20 GMT"  # an hour after `now`


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 0),
        ("2145916800", 86_400),
        ("9" * 5_000, 86_400),
        (SOON, 3_600),
        ("Thu, 09 Oct 2025 11:53:20 +0200", 3_600),
        ("Thu, 09 Oct 2025 09:53:20", 3_600),
        ("Thu, 09 Oct 2014 09:53:20 GMT", 0),
        ("Thu, 09 Oct 2099 09:53:20 GMT", 86_400),
        ("", None),
        ("banana", None),
        ("-5", None),
        ("1.5", None),
        ("１２", None),
        ("Thu, 99 Oct 2025 99:53:20 GMT", None),
        ("Thu, 09 Oct 99999999999 09:53:20 GMT", None),
    ],
)
def test_a_server_may_ask_for_a_pause_of_up_to_a_day(header, seconds, now):
    assert retry_after(header, now) == seconds


@pytest.mark.parametrize(
    "status", [101, 202, 204, 206, 302, 304, 400, 401, 403, 404, 410, 418, 429, 451, 500, 503, 599]
)
def test_each_status_is_a_sentence_that_names_the_host(status, now):
    error = bad_status("dead.example", status, {}, now)
    assert str(error).startswith(f"dead.example answered {status}: ") and str(error).endswith(".")
    assert (error.status, error.retry_after, error.gone) == (status, None, status == 410)


@pytest.mark.parametrize(
    ("header", "said"),
    [("3600", "1 hour"), ("7000", "2 hours"), ("90", "2 minutes"), ("1", "1 second"), (SOON, "1 hour")],
)
def test_the_pause_that_is_asked_for_is_said(header, said, now):
    error = bad_status("busy.example", 429, {"retry-after": header}, now)
    assert str(error) == f"busy.example answered 429: it asks us to come less often. It asks us to wait {said}."
