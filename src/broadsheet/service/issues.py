"""The issues of channels: those that are due are made, each once, together with the mails that bring it."""

from hashlib import blake2b

from broadsheet.errors import BadInput, NotFound
from broadsheet.model.channels import Channel, Draft, Pick, Rhythm, Subject
from broadsheet.model.readers import Reader, Right
from broadsheet.model.rights import Policy
from broadsheet.model.timeline import Card, Query
from broadsheet.service.context import Context, demand_reader
from broadsheet.store import channels, search, timeline
from broadsheet.store import issues as store
from broadsheet.store.database import Connection
from broadsheet.text import zones
from broadsheet.text.rights import shown_cards
from broadsheet.text.words import squash
from broadsheet.understand import breaking, edition

DAY = 86_400
FURTHEST = 3 * DAY  # seconds: how far back an issue looks, however long none was made
LATE = 6 * 3600  # seconds: articles that arrive so much after their own time still come into the next issue
KNOWN_FOR = 3 * DAY  # seconds that something announced is not announced again
MOST_CARDS = 500  # that are looked at
OF_AN_EVENT = 5  # articles in an issue about something that broke
LONGEST_TITLE, LONGEST_MESSAGE, LONGEST_PARTNER = 150, 5000, 80  # characters


def make_due(ctx: Context) -> int:
    """Make the issues that are due; gives how many. One that was missed, however often, is made once; where nothing is
    new, there is none. Made twice at the same time, there is one all the same."""
    now = ctx.clock()
    with ctx.database.read() as conn:
        due = channels.due(conn, now)
        drafts = [(channel, _draft(conn, channel, now)) for channel in due]
    made = 0
    for channel, draft in drafts:
        daily = channel.plan.rhythm is Rhythm.DAILY
        if draft or daily:
            with ctx.database.write() as conn:
                present = channels.by_id(conn, channel.id)
                if present is None or present.next_issue != channel.next_issue:
                    continue  # removed, changed or made by another worker since
                made += bool(draft and store.add(conn, present, draft, now))
                if daily:
                    channels.set_next(conn, channel.id, zones.following(channel.plan.minute, channel.plan.zone, now))
    return made


def send_message(ctx: Context, reader: Reader | None, key: str, *, partner: str, title: str, message: str) -> int:
    """A message of a partner to the members who said yes to such; gives how many they are.

    Raises BadInput where the owner has not switched them on, where something is missing, or where it was sent before.
    """
    demand_reader(ctx, reader, Right.BROADCAST)
    partner, title = squash(partner), squash(title)
    message = message.strip().replace("\r\n", "\n")
    if not 1 <= len(partner) <= LONGEST_PARTNER or not 1 <= len(title) <= LONGEST_TITLE:
        raise BadInput(f"Say who the partner is ({LONGEST_PARTNER} characters at most) and give the message a title.")
    if not 1 <= len(message) <= LONGEST_MESSAGE:
        raise BadInput(f"A message has 1 to {LONGEST_MESSAGE:,} characters.")
    digest = blake2b(f"{partner}\n{title}\n{message}".encode("utf-8", "replace"), digest_size=12).hexdigest()
    draft = Draft(f"partner/{digest}", title, f"From {partner}, who is responsible for it.", message)
    with ctx.database.write() as conn:
        channel = channels.get(conn, key)
        if channel is None:
            raise NotFound("There is no such channel here. It may have been removed.")
        if not channel.plan.partners:
            raise BadInput("Messages of partners are switched off for this channel.")
        if store.add(conn, channel, draft, ctx.clock()) is None:
            raise BadInput("This very message was sent before.")
        wanted = channels.counts(conn).get(channel.id)
    ctx.post()
    return wanted.partners if wanted else 0


def _draft(conn: Connection, channel: Channel, now: int) -> Draft | None:
    """The issue that a channel should have now, or None."""
    return _daily(conn, channel, now) if channel.plan.rhythm is Rhythm.DAILY else _breaking(conn, channel, now)


def _daily(conn: Connection, channel: Channel, now: int) -> Draft | None:
    last = store.last_made(conn, channel.id)
    since = max(channel.made - DAY if last is None else last, now - FURTHEST) - LATE
    sent = store.articles_sent(conn, channel.id)
    cards = [card for card in _cards(conn, channel, since, now) if card.id not in sent]
    picks = edition.choose(cards)
    if not picks:
        return None
    day, _ = zones.latest(channel.plan.minute, channel.plan.zone, now)
    slot = f"{day} {zones.clock(channel.plan.minute)}"
    return Draft(slot, zones.written(day), edition.why(picks, cards), picks=picks)


def _breaking(conn: Connection, channel: Channel, now: int) -> Draft | None:
    within = channel.plan.within * 60
    cards = _cards(conn, channel, now - within - breaking.LATE, now)
    rises = breaking.rising(cards, outlets=channel.plan.outlets, within=within)
    if not rises:
        return None
    before = {
        rise.hashtag.key: store.carried(conn, rise.hashtag, rise.since - breaking.DAY, rise.since) for rise in rises
    }
    announced = {slot.partition("/")[0] for slot in store.slots_since(conn, channel.id, now - KNOWN_FOR)}
    rise = breaking.broke(rises, before=before, within=within, announced=announced)
    if rise is None:
        return None
    because = breaking.why(rise, within)
    return Draft(f"{rise.hashtag.key}/{_day(rise.since)}", because.rstrip("."), because, picks=_of_event(rise))


def _of_event(rise: breaking.Rise) -> tuple[Pick, ...]:
    """One article of each outlet, the first to write first."""
    first: dict[int, Card] = {}
    for card in reversed(rise.cards):
        first.setdefault(card.outlet.id, card)
    shown = list(first.values())[:OF_AN_EVENT]
    return tuple(
        Pick(card, "The first to write of it." if place == 0 else f"Writes of {rise.hashtag.label} too.")
        for place, card in enumerate(shown)
    )


def _cards(conn: Connection, channel: Channel, since: int, now: int) -> list[Card]:
    """What may go into a channel, dated from `since` on."""
    plan = channel.plan
    if plan.subject is Subject.FRONT:
        found = timeline.of_ids(conn, store.worth_choosing(conn, since))
    elif plan.subject is Subject.HASHTAG:
        found = timeline.of_hashtag(conn, plan.about, None, MOST_CARDS)
    else:
        found = search.search(conn, Query(plan.about, after=since), None, MOST_CARDS, now).timeline
    searched = plan.subject is Subject.SEARCH
    cards = shown_cards(found.cards, Policy.PUBLIC, now, searched=searched)  # a channel's issues are for anybody
    return [card for card in cards if card.dated >= since]


def _day(at: int) -> str:
    return str(at // DAY)
