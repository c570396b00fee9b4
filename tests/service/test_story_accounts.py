"""What the articles of a story say together: made once, made anew when one changes, and of what may be told alone."""

from dataclasses import replace

import pytest
from sqlalchemy import event, select

from broadsheet.model.readers import OPERATOR
from broadsheet.model.rights import Place, Policy, Rights, Said, Signal
from broadsheet.service import ingest, stories
from broadsheet.store import articles
from broadsheet.store.schema.copies import accounts
from broadsheet.store.schema.stories import gathering, story_articles, traces
from tests.store.samples import add_source, insight, keep, numbered
from tests.stories import HERALD, POST, place

CITING = (
    "The Herald reported that the captain had warned of the pier for years. Nobody at the harbour would speak of it."
)
OPEN = Rights((Said(Signal.LICENCE, Place.LINK, "https://creativecommons.org/licenses/by/4.0/"),))


@pytest.fixture
def pier(ctx):
    """A story of four articles; the third is a reprint of the first. Gives its number."""
    told = (("herald", HERALD), ("post", POST), ("gazette", HERALD), ("times", CITING))
    ids = []
    for number, (outlet, text) in enumerate(told):
        with ctx.database.write() as conn:
            article = replace(numbered(number), text=text, language="en", rights=OPEN if outlet == "post" else Rights())
            ids.append(keep(conn, add_source(conn, f"{outlet}.example", ctx.clock()), article, ctx.clock()).id)
    ingest.gather(ctx)  # finds the copies
    with ctx.database.write() as conn:
        return place_again(conn, ctx.clock(), ids)


def place_again(conn, now, ids):
    """All in one story, whatever the gatherer made of them."""
    for table in (story_articles, traces):
        conn.execute(table.delete())
    conn.execute(gathering.update().values(after=0))
    (story,) = place(conn, now, ids)
    return story


def kept(ctx):
    with ctx.database.read() as conn:
        return conn.execute(select(accounts.c.policy, accounts.c.told)).all()


def test_a_story_tells_who_has_it_from_whom_who_said_what_and_where_outlets_differ(ctx, pier):
    coverage = stories.read(ctx, OPERATOR, pier)
    account = coverage.account
    assert (account.tree.articles, coverage.independent) == (4, 2)
    assert {front: [card.outlet.name for card in cards] for front, cards in coverage.reprints.items()} == {
        1: ["Gazette"]
    }
    assert [card.id for card in coverage.originals] == [1, 2, 4]
    (quote,) = account.quotes
    assert (quote.label, quote.kind) == ("Ada Quill", "Mayor") and [one.article_id for one in quote.receipts] == [1, 2]
    assert all(
        one.span.of((HERALD, POST)[one.article_id - 1]).strip("“”") == quote.text.strip("“”") for one in quote.receipts
    )
    (difference,) = account.differences
    assert {value.written for value in difference.values} == {"12", "Fifteen"}
    said = account.sentence(difference.values[0].voices[0])
    assert said.text in (HERALD, POST)[said.article - 1]


def test_it_is_made_once_and_anew_when_an_article_changes_joins_or_leaves(ctx, pier):
    first = stories.read(ctx, OPERATOR, pier).account
    before = kept(ctx)
    assert stories.read(ctx, OPERATOR, pier).account == first and kept(ctx) == before and len(before) == 1
    with ctx.database.write() as conn:
        old = articles.get(conn, 2).article
        again = replace(old, text=old.text.replace("Fifteen passengers", "Twelve passengers"))
        articles.renew(conn, 2, again, insight(), [], ctx.clock(), 2, None)
    second = stories.read(ctx, OPERATOR, pier).account
    assert first.differences and not second.differences and second.quotes[0].receipts[1].revision == 2
    stories.take_out(ctx, replace(OPERATOR, id=0), pier, 4, "", "Another matter")
    assert stories.read(ctx, OPERATOR, pier).account.tree.articles == 3 and len(kept(ctx)) == 1


def test_sentences_come_from_articles_that_may_be_summarised_alone(ctx, pier):
    public = replace(ctx, settings=ctx.settings.model_copy(update={"policy": Policy.PUBLIC, "anonymous_reading": True}))
    for reader in (None, OPERATOR):
        account = stories.read(public, reader, pier).account
        assert [one.article_id for quote in account.quotes for one in quote.receipts] == [2]
        assert not account.differences and account.tree.articles == 4
    assert "Divers" not in str(kept(ctx)) and len(stories.read(ctx, OPERATOR, pier).account.quotes[0].receipts) == 2
    assert {policy for policy, _ in kept(ctx)} == {"public", "private"}


def test_a_story_of_one_article_has_no_account(ctx):
    with ctx.database.write() as conn:
        one = keep(conn, add_source(conn, "herald.example", ctx.clock()), numbered(1), ctx.clock()).id
        (story,) = place(conn, ctx.clock(), [one])
    coverage = stories.read(ctx, OPERATOR, story)
    assert coverage.independent == 1 and not coverage.account.quotes and kept(ctx) == []


def test_a_page_once_made_costs_few_statements(ctx, pier):
    stories.read(ctx, OPERATOR, pier)
    counted = []
    with ctx.database.read() as conn:
        event.listen(conn.engine, "before_cursor_execute", lambda *said: counted.append(said[2]))
    stories.read(ctx, OPERATOR, pier)
    assert len([said for said in counted if said.startswith(("SELECT", "WITH"))]) <= 6
