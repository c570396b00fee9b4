import pytest

from broadsheet.model.insights import Hashtag, HashtagType
from broadsheet.text.hashtags import key
from broadsheet.understand.familiar import Familiar
from broadsheet.understand.hashtags import hashtags, label
from broadsheet.understand.spellings import sound
from broadsheet.understand.vocabulary import Alias

TALKS = "Talks on the ferry go on. In Oban, Whitlock spoke of a new pier, and Whitlock promised two."


def known(*names, articles=3, kind=HashtagType.PERSON, house=None):
    familiar = Familiar(house or {})
    for name in names:
        familiar.note(Hashtag(key(name), name, label(name), kind), articles)
    return familiar


def keys(title, text, familiar, language="en"):
    return [tag.key for tag in hashtags(title, "", text, [], language, "", familiar)]


def test_a_surname_alone_is_the_person_whom_other_articles_speak_of():
    assert "whitlock" in keys("Whitlock promises a pier", TALKS, known())
    found = keys("Whitlock promises a pier", TALKS, known("Alan Whitlock"))
    assert "alanwhitlock" in found
    assert "whitlock" not in found


def test_a_surname_that_two_bear_stays_a_surname():
    assert "whitlock" in keys("Whitlock promises a pier", TALKS, known("Alan Whitlock", "Ruth Whitlock"))


def test_one_article_is_too_little_to_know_whom_a_surname_means():
    assert "whitlock" in keys("Whitlock promises a pier", TALKS, known("Alan Whitlock", articles=1))


def test_a_place_is_nobody():
    familiar = known("Fay Oban")
    familiar.note(Hashtag("oban", "Oban", "#Oban", HashtagType.PLACE))
    assert "oban" in keys("Whitlock in Oban", TALKS, familiar)


def test_a_plural_is_the_singular_that_others_use():
    text = "The ferries stay in port. Nobody repairs the ferries, and of the ferries one is old."
    assert "ferry" in keys("Ferries wait", text, known("ferry", kind=HashtagType.TOPIC))


@pytest.mark.parametrize("spelling", ["Wolodymyr Selenskyj", "Volodymyr Zelenskyy", "Володимир Зеленський"])
def test_a_name_has_one_hashtag_however_it_is_spelled(spelling):
    assert sound(spelling) == sound("Volodymyr Zelensky")


def test_names_of_two_people_do_not_sound_alike():
    assert sound("John Marlow") != sound("Joan Marlow")
    assert sound("習近平") == ""


def test_a_spelling_that_sounds_like_a_known_name_is_that_name():
    text = "Here Yelena Marlova spoke. Then Yelena Marlova left Oban, and Yelena Marlova came again."
    assert "jelenamarlowa" in keys("", text, known("Jelena Marlowa"))


def test_case_and_accents_are_those_of_the_hashtag_that_is_there():
    tags = hashtags("", "", "In KRYVA they wait. KRYVA is closed, and KRYVA waits.", [], "en", "", known("Kryva"))
    assert tags[0].name == "Kryva"


def test_of_two_candidates_the_one_that_others_carry_comes_first():
    text = "In Tarn they met. In Vell they left. In Vell it rained. In Tarn it rained too."
    assert keys("", text, known())[0] == "tarn"
    assert keys("", text, known("Vell", kind=None))[0] == "vell"


def test_the_operators_spelling_counts_more_than_ours():
    house = {"trump": Alias("potus", "POTUS"), "whitlock": Alias("minister", "The Minister")}
    found = keys("Trump meets Whitlock", f"{TALKS} Trump came. Trump left.", known(house=house))
    assert {"potus", "minister"} <= set(found)
