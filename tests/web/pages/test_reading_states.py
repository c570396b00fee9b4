"""Saving, hiding and reading articles, over the real app and a real database."""

import pytest

from tests.store.samples import WHOLE


def _act(visit, reader, article, act, back="/saved"):
    return visit(reader)(f"/article/{article}/state", form={"act": act, "back": back})


def test_who_opens_an_article_has_read_it(visit, alice, bob, article):
    assert "Nothing was read so far." in visit(alice)("/history").text
    assert "Mark as unread" in visit(alice)(f"/article/{article}").text
    assert WHOLE.title in visit(alice)("/history").text
    assert "Nothing was read so far." in visit(bob)("/history").text


def test_an_article_is_saved_and_taken_off_again(visit, alice, article):
    answer = _act(visit, alice, article, "save")
    assert (answer.status, answer.headers["location"]) == (303, "/saved")
    assert WHOLE.title in visit(alice)("/saved").text
    assert 'value="unsave" aria-pressed="true">Saved' in visit(alice)(f"/article/{article}").text
    _act(visit, alice, article, "unsave")
    assert "Nothing is saved." in visit(alice)("/saved").text


def test_hidden_articles_have_a_list_of_their_own(visit, alice, article):
    assert "Nothing is hidden." in visit(alice)("/hidden").text
    _act(visit, alice, article, "hide")
    assert WHOLE.title in visit(alice)("/hidden").text


def test_a_button_never_leads_to_another_site(visit, alice, article):
    assert _act(visit, alice, article, "save", back="//elsewhere.example").headers["location"] == "/"


@pytest.mark.parametrize("form", [{}, {"act": "burn"}, {"act": "save", "back": "x" * 3000}])
def test_what_is_no_act_is_refused(visit, alice, article, form):
    assert visit(alice)(f"/article/{article}/state", form=form).status in {400, 422}


def test_all_is_marked_as_read_and_that_taken_back(visit, alice, article):
    page = visit(alice)("/newest").text
    assert f'name="up_to" value="{article}"' in page and "Mark all as read" in page
    answer = visit(alice)("/read-all", form={"up_to": str(article), "back": "/history"})
    assert (answer.status, answer.headers["location"]) == (303, "/history")
    assert WHOLE.title in visit(alice)("/history").text
    assert 'action="/read-all/1/undo"' in visit(alice)("/newest").text
    assert visit(alice)("/read-all/1/undo", form={"back": "/history"}).status == 303
    assert "Nothing was read so far." in visit(alice)("/history").text
    assert visit(alice)("/read-all/1/undo", form={}).status == 404


def test_where_a_reader_was_is_remembered(visit, alice, article):
    assert visit(alice)(f"/article/{article}/way", form={"way": "420"}).status == 204


@pytest.mark.parametrize("path", ["/saved", "/history", "/hidden", "/following"])
def test_visitors_have_no_lists(visit, path):
    answer = visit(None)(path)
    assert answer.status == 303 and answer.headers["location"].startswith(("/sign-in", "/owner"))
