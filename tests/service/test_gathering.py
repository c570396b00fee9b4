"""New articles come into stories, the same whatever happens in between; and what a hand did holds."""

import sys
from dataclasses import replace

import pytest
from sqlalchemy import select

from broadsheet.service import ingest
from broadsheet.store.schema.stories import gathering, stories, story_articles, traces
from broadsheet.store.stories import reading
from tests.store.samples import add_source, keep, numbered

STORM = (
    "Storm Edda tore roofs from houses in Tidewick and flooded the harbour; the mayor of Tidewick opened the school."
)
DAM = "The Brannock dam holds after engineers worked all night, and villages below the Brannock dam sleep again."


def save(ctx, outlet, title, text):
    article = replace(numbered(0), url=f"https://{outlet}.example/{title}", title=title, text=text)
    tags = ("Storm Edda", "Tidewick") if "Edda" in text else ()
    with ctx.database.write() as conn:
        return keep(conn, add_source(conn, f"{outlet}.example", ctx.clock()), article, ctx.clock(), tags=tags).id


@pytest.fixture
def write(ctx):
    """Save articles: (outlet, title, text) each; gives their numbers."""

    def writing(*said):
        return [save(ctx, *one) for one in said]

    return writing


@pytest.fixture
def told(ctx):
    """Which articles are in one story, as sets of numbers."""

    def telling():
        with ctx.database.read() as conn:
            rows = conn.execute(select(story_articles.c.story_id, story_articles.c.article_id)).all()
        together = {}
        for row in rows:
            together.setdefault(row.story_id, set()).add(row.article_id)
        return together

    return telling


FOUR = (
    ("herald", "Storm Edda floods Tidewick harbour", STORM),
    ("gazette", "Harbour of Tidewick under water after Storm Edda", STORM),
    ("herald", "Brannock dam holds", DAM),
    ("post", "Tidewick counts its roofs after Storm Edda", STORM),
)


def test_articles_on_one_event_come_into_one_story(ctx, write, told):
    one, two, dam, three = write(*FOUR)
    assert ingest.gather(ctx) == 4 and ingest.gather(ctx) == 0
    assert sorted(told().values(), key=len) == [{dam}, {one, two, three}]
    with ctx.database.read() as conn:
        story = reading.of_article(conn, two)
    assert (story.headline_id, story.title, story.articles, story.outlets) == (one, FOUR[0][1], 3, 3)


def test_a_restart_between_any_two_articles_changes_nothing(ctx, write, told):
    for said in FOUR:
        write(said)
        ingest.gather(ctx)
        ctx.memory.gatherer = ctx.memory.state = None
    bit_by_bit = told()
    with ctx.database.write() as conn:
        for table in (story_articles, traces, stories, gathering):
            conn.execute(table.delete())
    assert ingest.gather(ctx) == 4
    assert told() == bit_by_bit


@pytest.mark.parametrize("rule", ["broadsheet.service.ingest.copying.fingerprint",
                                  "broadsheet.understand.stories.gathering.counted"])  # fmt: skip
def test_an_article_that_our_rules_stumble_over_keeps_no_other_from_its_story(ctx, write, told, monkeypatch, rule):
    module, name = rule.rsplit(".", 1)
    works = getattr(sys.modules[module], name)

    def stumbles(asked):
        if "poison" in getattr(asked, "text", asked):
            raise ValueError("a mistake of ours")
        return works(asked)

    monkeypatch.setattr(rule, stumbles)
    one, poisoned, two = write(FOUR[0], ("herald", "Nothing like it", "This is poison."), FOUR[1])
    assert ingest.gather(ctx) == 3
    assert sorted(told().values(), key=len) == [{poisoned}, {one, two}]
