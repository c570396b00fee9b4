from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model.rights import Place, Rights, Said, Signal
from broadsheet.store import articles, timeline
from broadsheet.store.rights import read, write
from tests.store.samples import WHOLE, insight, keep

RIGHTS = Rights((Said(Signal.NOARCHIVE, Place.ROBOTS_META), Said(Signal.MAX_SNIPPET, Place.ROBOTS_HEADER, "50")))
SAID = st.builds(
    Said, st.sampled_from(Signal), st.sampled_from(Place), st.sampled_from(["", "7", "https://a.example/b?c=d"])
)


@given(st.lists(SAID, max_size=5))
def test_what_was_said_is_read_as_it_was_written(said):
    assert read(write(Rights(tuple(said)))) == Rights(tuple(said))


def test_a_line_of_a_newer_program_is_left_out():
    assert read("noarchive robots-meta\nnovel robots-meta\nnosnippet elsewhere\n\nnoarchive") == Rights(RIGHTS.said[:1])


def test_rights_come_with_the_article_and_with_its_card(conn, source, now):
    saved = keep(conn, source, replace(WHOLE, rights=RIGHTS), now)
    assert articles.get(conn, saved.id).article.rights == RIGHTS
    assert timeline.front(conn, None, 9).cards[0].rights == RIGHTS


def test_a_later_reading_brings_the_rights_of_its_day(conn, source, now):
    saved = keep(conn, source, replace(WHOLE, rights=RIGHTS), now)
    articles.renew(conn, saved.id, WHOLE, insight(), [], now, 2, None)
    assert articles.get(conn, saved.id).article.rights == Rights()
