import pytest

from broadsheet.errors import BadInput, NotFound, NotSignedIn
from broadsheet.service import readers, searches
from tests.people import add_reader


@pytest.fixture
def ada(ctx):
    return add_reader(ctx, "Ada")


def names(ctx, reader):
    return [one.name for one in searches.kept(ctx, reader)]


def test_a_search_is_kept_under_a_name_or_under_its_words(ctx, ada):
    made = searches.keep(ctx, ada, name=" Ferries ", words=" ferry  -toy ", order="best")
    assert (made.name, made.words, made.order, made.kept) == ("Ferries", "ferry -toy", "best", ctx.clock())
    searches.keep(ctx, ada, name="", words="dam", order="nonsense")
    assert names(ctx, ada) == ["dam", "Ferries"]
    assert searches.get(ctx, ada, made.id) == made


def test_nobody_sees_or_changes_the_searches_of_another(ctx, ada):
    made = searches.keep(ctx, ada, name="", words="dam")
    bob = add_reader(ctx, "Bob")
    assert names(ctx, bob) == []
    for deed in (searches.get, searches.remove, lambda *given: searches.rename(*given, "Mine")):
        with pytest.raises(NotFound):
            deed(ctx, bob, made.id)
        with pytest.raises(NotSignedIn):
            deed(ctx, None, made.id)
    assert names(ctx, ada) == ["dam"]


def test_a_search_is_renamed_and_removed(ctx, ada):
    made = searches.keep(ctx, ada, name="", words="dam")
    assert searches.rename(ctx, ada, made.id, "Dams").name == "Dams"
    searches.remove(ctx, ada, made.id)
    assert names(ctx, ada) == []


def test_two_searches_of_one_reader_have_two_names(ctx, ada):
    searches.keep(ctx, ada, name="Dams", words="dam")
    other = searches.keep(ctx, add_reader(ctx, "Bob"), name="Dams", words="dam")
    second = searches.keep(ctx, ada, name="Seas", words="sea")
    with pytest.raises(BadInput, match="another search under that name"):
        searches.keep(ctx, ada, name="DAMS", words="sea")
    with pytest.raises(BadInput, match="another search under that name"):
        searches.rename(ctx, ada, second.id, "dams")
    assert other.name == "Dams" and names(ctx, ada) == ["Dams", "Seas"]


@pytest.mark.parametrize("words", ["", " ", "()", "?!", "a" * 600])
def test_a_search_that_asks_for_nothing_is_not_kept(ctx, ada, words):
    with pytest.raises(BadInput):
        searches.keep(ctx, ada, name="x", words=words)


def test_how_many_are_kept_is_bounded(ctx, ada, monkeypatch):
    monkeypatch.setattr(searches, "MOST", 1)
    searches.keep(ctx, ada, name="", words="dam")
    with pytest.raises(BadInput, match="Remove one"):
        searches.keep(ctx, ada, name="", words="sea")


def test_they_go_with_their_reader(ctx, ada):
    made = searches.keep(ctx, ada, name="", words="dam")
    readers.remove(ctx, ada, ada.id)
    with pytest.raises(NotFound):
        searches.get(ctx, ada, made.id)
