from dataclasses import replace

import pytest

from broadsheet.errors import NotFound, NotSignedIn
from broadsheet.model.revisions import ChangeKind, Piece
from broadsheet.service import articles as reading
from broadsheet.service import revisions
from broadsheet.store import articles
from tests.store.samples import WHOLE, insight


def change(ctx, number, *kinds, **words):
    with ctx.database.write() as conn:
        articles.renew(conn, number, replace(WHOLE, **words), insight(), (), ctx.clock(), 2, None, kinds)


def test_each_change_is_shown_newest_first(ctx, alice, article):
    change(ctx, article, ChangeKind.NUMBER, text="The dam held 3 nights. People slept.")
    change(ctx, article, ChangeKind.HEADLINE, title="The dam breaks", text="The dam held 3 nights. People slept.")
    stored, (second, first) = revisions.history(ctx, alice, article)
    assert stored.article.title == "The dam breaks"
    assert second.title == (Piece("same", "The dam "), Piece("gone", "holds"), Piece("new", "breaks"))
    assert (second.edits, first.title) == ((), ())
    assert first.edits == ((Piece("same", "The dam held "), Piece("gone", "all night."), Piece("new", "3 nights.")),)
    assert reading.read(ctx, alice, article).changed.times == 2


def test_an_article_that_never_changed_has_no_history(ctx, alice, article):
    assert revisions.history(ctx, alice, article)[1] == ()
    assert reading.read(ctx, alice, article).changed is None


def test_visitors_and_wrong_numbers_are_refused(ctx, alice, article):
    with pytest.raises(NotSignedIn):
        revisions.history(ctx, None, article)
    with pytest.raises(NotFound):
        revisions.history(ctx, alice, 999)


def test_of_a_text_written_anew_forty_sentences_are_shown(ctx, alice, article):
    change(ctx, article, ChangeKind.ADDED, text="\n".join(f"Line {number} is new." for number in range(50)))
    (shown,) = revisions.history(ctx, alice, article)[1]
    assert (len(shown.edits), shown.left_out) == (40, 12)
