import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.hashtags import key
from broadsheet.understand.hashtags import candidates, hashtags, label

FERRY = (
    "The ferry Maid of Lorne will not sail before Thursday, the islands minister Sir Alan Whitlock said in Oban on "
    "Monday. Mr Whitlock told the Lorne Herald that engineers from Clydeworks had found cracks in the pier at Oban. "
    "However, Clydeworks denied this. The cracks, the company said, were old. Whitlock will meet the UN maritime "
    "office in Geneva on Friday. Oban has had no ferry for a week."
)


def keys(title="", text="", topics=(), language="en", outlet="The Lorne Herald", lead=""):
    return [tag.key for tag in hashtags(title, lead, text, topics, language, outlet)]


def test_names_in_the_text_become_hashtags_best_first():
    found = keys("Ferry stays in Oban after cracks are found", FERRY)
    assert found[0] == "oban"
    assert found[1] == "alanwhitlock"
    all_of_them = [one.key for one in candidates("Ferry stays in Oban after cracks are found", FERRY, [], "en", "")]
    assert {"clydeworks", "maidoflorne", "lorneherald", "geneva"} <= set(all_of_them[:10])


def test_a_hashtag_has_a_key_a_name_and_a_label():
    tag = hashtags("", "", "Here Ursula von der Leyen spoke, and Ursula von der Leyen left.", [], "en", "")[0]
    assert (tag.key, tag.name, tag.label) == ("ursulavonderleyen", "Ursula von der Leyen", "#UrsulaVonDerLeyen")


def test_titles_days_and_words_that_begin_sentences_are_no_hashtags():
    found = keys("Ferry stays in Oban after cracks are found", FERRY)
    assert not {"monday", "friday", "thursday", "however", "the", "mr", "sir", "mrwhitlock"} & set(found)


def test_a_surname_belongs_to_the_full_name():
    found = keys("Whitlock meets engineers", FERRY)
    assert "alanwhitlock" in found
    assert "whitlock" not in found


def test_the_outlets_own_name_is_no_hashtag():
    assert "lorneherald" not in keys("Oban waits", FERRY, outlet="Lorne Herald")
    assert "lorneherald" not in keys(
        "Oban waits", FERRY, ["Lorne Herald", "lorneherald.example"], outlet="Lorne Herald"
    )


@pytest.mark.parametrize("spelling", ["US", "U.S.", "USA", "United States"])
def test_all_spellings_of_a_known_name_are_one_hashtag(spelling):
    assert keys("", f"Talks with the {spelling} began. Envoys of the {spelling} spoke with {spelling} officials.") == [
        "unitedstates"
    ]


def test_an_adjective_speaks_for_its_country():
    found = keys("", "A Swedish court heard two Swedish officers and one Swedish judge.")
    assert found == ["sweden"]


def test_a_name_in_the_genitive_is_the_same_name():
    found = keys("", "In Bergdorf wartet man. Bergdorfs Rat kommt aus Bergdorf und fährt nach Bergdorf.", language="de")
    assert found == ["bergdorf"]


def test_german_nouns_are_no_names():
    text = (
        "Die Bürger warten auf die Brücke. Der Trainer Karl Ammer und die Ministerin Ute Seldorf sprachen über das "
        "Geld und die Zukunft. In Seldorf und in Ammersheim wartet man, sagt Karl Ammer."
    )
    found = keys("Warten auf Antworten", text, language="de")
    assert {"karlammer", "uteseldorf"} <= set(found)
    assert not {"burger", "brucke", "trainer", "geld", "zukunft", "ministerin"} & set(found)


def test_a_declined_name_is_one_hashtag():
    text = "Совет города Новоград решил. Мэр Новограда сказал, что в Новограде тихо. Жители Новограда ждут."
    assert keys("Мост в Новограде", text, language="ru") == ["новоград"]


def test_japanese_terms_of_the_headline_become_hashtags():
    text = "カモメ島の港で修理が続く。カモメ島の住民は船を待つ。港の修理は冬まで続く。船会社はカモメ島への便を止めた。"
    assert "カモメ" in keys("カモメ島の港、修理続く", text, language="ja")


def test_arabic_terms_of_the_headline_become_hashtags():
    text = "قال مجلس المدينة إن الجسر القديم مغلق. ويمر بالجسر آلاف الناس. وأضاف المجلس أن الجسر سيفتح في الربيع."
    assert "الجسر" in keys("إغلاق الجسر حتى الربيع", text, language="ar")


def test_a_shared_phrase_without_capitals_may_be_a_hashtag():
    text = "Rules on river pollution failed. More river pollution was found. The river pollution law is old."
    assert "riverpollution" in keys("New law against river pollution", text)


def test_the_publishers_keywords_are_among_the_first():
    found = keys("Ferry stays in port", FERRY, ["News", "CalMac", "ferries", "Politics & Policy", "Oban"])
    assert {"oban", "calmac", "ferries"} <= set(found[:4])
    assert not {"news", "politicspolicy"} & set(found)


def test_the_end_of_a_better_hashtag_is_not_one_more():
    found = keys("Storm Edda passes", "They call it Edda. The roof that Edda took is found.", ["Storm Edda"])
    assert found == ["stormedda"]


def test_of_an_empty_article_nothing_is_said():
    assert keys() == []
    assert keys("The weather today", "It was cold. It rained. It will rain again.") == []


def test_there_are_eight_at_most():
    many = " ".join(f"In Town{chr(65 + n)} they met, and in Town{chr(65 + n)} they left." for n in range(20))
    assert len(keys("", many)) == 8


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Vladimir Putin", "#VladimirPutin"),
        ("climate change", "#ClimateChange"),
        ("L'Aquila", "#LAquila"),
        ("U.S. Open", "#USOpen"),
        ("Saint-Denis", "#SaintDenis"),
        ("気候変動", "#気候変動"),
        ("iPhone 17", "#IPhone17"),
    ],
)
def test_a_label_is_one_word(name, shown):
    assert label(name) == shown


def test_the_key_knows_no_case_accents_or_spaces():
    assert key("Nicolás Maduro") == key("nicolas-maduro") == key("#NicolasMaduro") == "nicolasmaduro"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.text(max_size=600), st.lists(st.text(max_size=40), max_size=5))
def test_any_text_gives_distinct_keys_of_letters_and_digits(title, text, topics):
    for language in ("en", "de", "ja", "ar", None):
        found = hashtags(title, "", text, topics, language, "Outlet")
        assert len({tag.key for tag in found}) == len(found) <= 8
        assert all(tag.key and " " not in tag.key and tag.label.startswith("#") for tag in found)


@pytest.mark.parametrize("unit", ["A ", "A-", "Aa'", "U.S.", "Van de ", "The Of The ", "「", "A" * 50 + " ", "#A,"])
def test_text_made_to_be_slow_is_read_in_bounds(unit):
    text = unit * 50_000
    assert len(hashtags(text[:5000], "", text, [text[:5000]] * 100, "en", text[:100])) <= 8


def test_a_syllable_of_a_vietnamese_word_is_no_hashtag():
    text = (
        "Tổng thống Mỹ gặp Nguyễn Văn An tại Hà Nội. Ông Nguyễn Văn An nói Mỹ và Hà Nội đồng ý. Tổng thống rời Hà Nội."
    )
    found = keys("Mỹ và Hà Nội đồng ý", text, language="vi")
    assert {"hanoi", "unitedstates"} <= set(found)
    assert "tong" not in found
