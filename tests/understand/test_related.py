import dataclasses
from collections import Counter

from broadsheet.model.insights import Hashtag
from broadsheet.model.related import Subject
from broadsheet.text.function_words import FUNCTION_WORDS
from broadsheet.text.words import tokens
from broadsheet.understand.related import related, terms

NOW = 1_760_000_000
DAY = 86_400

FERRY = "The ferry Maid of Lorne stays in Oban harbour, because Clydeworks engineers found cracks in the wooden pier."
FERRY_TOO = "Engineers of Clydeworks were called to Oban after cracks in the pier stopped the Maid of Lorne on its way."
FERRY_ALSO = (
    "Islanders near Oban wait for the Maid of Lorne; the cracks in the pier are old, says the Clydeworks union."
)
BELL = "Pupils of a village school voted to keep the old bell, which their teachers had wanted to give to a museum."
BRIDGE = "Repairs of the long bridge will last until spring, since two of its cables have to be made again in Sweden."

OBAN = Hashtag("oban", "Oban", "#Oban")
PIER = Hashtag("clydeworks", "Clydeworks", "#Clydeworks")


def subject(number, title, text, *, outlet=None, days=0, hashtags=()):
    return Subject(number, outlet or number, NOW - days * DAY, title, text, tuple(hashtags))


EDDA = Hashtag("stormedda", "Storm Edda", "#StormEdda")
TOTAL = 300
NEAR = dict.fromkeys(range(100), 0.5)


def cards(article, candidates, most=6, **frequencies):
    """The related articles in an archive of 300, in which small words are common and all others are as rare as here."""
    here = Counter(word for one in (article, *candidates) for word in set(tokens(f"{one.title} {one.text}")))
    common = dict.fromkeys(FUNCTION_WORDS["en"], 250)
    known = {word: (here | common | frequencies).get(word, 0) for word in terms(article)}
    return related(article, candidates, NEAR, known, TOTAL, most)


ARTICLE = subject(1, "Ferry stays in Oban", FERRY, hashtags=[OBAN, PIER])
SAME_STORY = subject(2, "Cracks stop Oban ferry", FERRY_TOO, hashtags=[OBAN])
OTHERS = [subject(10, "School keeps its bell", BELL), subject(11, "Bridge closed until spring", BRIDGE)]


def test_the_article_on_the_same_event_comes_with_what_both_share():
    (match,) = cards(ARTICLE, [SAME_STORY, *OTHERS], ferry=40)
    assert match.id == 2
    assert match.shared[0] == "#Oban"
    assert match.reason == "Both on #Oban and Maid of Lorne"


def test_an_empty_list_is_better_than_a_wrong_card():
    assert cards(ARTICLE, OTHERS) == ()
    assert cards(ARTICLE, []) == ()


def test_a_hashtag_that_all_have_brings_nobody_together():
    everywhere = Hashtag("scotland", "Scotland", "#Scotland")
    article = dataclasses.replace(OTHERS[0], hashtags=(everywhere,))
    other = dataclasses.replace(OTHERS[1], hashtags=(everywhere,))
    assert cards(article, [other], scotland=200) == ()


def test_the_articles_own_text_elsewhere_is_no_card():
    copy = dataclasses.replace(ARTICLE, id=3, outlet_id=9)
    assert cards(ARTICLE, [copy, ARTICLE]) == ()


def test_of_one_text_in_several_outlets_one_card_is_shown():
    copies = [dataclasses.replace(SAME_STORY, id=20 + n, outlet_id=20 + n) for n in range(4)]
    assert [match.id for match in cards(ARTICLE, copies)] == [23]


def test_an_outlet_has_one_card():
    texts = [FERRY_TOO, FERRY_ALSO, f"{FERRY_TOO[:60]} {FERRY_ALSO[:70]}", f"{FERRY_ALSO[:50]} {FERRY_TOO[20:]}"]
    same_outlet = [subject(30 + n, f"Oban pier, part {n}", text, outlet=7) for n, text in enumerate(texts)]
    assert len(cards(ARTICLE, same_outlet)) == 1


def test_of_two_alike_the_fresher_comes_first():
    old = subject(40, "Cracks stop Oban ferry", FERRY_TOO, days=30)
    fresh = subject(41, "Islanders wait for Oban ferry", FERRY_ALSO)
    turned = [subject(42, "Cracks stop Oban ferry", FERRY_TOO), dataclasses.replace(fresh, id=43, dated=old.dated)]
    first = cards(ARTICLE, [old, fresh])[0]
    second = cards(ARTICLE, turned)[0]
    assert (first.id, second.id) == (41, 42)


def test_no_more_cards_than_asked_for():
    many = [subject(50 + n, f"Oban ferry: {word}", f"{FERRY_TOO} {word}") for n, word in enumerate(("a", "b"))]
    assert len(cards(ARTICLE, [SAME_STORY, subject(60, "Oban waits", FERRY_ALSO), *many], most=1)) == 1


def test_in_a_small_archive_common_words_are_no_reason():
    article = subject(
        1, "Night buses saved", "The council met for an hour, and afterwards somebody counted the proposals."
    )
    other = subject(2, "Seals return", "Somebody counted them for an hour, and afterwards the council met at the mole.")
    few = dict.fromkeys(terms(article), 2)
    assert related(article, [other], NEAR, few | {"the": 4, "an": 3}, 5) == ()


def test_a_hashtag_in_both_headlines_is_a_reason_however_often_it_is_met():
    article = subject(
        1, "Storm Edda takes the roof", "In Tidewick the storm took the roof of the market.", hashtags=[EDDA]
    )
    other = subject(2, "Lights on after Storm Edda", "The lights of Tidewick market came back.", hashtags=[EDDA])
    (match,) = cards(article, [other], edda=90, storm=90)
    assert match.shared[0] == "#StormEdda"


def test_function_words_and_days_are_not_what_articles_share():
    article = subject(1, "Fire on Thursday", "On Thursday the warehouse of Brandvik burned, and a shop.")
    other = subject(2, "Thursday it is", "On Thursday it was said by Brandvik that the mill would be sold.")
    (match,) = cards(article, [other])
    assert match.reason == "Both on Brandvik"


def test_japanese_articles_share_stretches_of_characters():
    article = subject(1, "連絡船、冬まで止まる", "カモメ島の桟橋で修理が始まり、連絡船は冬まで止まる見込みだ。")
    other = subject(
        2, "カモメ島の連絡船止まる", "町は、桟橋の修理のため連絡船は来ないと発表した。住民は食料を心配している。"
    )
    (match,) = cards(article, [other], まる=200)
    assert {"連絡船", "カモメ島"} <= set(match.shared)


def test_the_terms_are_those_that_search_and_comparison_want_to_know():
    assert {"oban", "ferry", "clydeworks"} <= set(terms(ARTICLE))
    assert len(terms(subject(1, "x", " ".join(f"word{n}" for n in range(1000))))) <= 60


def test_text_without_end_is_read_in_bounds():
    long = subject(1, "Oban " * 10_000, "ferry " * 500_000)
    assert cards(long, [dataclasses.replace(long, id=3), *OTHERS]) == ()


def test_what_other_outlets_write_comes_before_what_the_same_outlet_does():
    own = subject(2, "Cracks stop Oban ferry", FERRY_TOO, outlet=1, hashtags=[OBAN])
    other = subject(3, "Islanders wait", FERRY_ALSO, outlet=3, days=4, hashtags=[OBAN])
    assert [match.id for match in cards(ARTICLE, [own, other], ferry=40)] == [3, 2]
