"""Issues are written once, together with their mails."""

from dataclasses import replace

from broadsheet.model.insights import Hashtag
from broadsheet.store import issues, mails, timeline
from tests.store.broadcast import PLAN, add_channel, draft, join
from tests.store.samples import add_source, keep, numbered


def test_an_issue_and_a_mail_for_each_member(conn, now):
    channel = add_channel(conn, now)
    for name in ("alice", "bob"):
        join(conn, channel, f"{name}@home.example", now)
    number = issues.add(conn, channel, draft(conn, now), now)
    found = issues.get(conn, channel.id, number)
    assert (found.title, found.because, found.picks[0].because) == ("Wednesday", "All new.", "New.")
    assert found.picks[0].card.title == "News number 1" and mails.waiting(conn) == 2


def test_made_twice_there_is_one(conn, now):
    channel = add_channel(conn, now)
    join(conn, channel, "alice@home.example", now)
    assert issues.add(conn, channel, draft(conn, now), now)
    assert issues.add(conn, channel, draft(conn, now, number=2), now) is None
    assert mails.waiting(conn) == 1 and len(issues.newest(conn, channel.id, 9)) == 1


def test_a_message_of_a_partner_goes_to_those_who_said_yes_and_is_no_news(conn, now):
    channel = add_channel(conn, now, plan=replace(PLAN, partners=True))
    join(conn, channel, "alice@home.example", now, partners=True)
    join(conn, channel, "bob@home.example", now)
    number = issues.add(conn, channel, replace(draft(conn, now), message="Buy.", picks=()), now)
    assert mails.waiting(conn) == 1 and issues.last_made(conn, channel.id) is None
    assert issues.newest(conn, channel.id, 9) == ()
    assert [issue.id for issue in issues.newest(conn, channel.id, 9, messages=True)] == [number]


def test_an_issue_belongs_to_its_channel(conn, now):
    one, other = add_channel(conn, now, "one"), add_channel(conn, now, "other")
    number = issues.add(conn, one, draft(conn, now), now)
    assert issues.get(conn, other.id, number) is None and issues.get(conn, one.id, 2**60) is None
    assert issues.articles_sent(conn, one.id) and not issues.articles_sent(conn, other.id)


def test_what_was_made_since_is_known_by_its_slot(conn, now):
    channel = add_channel(conn, now)
    issues.add(conn, channel, draft(conn, now, "old"), now - 100)
    issues.add(conn, channel, draft(conn, now, "new", 2), now)
    assert issues.slots_since(conn, channel.id, now - 50) == ["new"] and issues.last_made(conn, channel.id) == now


def test_what_many_outlets_share_is_worth_choosing_however_much_came_after(conn, now, monkeypatch):
    monkeypatch.setattr(issues, "FRESH", 3)
    one, other = add_source(conn, "one.example", now), add_source(conn, "other.example", now)
    shared = [keep(conn, source, numbered(n), now, tags=("Storm",)).id for n, source in enumerate((one, other))]
    for number in range(2, 9):
        keep(conn, one, numbered(number), now + number)
    ids = issues.worth_choosing(conn, now)
    assert set(shared) <= set(ids) and len(ids) == 5
    assert issues.worth_choosing(conn, now + 100) == []


def test_articles_with_a_hashtag_are_counted_within_a_time(conn, now, source):
    for number in range(3):
        keep(conn, source, numbered(number), now + number, tags=("Storm",))
    storm = Hashtag("storm", "Storm", "#Storm")
    assert issues.carried(conn, storm, now, now + 2) == 2
    assert issues.carried(conn, Hashtag("calm", "Calm", "#Calm"), 0, now + 9) == 0


def test_an_article_that_is_gone_leaves_the_issue(conn, now):
    channel = add_channel(conn, now)
    number = issues.add(conn, channel, draft(conn, now), now)
    assert timeline.of_ids(conn, list(issues.articles_sent(conn, channel.id))).cards
    assert len(issues.get(conn, channel.id, number).picks) == 1
