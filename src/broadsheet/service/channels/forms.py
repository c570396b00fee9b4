"""The form of a channel: from what was typed to a plan, or to what must be mended, field by field."""

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from broadsheet.errors import BadInput
from broadsheet.model.channels import Channel, Checked, Plan, Rhythm, Subject, Typed
from broadsheet.model.readers import Reader, Right
from broadsheet.service.context import Context, demand_reader
from broadsheet.store import hashtags
from broadsheet.store.database import Connection
from broadsheet.text import queries, zones
from broadsheet.text.hashtags import key
from broadsheet.text.words import squash

LONGEST_NAME, LONGEST_INVITATION, LONGEST_WORDS, LONGEST_LINK = 80, 1000, 200, 500  # characters
MOST_OUTLETS, MOST_MINUTES = 50, 24 * 60
_PLAIN = Plan("")  # what stands where the form has nothing to say
Choice = TypeVar("Choice", Subject, Rhythm)


def check(ctx: Context, reader: Reader | None, typed: Typed) -> Checked:
    """What a form means. Everything that must be mended is said at once, by the name of its field."""
    demand_reader(ctx, reader, Right.BROADCAST)
    faults: dict[str, str] = {}

    def read(field: str, reading: Callable[[], str | int | None]) -> str | int | None:
        try:
            return reading()
        except BadInput as fault:
            faults[field] = fault.reason
            return None

    subject = _one_of(Subject, typed.subject, Subject.FRONT)
    rhythm = _one_of(Rhythm, typed.rhythm, Rhythm.DAILY)
    about: str | int | None = ""
    with ctx.database.read() as conn:
        if subject is Subject.HASHTAG:
            about = read("hashtag", lambda: _hashtag(conn, typed.hashtag))
        elif subject is Subject.SEARCH:
            about = read("words", lambda: _words(typed.words))
    daily = rhythm is Rhythm.DAILY
    values = {
        "name": read("name", lambda: _name(typed.name)),
        "invitation": read("invitation", lambda: _invitation(typed.invitation)),
        "about": about,
        "minute": read("time", lambda: _minute(typed.time)) if daily else _PLAIN.minute,
        "zone": read("zone", lambda: _zone(typed.zone)) if daily else (typed.zone or "UTC"),
        "outlets": _PLAIN.outlets if daily else read("outlets", lambda: _number(typed.outlets, 2, MOST_OUTLETS)),
        "within": _PLAIN.within if daily else read("within", lambda: _number(typed.within, 5, MOST_MINUTES)),
        "invite_link": read("invite_link", lambda: _link(typed.invite_link)),
    }
    if not daily and not zones.is_known(str(values["zone"])):
        values["zone"] = "UTC"
    if not typed.by_mail and not typed.invite_link.strip():
        faults.setdefault("by_mail", "Nobody could join: allow joining by e-mail, or give an invite link.")
    if faults:
        return Checked(None, faults)
    # A field that could not be read is None and has its fault: so here each value is of its field's own type.
    made = Plan(subject=subject, rhythm=rhythm, by_mail=typed.by_mail, partners=typed.partners, **values)  # type: ignore[arg-type]
    return Checked(made, {})


def blank(ctx: Context, reader: Reader | None) -> Typed:
    """The form of a new channel, with the time zone that this machine lives in."""
    demand_reader(ctx, reader, Right.BROADCAST)
    zone = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    return Typed(zone=zone if zone in zones.names() else "UTC")


def typed_of(channel: Channel) -> Typed:
    """The form as it would have to be typed for this channel."""
    plan = channel.plan
    return Typed(
        name=plan.name,
        invitation=plan.invitation,
        subject=plan.subject.value,
        hashtag=f"#{plan.about}" if plan.subject is Subject.HASHTAG else "",
        words=plan.about if plan.subject is Subject.SEARCH else "",
        rhythm=plan.rhythm.value,
        time=zones.clock(plan.minute),
        zone=plan.zone,
        outlets=str(plan.outlets),
        within=str(plan.within),
        by_mail=plan.by_mail,
        invite_link=plan.invite_link or "",
        partners=plan.partners,
    )


def _one_of(kind: type[Choice], typed: str, otherwise: Choice) -> Choice:
    return kind(typed) if typed in set(kind) else otherwise


def _name(typed: str) -> str:
    name = squash(typed)
    if not name:
        raise BadInput("A channel needs a name.")
    return _no_longer(name, LONGEST_NAME)


def _invitation(typed: str) -> str:
    lines = (squash(line) for line in typed.strip().splitlines())
    return _no_longer("\n".join(lines), LONGEST_INVITATION)


def _hashtag(conn: Connection, typed: str) -> str:
    """The key of a hashtag that articles here carry; where there is none, those that it may be a slip of."""
    wanted = key(typed.strip().lstrip("#"))
    if not wanted:
        raise BadInput("Which hashtag? Type it as it stands under an article: #StormEdda.")
    if hashtags.get(conn, wanted):
        return wanted
    known = hashtags.resembling(conn, wanted)
    near = get_close_matches(wanted, list(known), n=3, cutoff=0.6)
    shown = ", ".join(known[each] for each in near)
    raise BadInput("No article here has that hashtag." + (f" Do you mean {shown}?" if shown else ""))


def _words(typed: str) -> str:
    words = _no_longer(squash(typed), LONGEST_WORDS)
    if not queries.read(words).asks:
        raise BadInput("Which words? All of them must occur; “in this order” finds a phrase, -word leaves out.")
    return words


def _minute(typed: str) -> int:
    minute = zones.minute_of(typed)
    if minute is None:
        raise BadInput("A time of day looks like 07:30.")
    return minute


def _zone(typed: str) -> str:
    if not zones.is_known(typed.strip()):
        raise BadInput("That is no time zone. Choose one of the list, such as Europe/Dublin.")
    return typed.strip()


def _number(typed: str, least: int, most: int) -> int:
    digits = typed.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 7 and least <= int(digits) <= most):
        raise BadInput(f"A whole number from {least} to {most:,}.")
    return int(digits)


def _link(typed: str) -> str | None:
    link = typed.strip()
    if not link:
        return None
    try:
        host = urlsplit(link).hostname
    except ValueError:
        host = None
    if not link.startswith("https://") or not host or "." not in host or not link.isprintable() or " " in link:
        raise BadInput("An invite link begins with https://, such as https://chat.whatsapp.com/…")
    return _no_longer(link, LONGEST_LINK)


def _no_longer(text: str, most: int) -> str:
    if len(text) > most:
        raise BadInput(f"At most {most:,} characters; these are {len(text):,}.")
    return text
