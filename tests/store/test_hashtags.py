from broadsheet.model.insights import Hashtag, HashtagType, Insight
from broadsheet.model.second_looks import Word
from broadsheet.store import articles, hashtags
from tests.store.samples import keep, numbered


def test_a_hashtag_is_found_by_its_key(conn, source, now):
    keep(conn, source, numbered(1), now, tags=("Old Town",))
    assert hashtags.get(conn, "oldtown") == Hashtag("oldtown", "Old Town", "#Old Town")
    assert hashtags.get(conn, "newtown") is None


def test_the_busiest_hashtags_are_those_of_most_recent_articles(conn, source, now):
    for n, (at, tags) in enumerate([(now - 9000, "AB"), (now - 9000, "A"), (now, "BC"), (now, "C"), (now, "C")]):
        keep(conn, source, numbered(n), at, tags=tuple(tags))
    assert [(tag.name, used) for tag, used in hashtags.busiest(conn, now - 60, 2)] == [("C", 3), ("B", 1)]
    assert [(tag.name, used) for tag, used in hashtags.busiest(conn, now - 9000, 1)] == [("C", 3)]


def test_articles_are_counted_for_each_hashtag(conn, source, now):
    for n in range(3):
        keep(conn, source, numbered(n), now, tags=("A", "B") if n else ("A", "A"))
    assert hashtags.counts(conn, ["a", "b", "c"]) == {"a": 3, "b": 2, "c": 0}


def test_articles_that_share_most_and_rarest_hashtags_come_first(conn, source, now):
    ids = [keep(conn, source, numbered(n), now + n, tags=tags).id for n, tags in enumerate(
        [("Bus", "Dam"), ("Bus",), ("Dam",), ("Bus", "Dam"), ("Bus",), ("Sea",)]
    )]  # fmt: skip
    assert hashtags.together(conn, ["bus", "dam", "none"], ids[0], 10) == [ids[3], ids[2], ids[4], ids[1]]
    assert hashtags.together(conn, ["bus"], ids[0], 1) == [ids[4]]
    assert hashtags.together(conn, ["none"], ids[0], 1) == []


def test_only_so_many_hashtags_of_one_article_are_kept(conn, source, now):
    keep(conn, source, numbered(1), now, tags=tuple(f"Tag {n}" for n in range(300)))
    assert sum(hashtags.counts(conn, [f"tag{n}" for n in range(300)]).values()) == hashtags.MOST


def test_the_first_article_that_tells_what_a_hashtag_is_decides(conn, source, now):
    for n, told_type in enumerate([None, HashtagType.PERSON, None, HashtagType.PLACE]):
        told = Insight("en", (Hashtag("quill", "Quill", "#Quill", told_type),))
        articles.save(conn, source, [articles.Arrival(Word(str(n)), numbered(n), told, (numbered(n).url,))], now)
    assert hashtags.get(conn, "quill").type is HashtagType.PERSON
    assert hashtags.busiest(conn, now, 1)[0][0].type is HashtagType.PERSON


def test_what_new_articles_are_compared_with_is_what_most_articles_carry(conn, source, now):
    for n, tags in enumerate([("Dam", "Pier"), ("Dam",), ("Bus",)]):
        keep(conn, source, numbered(n), now, tags=tags)
    familiar = hashtags.familiar(conn)
    assert familiar[0] == (Hashtag("dam", "Dam", "#Dam"), 2)
    assert len(familiar) == 3
    assert hashtags.familiar(conn, 1) == familiar[:1]
