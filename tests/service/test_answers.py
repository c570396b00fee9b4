import asyncio

import pytest
from sqlalchemy import update

from broadsheet.errors import NotSignedIn
from broadsheet.model.answers import Feature
from broadsheet.model.provenance import CitationKind
from broadsheet.model.readers import OPERATOR
from broadsheet.service import answers, articles, ingest, sources, timeline
from broadsheet.store import answers as store
from broadsheet.store import outlets
from broadsheet.store.schema import articles as table
from broadsheet.store.schema import texts
from tests.outlet import Answer, article

TEXT = (
    "The harbour council of Marlehaven voted on Tuesday to rebuild the northern pier. Engineers expect the work to "
    "cost 4.2 million crowns. “We have waited three winters for this day,” said Ada Marlowe, the harbour master. "
    "Fishermen had asked for it since the storm. A ferry will run from the southern quay meanwhile. "
    "The boats stay in the harbour, reports the Harbour Lamp. Work begins in May, Marlowe told Quay Radio. "
)


@pytest.fixture
def stored(ctx, outlet):
    address = outlet.publish("pier-rebuilt")
    outlet.pages["/pier-rebuilt"] = Answer(article("Pier rebuilt", text=TEXT).encode())

    async def read():
        await sources.add(ctx, OPERATOR, [address])
        await ingest.refresh_all(ctx, ingest.claim_due(ctx, 9))
        await ctx.client.close()

    asyncio.run(read())
    return articles.read(ctx, OPERATOR, timeline.front(ctx, OPERATOR).cards[0].id).article


def told(ctx, stored):
    return {answer.feature: answer for answer in answers.of_article(ctx, OPERATOR, stored)}


def test_an_article_has_key_points_quotes_names_and_numbers_word_for_word(ctx, stored):
    found = told(ctx, stored)
    assert len(found[Feature.POINTS].sentences) == 3
    quote = found[Feature.QUOTES].sentences[0]
    assert "waited three winters" in quote.text
    assert (quote.label, quote.kind) == ("Ada Marlowe", "the harbour master")
    labels = {one.label for one in found[Feature.FACTS].sentences}
    assert any("Ada Marlowe" in label for label in labels) and any("4.2" in label for label in labels)
    for answer in found.values():
        for one in answer.sentences:
            assert one.receipts[0].span.of(stored.article.text) == one.text


def test_answers_are_kept_with_their_receipts(ctx, stored):
    made = answers.of_article(ctx, OPERATOR, stored)
    with ctx.database.read() as conn:
        kept = store.of_article(conn, stored.id)
    assert [one for one in kept if one.sentences] == list(made)
    assert {receipt.revision for one in kept for said in one.sentences for receipt in said.receipts} == {1}


def test_a_text_that_was_changed_gets_new_answers(ctx, stored):
    answers.of_article(ctx, OPERATOR, stored)
    with ctx.database.write() as conn:
        conn.execute(update(table).values(revision=2))
        conn.execute(update(texts).values(text=stored.article.text.replace("Ada Marlowe", "Bela Marlowe")))
    changed = articles.read(ctx, OPERATOR, stored.id).article
    assert "Bela" in told(ctx, changed)[Feature.QUOTES].sentences[0].label


def test_words_that_left_the_text_unnoticed_are_left_out_and_counted(ctx, stored):
    answers.of_article(ctx, OPERATOR, stored)
    with ctx.database.write() as conn:
        conn.execute(update(texts).values(text=stored.article.text.replace("waited", "longed")))
    changed = articles.read(ctx, OPERATOR, stored.id).article
    assert told(ctx, changed)[Feature.QUOTES].lost > 0


def test_each_feature_has_an_example_from_todays_paper(ctx, stored):
    found = answers.examples(ctx, OPERATOR)
    assert set(found) == set(Feature) and found[Feature.POINTS].article == stored


def test_visitors_get_no_answers(ctx, stored):
    with pytest.raises(NotSignedIn):
        answers.of_article(ctx, None, stored)


def test_other_outlets_are_cited_once_each_and_ours_by_their_page(ctx, stored):
    with ctx.database.write() as conn:
        ours = outlets.find_or_add(conn, "lamp.test", "The Harbour Lamp")
    lamp, radio = answers.cited(ctx, OPERATOR, answers.of_article(ctx, OPERATOR, stored))
    assert (lamp.name, lamp.outlet_id, lamp.mentions) == ("The Harbour Lamp", ours.id, ((CitationKind.REPORTED, 0),))
    assert (radio.name, radio.outlet_id, radio.mentions) == ("Quay Radio", None, ((CitationKind.TOLD, 1),))
