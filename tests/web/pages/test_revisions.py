from dataclasses import replace

import pytest

from broadsheet.errors import NotSignedIn
from broadsheet.model.revisions import Changed, ChangeKind, Piece, ShownRevision, Swap
from broadsheet.service import revisions

SENTENCE = (Piece("same", "It sent "), Piece("gone", "140"), Piece("new", "<104>"), Piece("same", " tanks."))


@pytest.fixture
def changes(paper, monkeypatch):
    """Let the article have changed so."""

    def be(*shown):
        monkeypatch.setattr(revisions, "history", lambda _ctx, _reader, _number: (paper.reading.article, shown))

    return be


def shown(now, **more):
    values = {"number": 1, "at": now - 7200, "kinds": (ChangeKind.NUMBER, ChangeKind.REMOVED), "title": ()}
    values |= {"swaps": (Swap(ChangeKind.NUMBER, "140", "104"),), "edits": (SENTENCE,)}
    return ShownRevision(**{**values, **more})


def test_each_change_says_what_became_what(ask, changes, now):
    changes(shown(now))
    html = ask("/article/7/changes").text
    assert "<h2>Number, text removed</h2>" in html and "2 hours ago</time>" in html
    assert "<bdi>140</bdi> became <bdi>104</bdi>" in html
    assert '<del><span class="unseen" lang="en" dir="ltr">taken out: </span>140' in html
    assert '<ins><span class="unseen" lang="en" dir="ltr">put in: </span>&lt;104&gt;' in html


def test_what_came_or_went_alone_is_said_so(ask, changes, now):
    changes(shown(now, swaps=(Swap(ChangeKind.NAME, "Ada", ""), Swap(ChangeKind.NUMBER, "", "3")), left_out=2))
    html = ask("/article/7/changes").text
    assert (
        "<bdi>Ada</bdi> was taken out" in html and "<bdi>3</bdi> is new" in html and "2 more sentences changed" in html
    )


def test_the_words_of_an_arabic_article_run_from_right_to_left(ask, changes, paper, now):
    paper.reading = paper.article(language="ar", title="النفق")
    changes(shown(now, title=SENTENCE))
    assert '<div class="passages" lang="ar" dir="rtl">' in ask("/article/7/changes").text


def test_an_article_that_never_changed_says_so(ask, changes):
    changes()
    assert "Nobody has seen this article change." in ask("/article/7/changes").text


def test_visitors_are_sent_to_the_door(ask, monkeypatch):
    def refuse(*_given):
        raise NotSignedIn("Sign in first.")

    monkeypatch.setattr(revisions, "history", refuse)
    assert ask("/article/7/changes").status in {303, 401}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (Changed(1, (ChangeKind.QUOTE,)), ">Changed once since it was published</a>: quote</p>"),
        (
            Changed(3, (ChangeKind.HEADLINE, ChangeKind.NUMBER)),
            "Changed 3 times since it was published</a>: headline, number</p>",
        ),
        (Changed(0, ()), ">Reworded since it was published</a></p>"),
    ],
)
def test_an_article_says_how_often_it_changed(ask, paper, changed, words):
    paper.reading = replace(paper.reading, changed=changed)
    html = ask("/article/7").text
    assert words in html and 'href="/article/7/changes"' in html


def test_an_article_that_did_not_change_says_nothing(ask):
    assert "since it was published" not in ask("/article/7").text
