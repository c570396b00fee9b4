"""Whose text an article has is found as it is gathered, the same whatever happens in between."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from broadsheet.model.moments import Moment
from broadsheet.model.readers import OPERATOR
from broadsheet.service import ingest, ranking
from broadsheet.store import articles, copies
from broadsheet.store.schema.copies import copies as copied
from broadsheet.store.schema.copies import prints
from broadsheet.store.stories import reading
from tests.store.samples import add_source, insight, keep, numbered

HOUR = 3600
WIRE = (
    "Storm Edda tore the roofs from forty houses in Tidewick on Sunday night and flooded the harbour up to the fish "
    "market. The mayor opened the school to all who could not sleep at home, and boats brought blankets from Marle. "
    "Nobody was hurt, the harbour master said, but the ferry will not sail before the pier has been looked at."
)
OWN = (
    "Tidewick counts its roofs after Storm Edda: of forty houses the storm took them on Sunday night, and in the "
    "flooded harbour the fish market of Tidewick stood under water. At the school, the mayor gave out blankets and "
    "soup, and the ferry at the pier waits for the harbour master."
)
OTHER = (
    "Engineers worked all night on the dam above Brannock, where water had run through a crack for three days. In the "
    "morning the villages below were told that they can go home. The crack is closed with concrete now, and a crane "
    "stands ready in case it opens again before the spring comes and the snow melts in the hills."
)


@pytest.fixture
def write(ctx):
    """Save an article that its outlet dates some hours ago; gives its number."""

    def writing(outlet, words=WIRE, hours=0, **more):
        dated = Moment(ctx.clock() - hours * HOUR, "2025-10-09T00:00:00Z")
        article = replace(numbered(0), url=f"https://{outlet}.example/{hours}", title="Storm Edda floods Tidewick",
                          text=words, published=dated, **more)  # fmt: skip
        with ctx.database.write() as conn:
            source = add_source(conn, f"{outlet}.example", ctx.clock())
            return keep(conn, source, article, ctx.clock(), tags=("Storm Edda",)).id

    return writing


def sources(ctx):
    """Which article has its text from which."""
    with ctx.database.read() as conn:
        return {one.article: one.of for one in copies.of_articles(conn, range(100)).values()}


def story(ctx, article_id):
    with ctx.database.read() as conn:
        return reading.of_article(conn, article_id)


def test_reprints_are_found_and_a_story_counts_who_reports_by_themselves(ctx, write):
    first, second, own = write("herald", hours=5), write("gazette", hours=3), write("post", OWN)
    ingest.gather(ctx)
    assert sources(ctx) == {second: first}
    found = story(ctx, first)
    assert (found.articles, found.outlets, found.independent) == (3, 3, 2) and story(ctx, own) == found


def test_an_earlier_text_that_comes_late_is_the_original_and_all_that_have_it_stay_together(ctx, write):
    late = [write("herald", hours=2)]
    ingest.gather(ctx)
    for hours in (9, 5, 7):
        late.append(write("gazette", hours=hours))
        ingest.gather(ctx)
    last, first, *others = late

    def original(article):
        return original(sources(ctx)[article]) if article in sources(ctx) else article

    assert {original(one) for one in (last, *others)} == {first}
    assert story(ctx, first).independent == 1


def test_a_restart_between_any_two_articles_changes_nothing(ctx, write):
    for outlet, hours in (("herald", 9), ("gazette", 6), ("post", 12), ("times", 3)):
        write(outlet, hours=hours)
        write(outlet, OTHER, hours=hours + 1)
        ingest.gather(ctx)
        ctx.memory.copies = None
    bit_by_bit = sources(ctx)
    assert len(bit_by_bit) == 6
    with ctx.database.write() as conn:
        conn.execute(delete(prints))
        conn.execute(delete(copied))
    ctx.memory.copies = None
    ingest.gather(ctx)
    assert sources(ctx) == bit_by_bit


def test_an_article_that_was_written_anew_is_no_copy_any_more(ctx, write):
    first, second = write("herald", hours=5), write("gazette", hours=3)
    ingest.gather(ctx)
    with ctx.database.write() as conn:
        old = articles.get(conn, second).article
        articles.renew(conn, second, replace(old, text=OTHER), insight(), [], ctx.clock(), 2, None)
    ingest.gather(ctx)
    assert sources(ctx) == {} and story(ctx, first).independent == 2


def test_agencies_that_are_credited_count_and_not_who_prints_them(ctx, write):
    one, two = write("herald", f"TIDEWICK (AP) - {WIRE}"), write("gazette", f"{OTHER} {WIRE}", authors=("AP",))
    ingest.gather(ctx)
    assert story(ctx, one).independent == story(ctx, two).independent == 1


def test_the_front_page_ranks_by_independent_outlets(ctx, write):
    write("herald", hours=1), write("gazette", hours=1), write("post", hours=1)
    ingest.gather(ctx)
    (shown,) = ranking.front(ctx, OPERATOR)
    assert shown.card.story.independent == 1
    assert "3 outlets, 1 independent" in [part.because for part in shown.standing.parts]
