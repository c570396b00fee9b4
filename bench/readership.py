"""What a made archive needs beside its articles to be read like a real one: stories, and readers who did something.

Rows are written as the store keeps them; the gatherer's own work is measured by `bench stories_growth`.
"""

import random

from sqlalchemy import insert, select

from bench.archive import NOW, Archive
from bench.door import reader
from broadsheet.model.interests import Interest, Thing, Wish
from broadsheet.model.sections import SECTIONS
from broadsheet.service.context import Context
from broadsheet.store import interests
from broadsheet.store.schema import articles, authors, hashtags, reading_states
from broadsheet.store.schema.stories import gathering, stories, story_articles
from broadsheet.store.stories.counting import recount

ALONE, LARGEST, TAIL = 0.6, 200, 1.1  # stories of one article; articles of the largest; Pareto's exponent
_AT_ONCE = 5_000


def gather(ctx: Context, chance: random.Random) -> None:
    """Put all articles into stories: most alone, some in dozens, over days, a few in hundreds."""
    with ctx.database.read() as conn:
        if conn.execute(select(gathering.c.after)).first():
            return
        ids = list(conn.execute(select(articles.c.id).order_by(articles.c.dated, articles.c.id)).scalars())
    places: list[int] = []  # the story of each place that an article may still take
    rows, last = [], 0
    for article_id in ids:
        if places and chance.random() > 0.35:
            at = chance.randrange(max(0, len(places) - 3_000), len(places))
            places[at], places[-1] = places[-1], places[at]
            story = places.pop()
        else:
            story = last = last + 1
            places += [story] * (_size(chance) - 1)
        rows.append({"article_id": article_id, "story_id": story, "joined": NOW, "near": 500})
    section = {story: chance.choice(list(SECTIONS)) for story in range(1, last + 1)}
    with ctx.database.write() as conn:
        empty = {"opened": 0, "covered": 0, "articles": 0, "outlets": 0}
        conn.execute(insert(stories), [{"id": story, **empty} for story in range(1, last + 1)])
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            conn.execute(insert(story_articles), [{**row, "section": section[row["story_id"]]} for row in some])
        recount(conn, range(1, last + 1))
        state = {"after": max(ids), "stories": last, "state": 0, "rules": 1, "until": 0, "learned": b""}
        conn.execute(insert(gathering).values(name="stories", **state))


def settle(ctx: Context, chance: random.Random, archive: Archive) -> None:
    """Three readers: each has read, saved and hidden, and follows and mutes."""
    for name in ("bench", "Ada", "Grace"):
        reader_id = reader(ctx, name).id
        with ctx.database.write() as conn:
            mine = select(reading_states.c.article_id).where(reading_states.c.reader_id == reader_id)
            if conn.execute(mine).first():
                continue
            newest = conn.execute(select(articles.c.id).order_by(articles.c.dated.desc()).limit(20_000)).scalars().all()
            some = chance.sample(newest, min(3_250, len(newest)))
            kinds = ["read"] * 3_000 + ["saved"] * 200 + ["hidden"] * 50
            done = [
                {"reader_id": reader_id, "article_id": one, "read": None, "saved": None, "hidden": None, kind: NOW - at}
                for at, (one, kind) in enumerate(zip(some, kinds, strict=False))
            ]
            conn.execute(insert(reading_states), done)
            for wish in _wishes(chance, archive):
                interests.put(conn, reader_id, wish)


def tags(ctx: Context) -> list[str]:
    """The keys of the hashtags, from the busiest on."""
    with ctx.database.read() as conn:
        return list(conn.execute(select(hashtags.c.key).order_by(hashtags.c.articles.desc()).limit(2_000)).scalars())


def writers(ctx: Context) -> list[str]:
    """Names of authors."""
    with ctx.database.read() as conn:
        return list(conn.execute(select(authors.c.name).distinct().limit(2_000)).scalars())


def sample(ctx: Context, chance: random.Random, count: int) -> list[int]:
    """The numbers of articles of the last days."""
    with ctx.database.read() as conn:
        newest = conn.execute(select(articles.c.id).order_by(articles.c.dated.desc()).limit(5_000)).scalars().all()
    return chance.sample(newest, min(count, len(newest)))


def _wishes(chance: random.Random, archive: Archive) -> list[Interest]:
    tags = chance.sample(archive.tags[10:400], 11)
    by = chance.sample(archive.authors, 2)
    houses = [str(one) for one in chance.sample(range(1, 100), 6)]
    follows = [(Thing.HASHTAG, one) for one in tags[:10]]
    follows += [(Thing.OUTLET, one) for one in houses[:5]] + [(Thing.AUTHOR, one.casefold()) for one in by]
    mutes = [(Thing.HASHTAG, tags[10]), (Thing.OUTLET, houses[5]), (Thing.WORD, archive.words[900])]
    named = {one.casefold(): one for one in by}
    return [
        Interest(0, wish, thing, key, named.get(key, key), NOW)
        for wish, of in ((Wish.FOLLOW, follows), (Wish.MUTE, mutes))
        for thing, key in of
    ]


def _size(chance: random.Random) -> int:
    """How many articles a story will have."""
    return 1 if chance.random() < ALONE else min(LARGEST, int(2 * chance.paretovariate(TAIL)))
