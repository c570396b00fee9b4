import pytest

from broadsheet.errors import BadInput
from broadsheet.model.readers import Role
from broadsheet.store import readers, searches


@pytest.fixture
def ada(database, now):
    with database.write() as conn:
        return readers.add(conn, name="Ada", role=Role.READER, password="", email=None, now=now).id


def keep(database, reader_id, name, now):
    with database.write() as conn:
        return searches.add(conn, reader_id, name=name, words="dam -sea", order="best", now=now)


def test_a_search_comes_back_as_it_was_kept(database, ada, now):
    made = keep(database, ada, "Dämme \0", now)
    with database.read() as conn:
        assert searches.of_reader(conn, ada) == (made,) == (searches.get(conn, ada, made.id),)
        assert (made.words, made.order, made.kept, searches.count(conn, ada)) == ("dam -sea", "best", now, 1)
        assert searches.get(conn, ada + 1, made.id) is None is searches.get(conn, ada, 2**70)


def test_a_name_is_used_once_in_whatever_spelling(database, ada, now):
    keep(database, ada, "Dämme", now)
    second = keep(database, ada, "Seen", now)
    with pytest.raises(BadInput):
        keep(database, ada, "DAMME", now)
    with pytest.raises(BadInput), database.write() as conn:
        searches.rename(conn, ada, second.id, "dämme")
    with database.write() as conn:
        searches.rename(conn, ada, second.id, "SEEN")
        searches.remove(conn, ada + 1, second.id)
        assert [one.name for one in searches.of_reader(conn, ada)] == ["Dämme", "SEEN"]


def test_searches_go_with_their_reader(database, ada, now):
    keep(database, ada, "Dams", now)
    with database.write() as conn:
        readers.remove(conn, ada)
        assert searches.count(conn, ada) == 0
