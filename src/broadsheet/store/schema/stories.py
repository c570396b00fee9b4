"""Stories, the articles in them, how both came to be, and what the gatherer keeps to go on after a restart."""

from sqlalchemy import Column, Index, LargeBinary, Table, Text

from broadsheet.store.schema.columns import Number, id_, metadata, of

# The counts and the headline are kept, not found on demand: see store/stories/counting.py.
stories = Table(
    "stories",
    metadata,
    id_(),
    of("articles", name="headline_id", removed="SET NULL"),  # the article whose headline the story has
    Column("opened", Number, nullable=False),  # when its first article is from
    Column("covered", Number, nullable=False),  # when its last one is
    Column("articles", Number, nullable=False),
    Column("outlets", Number, nullable=False),
    Column("independent", Number, nullable=False, server_default="0"),  # outlets and agencies that report themselves
    Column("section", Text),
    Column("follows_id", Number),  # an earlier story of the same affair, or NULL
    Column("merged_id", Number),  # the story that it went into, or NULL: its address leads there
    Column("locked", Number),  # since when the gatherer leaves it alone, or NULL
    Index(None, "headline_id"),
    Index(None, "covered", "id"),
    Index(None, "section", "covered", "id"),
    sqlite_autoincrement=True,
)
# Of the few that have one: an index of all would be taken for a way to those that have none.
for _few in (stories.c.follows_id, stories.c.merged_id, stories.c.locked):
    Index(None, _few, sqlite_where=_few.is_not(None), postgresql_where=_few.is_not(None))

# An article that has no row here was not gathered yet.
story_articles = Table(
    "story_articles",
    metadata,
    of("articles", primary_key=True),
    of("stories", name="story_id", nullable=False),
    Column("joined", Number, nullable=False),
    Column("nearest_id", Number),  # the article that decided, or NULL where it opened a story or a hand put it there
    Column("near", Number, nullable=False),  # how near that was, in thousandths
    Column("section", Text),
    Column("fixed", Number),  # since when a hand keeps it where it is, or NULL
    Index(None, "story_id", "article_id"),
    sqlite_with_rowid=False,
)

# What became of a story after articles joined it. `other_id`: the story that it happened with.
story_events = Table(
    "story_events",
    metadata,
    id_(),
    of("stories", name="story_id", nullable=False),
    Column("at", Number, nullable=False),
    Column("act", Text, nullable=False),
    Column("by", Text),  # the editor's name as it was then; NULL: the gatherer
    Column("reason", Text, nullable=False),
    Column("other_id", Number),
    Index(None, "story_id", "id"),
    Index(None, "other_id", "id"),
    sqlite_autoincrement=True,
)

# Which articles changed their story then.
story_moves = Table(
    "story_moves",
    metadata,
    of("story_events", name="event_id", primary_key=True),
    of("articles", primary_key=True),
    Index(None, "article_id"),
    sqlite_with_rowid=False,
)

# Two stories that a hand keeps apart, the lower number first.
stories_apart = Table(
    "stories_apart",
    metadata,
    of("stories", name="one_id", primary_key=True),
    of("stories", name="other_id", primary_key=True),
    Index(None, "other_id"),
    sqlite_with_rowid=False,
)

# The newest articles as the gatherer remembers them (model/stories.Trace).
traces = Table(
    "traces",
    metadata,
    of("articles", primary_key=True),
    Column("dated", Number, nullable=False),
    Column("terms", LargeBinary, nullable=False),
    Index(None, "dated"),
)

# Earlier articles that stood out of what was near to an article when it was gathered. `other_id` may be gone since.
neighbours = Table(
    "neighbours",
    metadata,
    of("articles", primary_key=True),
    Column("other_id", Number, primary_key=True),
    Column("near", Number, nullable=False),  # in thousandths: Placement.neighbours
    Index(None, "other_id", "article_id"),
    sqlite_with_rowid=False,
)

# One row: how far the gathering has come, and who gathers.
gathering = Table(
    "gathering",
    metadata,
    Column("name", Text, primary_key=True),
    Column("after", Number, nullable=False),  # the last article that is in a story
    Column("stories", Number, nullable=False),  # the last number that a story was given
    Column("state", Number, nullable=False),  # goes up whenever stories changed otherwise than by gathering
    Column("rules", Number, nullable=False),  # the version of what traces are made of
    Column("holder", Text),
    Column("until", Number, nullable=False),
    Column("learned", LargeBinary, nullable=False),  # what is left of the traces that are no longer kept
)

# What a reader gives the parts of a story's place on the front page; a part that has no row weighs as for everybody.
weights = Table(
    "weights",
    metadata,
    of("readers", primary_key=True),
    Column("part", Text, primary_key=True),
    Column("weight", Number, nullable=False),
    sqlite_with_rowid=False,
)
