import logging

import pytest

from broadsheet.errors import BadInput, NotFound, StoreBusy, StoreError
from broadsheet.web.errors import status_of


@pytest.mark.parametrize(("error", "status"), [(NotFound, 404), (BadInput, 400), (StoreBusy, 503), (StoreError, 503)])
def test_every_error_has_its_status(error, status):
    assert status_of(error("A sentence.")) == status


@pytest.mark.parametrize(
    "path",
    [
        "/article/99",
        "/outlet/99",
        "/tag/nothing",
        "/sources/99/remove",
        "/article/x",
        "/x",
        f"/article/{2**70}",
        "/outlet/-1",
    ],
)
def test_what_is_not_there_is_a_page_that_leads_on(ask, path):
    answer = ask(path)
    assert answer.status == 404
    assert 'href="/search"' in answer.text and "<h1>There is no such page</h1>" in answer.text


@pytest.mark.parametrize("path", ["/?kind=opera", "/newest?kind=opera", "/live?since=x", "/live?since=-1"])
def test_an_address_with_nonsense_in_it_is_answered_with_400(ask, path):
    answer = ask(path)
    assert answer.status == 400 and "<h1>That cannot be used as it is</h1>" in answer.text


def test_a_busy_store_asks_to_come_back(ask, paper):
    paper.fails = StoreBusy("Another program is writing to the database.")
    answer = ask("/")
    assert answer.status == 503 and answer.headers["retry-after"] == "5" and "Another program" in answer.text


@pytest.mark.parametrize(("error", "status"), [(RuntimeError("secret"), 500), (StoreError("secret table"), 503)])
def test_a_surprise_is_logged_and_never_shown(ask, paper, caplog, error, status):
    paper.fails = error
    with caplog.at_level(logging.ERROR):
        answer = ask("/")
    assert answer.status == status
    assert "secret" not in answer.text and "Traceback" not in answer.text
    assert "secret" in caplog.text
    assert "content-security-policy" in answer.headers


def test_a_wrong_method_is_a_page_too(ask):
    answer = ask("/article/7", form={})
    assert answer.status == 405 and "<h1>Not in that way</h1>" in answer.text
