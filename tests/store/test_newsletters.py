"""How far the mailbox was read, its senders, and those not wanted; on both databases."""

from broadsheet.model.newsletters import Progress, Sender
from broadsheet.model.sources import State
from broadsheet.store import newsletters, sources

BOX = "ada@mail.example:993/INBOX"
TIDE = Sender("list-id:tide.example", "letter@tide.example", "Tide Letter")
PIER = Sender("list-id:pier.example", "letter@tide.example", "Pier Letter")
KAI = Sender("mailto:kai@tide.example", "kai@tide.example", "Kai")


def test_what_was_read_is_known_again(conn, now):
    assert newsletters.progress(conn, BOX) == Progress()
    newsletters.advance(conn, BOX, 7, 41)
    newsletters.looked(conn, BOX, now, now + 300, None)
    assert newsletters.progress(conn, BOX) == Progress(7, 41, now, now + 300, 0, None)
    assert newsletters.progress(conn, "other") == Progress()


def test_one_at_a_time_claims_the_mailbox(conn, now):
    assert newsletters.claim(conn, BOX, now, now + 600) == Progress()
    assert newsletters.claim(conn, BOX, now + 599, now + 900) is None
    newsletters.release(conn, BOX, None)
    assert newsletters.claim(conn, BOX, now + 1, now + 600) is not None


def test_a_failure_is_counted_and_written_beside_every_sender(conn, now, source):
    tide = newsletters.source_of(conn, TIDE, now)
    for _ in range(2):
        newsletters.looked(conn, BOX, now, now + 300, "It did not answer.")
    found = sources.get(conn, tide.id)
    assert (found.state, found.reason, found.failures) == (State.FAILING, "It did not answer.", 2)
    assert newsletters.progress(conn, BOX).failures == 2
    assert sources.get(conn, source.id).state is State.NEW
    newsletters.looked(conn, BOX, now, now + 300, None)
    assert sources.get(conn, tide.id).failures == newsletters.progress(conn, BOX).failures == 0


def test_a_sender_is_one_source_with_an_outlet_of_its_own_that_is_never_due(conn, now):
    tide, pier, kai = (newsletters.source_of(conn, sender, now) for sender in (TIDE, PIER, KAI))
    assert newsletters.source_of(conn, TIDE, now).id == tide.id
    assert len({one.outlet.id for one in (tide, pier, kai)}) == 3
    assert (tide.outlet.host, pier.outlet.host) == ("letter@tide.example", "pier.example")
    sources.make_due(conn, now)
    sources.make_due(conn, now, tide.id)
    assert sources.due(conn, now + 10**9, 9) == []


def test_who_is_declined_stays_so_until_accepted(conn, now):
    for sender in (TIDE, PIER):
        newsletters.decline(conn, newsletters.source_of(conn, sender, now), now)
        newsletters.decline(conn, newsletters.source_of(conn, sender, now), now)
        sources.remove(conn, newsletters.source_of(conn, sender, now).id)
    assert newsletters.is_declined(conn, TIDE) and not newsletters.is_declined(conn, KAI)
    assert {one.title for one in newsletters.accept(conn, "letter@tide.example", now)} == {"Tide Letter", "Pier Letter"}
    assert not newsletters.is_declined(conn, TIDE) and newsletters.accept(conn, "letter@tide.example", now) == []
