"""Newsletters, from a real IMAP server to articles: each sender a source, each issue once."""

import asyncio
from dataclasses import replace

import pytest

from broadsheet.errors import BadSettings
from broadsheet.model.readers import OPERATOR
from broadsheet.model.sources import State
from broadsheet.service import newsletters, sources, timeline
from broadsheet.store import articles
from tests.dovecot import PASSWORD
from tests.newsletters import READER, SAMPLES, mail, plain, sample

DAY = 86_400


@pytest.fixture
def house(ctx, mail_server):
    """A Context whose mailbox is on the mail server."""
    return with_mailbox(ctx, newsletters=mail_server.address(), newsletters_password=PASSWORD)


def with_mailbox(ctx, **settings):
    return replace(ctx, settings=ctx.settings.model_copy(update=settings))


def look(ctx, clock):
    """The next look at the mailbox, when it is due."""
    clock.now += newsletters.LONGEST_PAUSE
    return newsletters.look(ctx)


def read(ctx):
    """All articles, oldest first."""
    with ctx.database.read() as conn:
        return list(articles.many(conn, range(1, articles.count(conn) + 1)).values())


def by_name(ctx):
    return {source.title: source for source in sources.listing(ctx, OPERATOR)}


def test_each_sender_is_a_source_and_each_issue_an_article(house, clock, mail_server):
    for name in SAMPLES:
        mail_server.put(sample(name))
    mail_server.put(plain())
    found = look(house, clock)
    assert (found.read, found.new, found.fault) == (5, 5, None)
    listed = by_name(house)
    assert set(listed) == {
        "Maren Holt from Slack Water", "Harbour Notes", "The Early Ferry", "Grauhafen Brief", "Dilys Marrack via Pier",
    }  # fmt: skip
    assert all(source.state is State.OK and source.articles == 1 and source.checked for source in listed.values())
    first, german = read(house)[0], read(house)[3]
    assert first.outlet.name == "Maren Holt from Slack Water" and first.article.title == "Why the herring came back"
    assert first.article.published.iso == "2025-10-08T06:30:00+02:00" and first.article.language == "en"
    assert first.article.excerpt_because is None and first.next_try is None
    assert german.article.language == "de"
    assert timeline.front(house, OPERATOR).cards


def test_a_second_look_brings_only_what_is_new(house, clock, mail_server):
    mail_server.put(mail(number="1"))
    assert look(house, clock).new == 1
    mail_server.put(mail(number="2", subject="Tide tables for November"))
    assert (look(house, clock).read, look(house, clock).read) == (1, 0)
    assert [stored.article.title for stored in read(house)] == ["Tide tables for October", "Tide tables for November"]


def test_the_mailbox_is_looked_at_every_five_minutes(house, clock):
    assert newsletters.look(house) is not None
    clock.now += newsletters.EVERY - 1
    assert newsletters.look(house) is None
    clock.now += 1
    assert newsletters.look(house) is not None


def test_when_the_server_numbers_its_mails_anew_nothing_comes_twice(house, clock, mail_server):
    mail_server.put(mail(number="1"))
    mail_server.put(mail(number="", subject="Without a number"))
    assert look(house, clock).new == 2
    mail_server.renumber()
    mail_server.put(mail(number="3"))
    found = look(house, clock)
    assert (found.read, found.new) == (3, 1) and len(read(house)) == 3


def test_a_first_look_takes_the_mails_of_the_last_month(house, clock, mail_server):
    mail_server.put(mail(number="old"), came=clock.now - 40 * DAY)
    assert look(house, clock).read == 0
    mail_server.put(mail(number="new"))
    assert (look(house, clock).new, len(read(house))) == (1, 1)


def test_mails_to_a_person_stay_in_the_mailbox_alone(house, clock, mail_server):
    mail_server.put(mail(number="1", list_id="", leaving="", subject="Your sign-in link"))
    mail_server.put(mail(number="2", list_id="", subject="To many"))
    assert look(house, clock).new == 1
    assert [stored.article.title for stored in read(house)] == ["To many"]


def test_with_an_address_only_mails_to_it_are_read(house, clock, mail_server):
    house = with_mailbox(house, newsletters_to="Ada's news <news+PAPER@home.example>")
    mail_server.put(mail(number="1", to=READER))
    mail_server.put(mail(number="2", to="ada@home.example"))
    mail_server.put(b"Delivered-To: news+paper@home.example\r\n" + mail(number="3", to="members@tide.example"))
    found = look(house, clock)
    assert (found.read, found.new) == (3, 2)


def test_two_newsletters_from_one_address_are_two_sources(house, clock, mail_server):
    for number in ("1", "2", "3"):
        mail_server.put(mail(number=number, list_id=f"<list{int(number) % 2}.tide.example>", subject=f"Issue {number}"))
    look(house, clock)
    assert sorted(source.articles for source in sources.listing(house, OPERATOR)) == [1, 2]


