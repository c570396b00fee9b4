import pytest

from broadsheet.model.insights import HashtagType
from broadsheet.understand.hashtags import hashtags


def types(text, title="", language="en"):
    return {tag.key: tag.type for tag in hashtags(title, "", text, [], language, "")}


def test_whoever_has_a_title_or_an_age_is_a_person():
    found = types("The minister, Ada Quill, 51, came. Mr Quill met Ada Quill's brother. Ada Quill left.")
    assert found["adaquill"] is HashtagType.PERSON


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("In Norway they wait. Norway is cold, and Norway waits.", "en", "norway"),
        ("In Norwegen wartet man. Norwegen ist kalt, und Norwegen wartet.", "de", "norway"),
        ("В Норвегии ждут. Жители Норвегии ждут, и в Норвегии холодно.", "ru", "norway"),
        ("ノルウェーでは待つ。ノルウェーは寒い。ノルウェーの船。", "ja", "norway"),
    ],
)
def test_a_country_is_one_place_in_every_language(text, language, key):
    assert types(text, language=language)[key] is HashtagType.PLACE


def test_what_its_words_tell_is_believed():
    text = (
        "The Lorne Ferry Company said so. The Lorne Ferry Company waits. At the Lorne Cup and the Lorne Cup of last "
        "year it rained."
    )
    found = types(text, title="Lorne Ferry Company at the Lorne Cup")
    assert found["lorneferrycompany"] is HashtagType.ORGANISATION
    assert found["lornecup"] is HashtagType.EVENT


def test_a_common_noun_is_a_topic():
    text = "The ferry waits. Nobody repairs the ferry. Of the ferry, little is known, said Tam Orr in Oban."
    assert types(text, title="Who mends the ferry?")["ferry"] is HashtagType.TOPIC


def test_where_nothing_tells_there_is_no_type():
    assert types("Yesterday Kryva rose. Then Kryva fell, and Kryva rose.")["kryva"] is None
