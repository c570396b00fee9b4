"""What a story's page reads, and the lists that show one text or one story once."""

import pytest

from broadsheet.model.accounts import Account
from broadsheet.model.answers import Receipt, Sentence
from broadsheet.model.copies import Branch, Copy, CopyKind, CopyTree, LinkKind
from broadsheet.model.disagreements import Disagreement, DisagreementKind, Value, Voice
from broadsheet.model.rights import Policy
from broadsheet.model.spans import Span
from broadsheet.store import accounts, copies, timeline
from broadsheet.store.copies import Printed
from broadsheet.store.stories import reading
from tests.store.samples import add_source, keep, numbered
from tests.stories import place


@pytest.fixture
def story(conn, now):
    """Three articles in a story, the second with the text of the first, and one in another."""
    tags = (("Storm", "Tidewick"), ("Storm",), ("Tidewick", "Storm"), ("Dam", "Storm"))
    ids = [
        keep(conn, add_source(conn, f"paper{number}.example", now), numbered(number), now, tags=its).id
        for number, its in enumerate(tags)
    ]
    found = [
        Copy(ids[1], ids[0], CopyKind.COPY, 0.97, "97 % the same text"),
        Copy(ids[3], ids[0], CopyKind.COPY, 1, ""),
    ]
    copies.keep(conn, [Printed(one, 1, now, b"1") for one in ids], found, now)
    return place(conn, now, ids[:3], ids[3:])[0]


def test_its_articles_come_with_how_they_joined_and_whose_text_they_have(conn, story):
    first, second, third = reading.reports(conn, story)
    assert [one.card.title for one in (first, second, third)] == [f"News number {number}" for number in range(3)]
    assert (second.copy.of, second.copy.share, first.copy, third.copy) == (first.card.id, 0.97, None, None)
    assert second.joined.nearest == first.card.id and first.revision == 1
    assert reading.get(conn, story).independent == 2


def test_its_hashtags_are_what_most_outlets_write_about(conn, story):
    ids = [one.card.id for one in reading.reports(conn, story)]
    assert [tag.name for tag in reading.hashtags_of(conn, ids, 8)] == ["Storm", "Tidewick"]
    assert [tag.name for tag in reading.hashtags_of(conn, ids, 1)] == ["Storm"]


def test_a_hashtag_lists_each_story_once_and_goes_on_where_it_ended(conn, story):
    def titles(**more):
        shown, cursor = [], None
        while True:
            page = timeline.of_hashtag(conn, "storm", cursor, 1, **more)
            shown += [card.title for card in page.cards]
            cursor = page.next
            if cursor is None:
                return shown

    assert titles(by_story=True) == ["News number 3", "News number 2"] and len(titles()) == 4


def test_the_newest_leave_out_what_an_earlier_article_of_the_story_says(conn, story):
    shown = [card.title for card in timeline.front(conn, None, 10, reprints=False).cards]
    assert shown == ["News number 3", "News number 2", "News number 0"]
    assert len(timeline.front(conn, None, 10).cards) == 4


def test_an_account_is_kept_as_it_was_for_its_policy_and_what_it_rests_on(conn, now, story):
    voice = Voice(1, "Herald", now, Span(3, 5), Span(0, 9), changed=True)
    account = Account(
        CopyTree((Branch(None, "AP", now), Branch(1, "Herald", now, 0, LinkKind.CREDIT, "credits AP", ("Post",)))),
        (Sentence("Nobody was “hurt”.", (Receipt(1, 2, Span(0, 9)),), "Ada Quill", "Mayor"),),
        (Disagreement(DisagreementKind.NUMBER, "… hurt", (Value("12", (voice,)),), developed=True),),
    )
    accounts.keep(conn, story, Policy.PRIVATE, "abc", account, now)
    assert accounts.get(conn, story, Policy.PRIVATE, "abc") == account
    assert accounts.get(conn, story, Policy.PUBLIC, "abc") is accounts.get(conn, story, Policy.PRIVATE, "abd") is None
    accounts.keep(conn, story, Policy.PRIVATE, "abd", Account(), now)
    assert accounts.get(conn, story, Policy.PRIVATE, "abd") == Account()
    assert [one.text for one in accounts.texts_of(conn, [1, 2])] == ["Text 0.", "Text 1."]
