"""What a reader follows and mutes, and the latest of what is followed."""

from dataclasses import replace

from broadsheet.errors import BadInput, NotFound
from broadsheet.model.interests import Interest, Thing, Wish
from broadsheet.model.readers import Reader, Right
from broadsheet.model.timeline import Timeline
from broadsheet.service.context import Context, demand_reader, policy_for
from broadsheet.store import following as store
from broadsheet.store import hashtags, interests, outlets
from broadsheet.text.hashtags import key as hashtag_key
from broadsheet.text.rights import shown_cards
from broadsheet.text.words import fold, squash

LONGEST = 100  # characters of an author's name or a word


def put(ctx: Context, reader: Reader | None, wish: Wish, thing: Thing, key: str, until: int | None = None) -> Interest:
    """Follow or mute a thing, for good or until a moment; in place of what was wished of it before.

    `key`: a hashtag's key, an outlet's number, an author's name, a word. Raises NotFound and BadInput.
    """
    who, now = demand_reader(ctx, reader, Right.READ), ctx.clock()
    if until is not None and until <= now:
        raise BadInput("That day is over already. Choose one that is to come.")
    with ctx.database.write() as conn:
        if len(interests.of_reader(conn, who.id, now)) >= interests.MOST:
            raise BadInput(f"You follow and mute {interests.MOST} things already. End one first.")
        if thing is Thing.HASHTAG:
            tag = hashtags.get(conn, hashtag_key(key))
            if tag is None:
                raise NotFound(f"No article here has the hashtag #{key}.")
            found, name = tag.key, tag.label
        elif thing is Thing.OUTLET:
            outlet = outlets.get(conn, int(key)) if key.isdecimal() and len(key) < 17 else None
            if outlet is None:
                raise NotFound("There is no such outlet here.")
            found, name = str(outlet.id), outlet.name
        else:
            found, name = _folded(key)
        return interests.put(conn, who.id, Interest(0, wish, thing, found, name, now, until))


def listing(ctx: Context, reader: Reader | None) -> tuple[Interest, ...]:
    """What the reader follows and mutes now, in the order in which it was wished; a visitor follows nothing."""
    if reader is None:
        return ()
    with ctx.database.read() as conn:
        return interests.of_reader(conn, reader.id, ctx.clock())


def following(ctx: Context, reader: Reader | None, *, cursor: str | None = None, limit: int = 30) -> Timeline:
    """The latest articles of what the reader follows. Raises BadInput for a cursor that is not ours."""
    who = demand_reader(ctx, reader, Right.READ)
    with ctx.database.read() as conn:
        wishes = interests.of_reader(conn, who.id, ctx.clock())
        found = store.of_interests(conn, [one for one in wishes if one.wish is Wish.FOLLOW], cursor, limit)
    return replace(found, cards=shown_cards(found.cards, policy_for(ctx, who), ctx.clock()))


def drop(ctx: Context, reader: Reader | None, interest_id: int) -> None:
    """Follow or mute a thing no longer. Raises NotFound."""
    who = demand_reader(ctx, reader, Right.READ)
    with ctx.database.write() as conn:
        if not interests.drop(conn, who.id, interest_id):
            raise NotFound("You do not follow or mute that any more.")


def _folded(words: str) -> tuple[str, str]:
    name = squash(words)
    folded = fold(name)
    if not folded:
        raise BadInput("Say which name or word is meant.")
    if len(name) > LONGEST:
        raise BadInput(f"A name or a word has at most {LONGEST} characters.")
    return folded, name
