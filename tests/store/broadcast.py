"""Channels with members, for tests: short ways to make them."""

from sqlalchemy import Connection

from broadsheet.model.channels import Channel, Draft, Pick, Plan
from broadsheet.store import channels, members, timeline
from tests.store.samples import add_source, keep, numbered

PLAN = Plan("Morning paper", "Join us.")


def add_channel(conn: Connection, now: int, key: str = "morning", plan: Plan = PLAN) -> Channel:
    return channels.add(conn, key, plan, now, now + 60)


def join(conn: Connection, channel: Channel, email: str, now: int, *, partners: bool = False) -> members.Member:
    """Somebody asks and says yes."""
    members.ask(conn, channel.id, email, digest=f"{channel.id}-{email}", partners=partners, now=now, expires=now + 9)
    asked = members.asked(conn, f"{channel.id}-{email}", now)
    assert asked
    members.join(conn, asked, f"leave-{channel.id}-{email}", now)
    found = members.find(conn, channel.id, email)
    assert found
    return found


def draft(conn: Connection, now: int, slot: str = "2026-11-25", number: int = 1) -> Draft:
    """An issue with one article."""
    source = add_source(conn, "herald.example", now)
    saved = keep(conn, source, numbered(number), now)
    (card,) = timeline.of_ids(conn, [saved.id]).cards
    return Draft(slot, "Wednesday", "All new.", picks=(Pick(card, "New."),))
