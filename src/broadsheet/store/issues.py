"""The issues of channels: each is written once, together with the mails that bring it."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, literal, select, update

from broadsheet.model.channels import Channel, Draft, Issue, Pick
from broadsheet.model.insights import Hashtag
from broadsheet.store import timeline
from broadsheet.store.rows import AnyRow, number, plain, short
from broadsheet.store.schema import article_hashtags, articles, hashtags
from broadsheet.store.schema.channels import issue_articles, issues, mails, members

BUSIEST = 60  # hashtags whose articles an edition of everything is chosen from …
OF_EACH = 8  # … the newest so many of each …
FRESH = 200  # … and so many of the newest: the cost does not grow with what a day brings
_REMEMBERED = 50  # issues whose articles do not come again


def add(conn: Connection, channel: Channel, draft: Draft, now: int) -> int | None:
    """Write an issue and a mail for each member who is to get it, all in this transaction; gives its number.

    None where there is an issue of that slot already: then nothing changes.
    """
    slot = plain(draft.slot)
    if conn.execute(select(issues.c.id).where(issues.c.channel_id == channel.id, issues.c.slot == slot)).first():
        return None
    values = {"title": plain(draft.title), "because": plain(draft.because), "message": plain(draft.message)}
    made = insert(issues).values(channel_id=channel.id, slot=slot, made=now, mailed=0, failed=0, **values)
    issue_id: int = conn.execute(made.returning(issues.c.id)).scalar_one()
    rows = [
        {"issue_id": issue_id, "place": place, "article_id": pick.card.id, "because": plain(pick.because)}
        for place, pick in enumerate(draft.picks)
    ]
    if rows:
        conn.execute(insert(issue_articles), rows)
    if channel.plan.by_mail:
        wanted = [members.c.partners.is_not(None)] if draft.message else []
        to_all = select(literal(issue_id), members.c.id, literal(0), literal(now))
        copies = to_all.where(members.c.channel_id == channel.id, *wanted).order_by(members.c.id)
        conn.execute(insert(mails).from_select(["issue_id", "member_id", "tries", "next_try"], copies))
    return issue_id


def get(conn: Connection, channel_id: int, issue_id: int) -> Issue | None:
    """One issue of a channel, with its articles; or None."""
    found = select(issues).where(issues.c.channel_id == channel_id, issues.c.id == number(issue_id))
    row = conn.execute(found).first()
    return _read(conn, [row])[0] if row else None


def newest(conn: Connection, channel_id: int, limit: int, *, messages: bool = False) -> tuple[Issue, ...]:
    """The last issues of a channel with their articles, newest first; those of partners only with `messages`."""
    of_news = [] if messages else [issues.c.message == ""]
    found = select(issues).where(issues.c.channel_id == channel_id, *of_news)
    return _read(conn, conn.execute(found.order_by(issues.c.id.desc()).limit(limit)).all())


def last_made(conn: Connection, channel_id: int) -> int | None:
    """When the last issue of news was made: seconds since 1970, UTC; None where there is none."""
    made = select(func.max(issues.c.made)).where(issues.c.channel_id == channel_id, issues.c.message == "")
    return conn.execute(made).scalar()


def slots_since(conn: Connection, channel_id: int, since: int) -> list[str]:
    """The slots of the issues made from then on."""
    found = select(issues.c.slot).where(issues.c.channel_id == channel_id, issues.c.made >= since)
    return list(conn.execute(found).scalars())


def articles_sent(conn: Connection, channel_id: int) -> set[int]:
    """The numbers of the articles that the last issues of a channel held."""
    last = select(issues.c.id).where(issues.c.channel_id == channel_id).order_by(issues.c.id.desc())
    held = select(issue_articles.c.article_id).where(issue_articles.c.issue_id.in_(last.limit(_REMEMBERED)))
    return set(conn.execute(held).scalars())


def counted(conn: Connection, issue_id: int, *, mailed: int = 0, failed: int = 0) -> None:
    """So many mails of an issue were taken or given up."""
    values = {"mailed": issues.c.mailed + mailed, "failed": issues.c.failed + failed}
    conn.execute(update(issues).where(issues.c.id == issue_id).values(values))


def carried(conn: Connection, hashtag: Hashtag, since: int, until: int) -> int:
    """How many articles dated from `since` up to before `until` carry a hashtag."""
    this = select(hashtags.c.id).where(hashtags.c.key == short(hashtag.key)).scalar_subquery()
    dated = article_hashtags.c.dated
    found = select(func.count()).where(article_hashtags.c.hashtag_id == this, dated >= since, dated < until)
    return conn.execute(found).scalar() or 0


def worth_choosing(conn: Connection, since: int) -> list[int]:
    """Numbers of articles dated from `since` on: the newest, and those whose hashtags most different outlets share."""
    tagged = article_hashtags.c
    fresh = select(articles.c.id).where(articles.c.dated >= since).order_by(articles.c.dated.desc(), articles.c.id)
    ids = list(conn.execute(fresh.limit(FRESH)).scalars())
    reach = func.count(func.distinct(articles.c.outlet_id))
    shared = select(tagged.hashtag_id).join(articles, articles.c.id == tagged.article_id)
    busiest = shared.where(tagged.dated >= since).group_by(tagged.hashtag_id).having(reach > 1)
    for hashtag_id in conn.execute(busiest.order_by(reach.desc(), tagged.hashtag_id).limit(BUSIEST)).scalars().all():
        newest_of = select(tagged.article_id).where(tagged.hashtag_id == hashtag_id, tagged.dated >= since)
        ids += conn.execute(newest_of.order_by(tagged.dated.desc()).limit(OF_EACH)).scalars()
    return list(dict.fromkeys(ids))


def _read(conn: Connection, rows: Sequence[AnyRow]) -> tuple[Issue, ...]:
    """Issues of these rows with their articles, all in one query more and that of the cards."""
    held = select(issue_articles).where(issue_articles.c.issue_id.in_([row.id for row in rows]))
    places = conn.execute(held.order_by(issue_articles.c.issue_id, issue_articles.c.place)).all()
    cards = {card.id: card for card in timeline.of_ids(conn, list({place.article_id for place in places})).cards}
    picks: dict[int, list[Pick]] = {row.id: [] for row in rows}
    for place in places:
        if place.article_id in cards:
            picks[place.issue_id].append(Pick(cards[place.article_id], place.because))
    return tuple(
        Issue(
            row.id, row.slot, row.made, row.title, row.because, row.message, row.mailed, row.failed,
            tuple(picks[row.id]),
        )
        for row in rows
    )  # fmt: skip
