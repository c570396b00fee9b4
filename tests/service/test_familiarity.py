"""The hashtags of new articles are those that articles here carry already."""

from dataclasses import replace

import pytest

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.errors import BadFile
from broadsheet.model.readers import OPERATOR
from broadsheet.service import timeline
from broadsheet.store import hashtags
from tests.service.test_told import item, publish, refresh

QUILL = "The mayor, Ada Quill, 51, opened the pier of Oban. Mayor Ada Quill cut a ribbon, and Ada Quill sang."
LATER = "Quill is unwell. In Oban they wait for Quill, and without Quill no pier is opened, they say in Oban."


@pytest.fixture
def alone(ctx):
    return replace(ctx, settings=ctx.settings.model_copy(update={"read_pages": False}))


def test_a_later_surname_is_the_person_of_earlier_articles(alone, outlet, clock):
    earlier = [item(n, f"{outlet.address}/{n}", f"Ada Quill opens pier {n}", QUILL) for n in "12"]
    address = publish(outlet, *earlier)
    refresh(alone, address)
    clock.now += 4000
    publish(outlet, *earlier, item(3, f"{outlet.address}/3", "Quill unwell", LATER))
    refresh(alone)
    with alone.database.read() as conn:
        assert hashtags.counts(conn, ["adaquill", "quill"]) == {"adaquill": 3, "quill": 0}
    tag, shown = timeline.of_hashtag(alone, OPERATOR, "adaquill")
    assert tag.type.value == "person"
    assert "Quill unwell" in [card.title for card in shown.cards]


def test_what_is_known_is_read_once_a_minute(ctx, clock):
    first = ctx.familiar()
    clock.now += 59
    assert ctx.familiar() is first
    clock.now += 1
    assert ctx.familiar() is not first


def test_the_operators_spellings_are_read_from_the_data_folder(alone, outlet):
    (alone.settings.data / "hashtags.txt").write_text("Mayor Quill = Ada Quill, Quill\n")
    with open_context(alone.settings) as opened:
        assert opened.familiar().house["quill"].name == "Mayor Quill"


def test_a_mistake_in_them_is_told_with_its_line(tmp_path):
    file = tmp_path / "ours.txt"
    file.write_text("Oban\nOban Pier = !\n")
    with pytest.raises(BadFile, match="line 2"), open_context(Settings(data=tmp_path / "d", hashtag_aliases=file)):
        pass
    missing = Settings(data=tmp_path / "d", hashtag_aliases=tmp_path / "none.txt")
    with pytest.raises(BadFile, match="cannot be read"), open_context(missing):
        pass
