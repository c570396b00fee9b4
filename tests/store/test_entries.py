import pytest

from broadsheet.errors import NotFound
from broadsheet.model.second_looks import Heard, Word
from broadsheet.store import articles, entries, sources
from tests.store.samples import WHOLE, keep, numbered


def test_saved_and_skipped_entries_are_known_and_others_are_not(conn, source, now):
    keep(conn, source, WHOLE, now, key="saved")
    articles.note_entry(conn, source.id, "skipped", "It is an advertisement.", now)
    assert articles.known(conn, source.id, ["saved", "skipped", "new"]) == {"saved", "skipped"}
    assert articles.known(conn, source.id + 1, ["saved"]) == set()


def test_very_many_and_very_long_keys_are_told_apart(conn, source, now):
    keys = [f"https://herald.example/{'x' * 3000}/{number}" for number in range(1200)]
    for key in keys[:3]:
        articles.note_entry(conn, source.id, key, "Old.", now)
    assert articles.known(conn, source.id, keys) == set(keys[:3])


def test_an_entry_that_is_an_article_is_not_skipped_any_more(conn, source, now):
    keep(conn, source, WHOLE, now, key="entry")
    articles.note_entry(conn, source.id, "entry", "Too old.", now)
    assert not keep(conn, source, WHOLE, now, key="entry").fresh


def test_an_entry_that_was_skipped_can_become_an_article(conn, source, now):
    articles.note_entry(conn, source.id, "entry", "It was empty.", now)
    assert keep(conn, source, WHOLE, now, key="entry").fresh


def test_an_entry_is_linked_to_an_article_that_is_here(conn, source, now):
    saved = keep(conn, source, WHOLE, now)
    for _ in range(2):
        articles.link(conn, source.id, "another guid", saved.id, now)
    assert articles.known(conn, source.id, ["another guid"]) == {"another guid"}
    assert sources.get(conn, source.id).articles == 1


def test_a_linked_entry_stays_the_article_it_is(conn, source, now):
    first, second = (keep(conn, source, numbered(number), now, key=str(number)) for number in range(2))
    articles.link(conn, source.id, "0", second.id, now)
    assert keep(conn, source, numbered(0), now, key="0", identities=()).id == first.id


def test_linking_for_a_removed_source_is_refused_in_words(conn, source, now):
    saved = keep(conn, source, WHOLE, now)
    sources.remove(conn, source.id)
    with pytest.raises(NotFound):
        articles.link(conn, source.id, "key", saved.id, now)


def test_what_a_source_says_of_its_articles_is_remembered(conn, source, now):
    long = "k" * 3000
    number = keep(conn, source, WHOLE, now, key=long).id
    entries.note(conn, source.id, "skipped", "No.", now)
    assert entries.heard(conn, source.id, [long, "skipped", "?"]) == {
        long: Heard(long, number, None, None, now, 0, waiting=False, whole=True)
    }
    entries.hear(conn, source.id, [Word(long, "digest", now + 60), Word("?", "other", None)])
    again = entries.heard(conn, source.id, [long])[long]
    assert (again.headline, again.modified) == ("digest", now + 60)
