from dataclasses import replace

from sqlalchemy import delete

from broadsheet.model.revisions import ChangeKind, Version
from broadsheet.store import articles, revisions
from broadsheet.store.schema import articles as table
from tests.store.samples import EXCERPT, WHOLE, insight, keep

HEADLINE, NUMBER = ChangeKind.HEADLINE, ChangeKind.NUMBER


def renew(conn, number, article, now, *what):
    articles.renew(conn, number, article, insight(), (), now, 2, None, what)


def test_the_version_that_is_replaced_is_kept(conn, source, now):
    number = keep(conn, source, WHOLE, now).id
    renew(conn, number, replace(WHOLE, title="The dam breaks", text="It broke."), now + 60, HEADLINE, NUMBER)
    (kept,) = revisions.of_article(conn, number)
    assert kept.version == Version(WHOLE.title, WHOLE.lead, WHOLE.text)
    assert (kept.number, kept.until, kept.what) == (1, now + 60, (HEADLINE, NUMBER))
    assert revisions.kinds(conn, number) == ((HEADLINE, NUMBER),)
    assert articles.get(conn, number).revision == 2


def test_churn_replaces_the_text_and_keeps_nothing(conn, source, now):
    number = keep(conn, source, WHOLE, now).id
    renew(conn, number, replace(WHOLE, text=WHOLE.text + " 12 views"), now + 60)
    assert revisions.of_article(conn, number) == ()
    stored = articles.get(conn, number)
    assert (stored.article.text, stored.revision) == (WHOLE.text + " 12 views", 2)  # receipts speak of the new words


def test_a_new_headline_over_the_same_text_leaves_receipts_as_they_are(conn, source, now):
    number = keep(conn, source, WHOLE, now).id
    renew(conn, number, replace(WHOLE, title="The dam breaks"), now + 60, HEADLINE)
    assert articles.get(conn, number).revision == 1
    assert len(revisions.of_article(conn, number)) == 1


def test_an_excerpt_that_comes_whole_has_not_changed(conn, source, now):
    number = keep(conn, source, EXCERPT, now).id
    renew(conn, number, WHOLE, now + 60, NUMBER)
    assert revisions.of_article(conn, number) == ()


def test_only_the_newest_twenty_are_kept_and_go_with_their_article(conn, source, now):
    number = keep(conn, source, WHOLE, now).id
    for turn in range(25):
        renew(conn, number, replace(WHOLE, text=f"Text {turn}."), now + turn, NUMBER)
    assert [one.number for one in revisions.of_article(conn, number)] == list(range(6, 26))
    conn.execute(delete(table).where(table.c.id == number))
    assert revisions.of_article(conn, number) == ()


def test_a_second_look_is_counted_and_waits_with_the_others(conn, source, now):
    number = keep(conn, source, WHOLE, now).id
    articles.look_again(conn, number, now + 60)
    stored = articles.get(conn, number)
    assert (stored.looks, stored.next_try) == (1, now + 60)
    assert [one.id for one in articles.claim_retries(conn, now + 60, now + 900, 10)] == [number]