def test_a_removed_sender_does_not_come_back_until_it_is_asked_for(house, clock, mail_server):
    mail_server.put(mail(number="1"))
    look(house, clock)
    sources.remove(house, OPERATOR, by_name(house)["Tide Letter"].id)
    mail_server.put(mail(number="2"))
    assert look(house, clock).new == 0 and not by_name(house) and len(read(house)) == 1
    assert newsletters.survey(house, OPERATOR).senders[0].because == "Its source was removed."
    added = accept(house, "mailto:Letter@tide.example")
    assert added.source.title == "Tide Letter" and not added.known
    mail_server.put(mail(number="3"))
    assert look(house, clock).new == 1 and by_name(house)["Tide Letter"].articles == 1


def accept(ctx, address):
    return asyncio.run(sources.add(ctx, OPERATOR, [address]))[0]


def test_a_sender_that_never_wrote_cannot_be_added(house):
    assert "come by themselves" in accept(house, "mailto:nobody@tide.example").fault


def test_what_fails_is_said_beside_every_sender_and_ends_when_it_is_mended(house, clock, mail_server):
    mail_server.put(mail())
    look(house, clock)
    broken = with_mailbox(house, newsletters_password="wrong")
    assert "does not accept" in look(broken, clock).fault
    source = by_name(house)["Tide Letter"]
    assert source.state is State.FAILING and "does not accept" in source.reason and source.failures == 1
    assert newsletters.progress(house, OPERATOR)[1].reason == source.reason
    assert look(house, clock).fault is None and by_name(house)["Tide Letter"].state is State.OK


def test_a_mailbox_that_fails_is_tried_less_and_less(house, clock):
    broken = with_mailbox(house, newsletters="imap://ada@127.0.0.1:1/")
    pauses = []
    for _ in range(4):
        assert newsletters.look(broken).fault
        at = newsletters.progress(broken, OPERATOR)[1].next_look
        pauses.append((at - clock.now) // 60)
        clock.now = at
    assert pauses == [5, 10, 20, 40]


def test_a_mail_that_cannot_be_used_holds_up_no_other(house, clock, mail_server):
    mail_server.put(mail(number="1", html="<img src='cid:x'>", text=" "))
    mail_server.put(b"Subject: nobody\r\nList-Id: <a.b>\r\n\r\nText\r\n")
    mail_server.put(mail(number="huge", text="x" * 76 + "\n" + ("y" * 76 + "\n") * 140_000))
    mail_server.put(mail(number="2"))
    found = look(house, clock)
    assert (found.read, found.new, found.fault) == (4, 1, None)
    assert look(house, clock).read == 0


def test_a_mail_cannot_take_the_place_of_an_outlets_article(house, clock, mail_server):
    same = '<p><a href="https://herald.example/dam">View in browser</a></p><p>' + "Lies. " * 100 + "</p>"
    mail_server.put(mail(number="1", html=same))
    mail_server.put(mail(number="2", html=same, list_id="<other.example>", sender="Other <o@other.example>"))
    assert look(house, clock).new == 2
    assert [stored.article.url for stored in read(house)] == ["https://herald.example/dam"] * 2


def test_a_survey_says_what_is_there_and_keeps_nothing(house, mail_server):
    mail_server.put(mail(number="1"))
    mail_server.put(mail(number="2"))
    mail_server.put(mail(number="3", list_id="", leaving="", sender="Mum <mum@home.example>"))
    mail_server.put(mail(), "News")
    found = newsletters.survey(house, OPERATOR)
    assert (found.mails, found.recent) == (3, 3) and set(found.folders) == {"INBOX", "News"}
    assert [(one.name, one.mails, one.because) for one in found.senders] == [
        ("Tide Letter", 2, ""), ("Mum", 1, newsletters.NOT_A_LIST),
    ]  # fmt: skip
    assert not read(house) and not by_name(house) and mail_server.marks() == set()


def test_without_a_mailbox_nothing_is_read(ctx):
    assert newsletters.look(ctx) is None and newsletters.progress(ctx, OPERATOR) is None
    with pytest.raises(BadSettings, match="newsletters"):
        newsletters.survey(ctx, OPERATOR)


def test_senders_are_neither_fetched_nor_exported(house, clock, mail_server):
    mail_server.put(mail())
    look(house, clock)
    sources.check_now(house, OPERATOR)
    sources.check_now(house, OPERATOR, by_name(house)["Tide Letter"].id)
    assert by_name(house)["Tide Letter"].next_look is None
    assert newsletters.progress(house, OPERATOR)[1].next_look == clock.now
    assert b"tide" not in sources.export(house, OPERATOR)
