"""Outlets, sources and articles, and what belongs to them. `search` is not here: the two databases build it
differently (store/dialects.py)."""

from sqlalchemy import Column, Index, Table, Text

from broadsheet.store.schema.columns import Number, id_, metadata, of

outlets = Table(
    "outlets",
    metadata,
    id_(),
    Column("host", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("language", Text),
    sqlite_autoincrement=True,
)

sources = Table(
    "sources",
    metadata,
    id_(),
    of("outlets", removed="RESTRICT", nullable=False),
    Column("url", Text, nullable=False, unique=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("folder", Text),
    Column("added", Number, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("checked", Number),
    Column("next_look", Number),
    Column("failures", Number, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("articles", Number, nullable=False),  # how many articles its entries led to: kept, not counted on demand
    Column("answered_from", Text),  # the address behind redirects that the validators are of, or NULL
    Column("look_because", Text),
    Column("asked_pause", Number),  # seconds
    Column("fresh", Number),  # seconds
    Column("skip_hours", Number),  # a bit for each hour
    Column("skip_days", Number),  # a bit for each day of the week, Monday first
    Column("moving_to", Text),
    Column("moving_since", Number),
    Column("moving_looks", Number),
    Column("way", Text, nullable=False, server_default="feed"),
    Index(None, "outlet_id"),
    Index(None, "next_look"),
    sqlite_autoincrement=True,
)

articles = Table(
    "articles",
    metadata,
    id_(),
    of("outlets", removed="RESTRICT", nullable=False),
    of("sources", removed="SET NULL"),
    Column("kind", Text, nullable=False),
    Column("dated", Number, nullable=False),
    Column("arrived", Number, nullable=False),
    Column("url", Text, nullable=False),
    Column("canonical", Text),
    Column("title", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("excerpt", Text, nullable=False),
    Column("language", Text),
    Column("section", Text),
    Column("published", Number),
    Column("published_iso", Text),  # keeps the outlet's zone, and whether only the day is known
    Column("modified", Number),
    Column("modified_iso", Text),
    Column("image_url", Text),
    Column("image_alt", Text),
    Column("image_caption", Text),
    Column("image_credit", Text),
    Column("image_width", Number),
    Column("image_height", Number),
    Column("paywalled", Number),  # when it was seen behind a paywall, or NULL
    Column("excerpt_because", Text),
    Column("again", Number),  # since when a later fetch is hoped to bring the whole, or NULL
    Column("tries", Number, nullable=False),
    Column("next_try", Number),
    Column("revision", Number, nullable=False, server_default="1"),  # of its text: which words a receipt speaks of
    Column("looks", Number, nullable=False, server_default="0"),  # how often it was looked at again, once it was whole
    Column("rights", Text),  # what its outlet lets be done with it, a line for each signal (store/rights.py)
    Index(None, "dated", "id"),
    Index(None, "kind", "dated", "id"),
    Index(None, "outlet_id", "dated", "id"),
    Index(None, "source_id", "id"),
    Index(None, "arrived"),
    sqlite_autoincrement=True,
)
Index(
    None,
    articles.c.next_try,
    sqlite_where=articles.c.next_try.is_not(None),
    postgresql_where=articles.c.next_try.is_not(None),
)

# The long columns stand apart, so that lists and filters do not turn their pages.
texts = Table(
    "texts",
    metadata,
    of("articles", primary_key=True),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
)

authors = Table(
    "article_authors",
    metadata,
    of("articles", primary_key=True),
    Column("place", Number, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Index(None, "name", "article_id"),
    sqlite_with_rowid=False,
)

topics = Table(
    "article_topics",
    metadata,
    of("articles", primary_key=True),
    Column("place", Number, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    sqlite_with_rowid=False,
)

enclosures = Table(
    "enclosures",
    metadata,
    of("articles", primary_key=True),
    Column("place", Number, primary_key=True, autoincrement=False),
    Column("url", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("length", Number),  # bytes
    Column("duration", Number),  # seconds
    sqlite_with_rowid=False,
)

# Every address that an article is known by, in the form that makes two spellings one.
addresses = Table(
    "addresses",
    metadata,
    Column("identity", Text, primary_key=True),
    of("articles", nullable=False),
    Index(None, "article_id"),
    sqlite_with_rowid=False,
)

# What each source has listed: the article it became, or why it never will.
entries = Table(
    "entries",
    metadata,
    of("sources", primary_key=True),
    Column("key", Text, primary_key=True),
    of("articles"),
    Column("reason", Text),
    Column("seen", Number, nullable=False),
    Column("headline", Text),  # a digest of what its source called it last, NULL before it was written down
    Column("modified", Number),  # when its source last said that it had changed
    Index(None, "article_id"),
    sqlite_with_rowid=False,
)

hashtags = Table(
    "hashtags",
    metadata,
    id_(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("type", Text),  # person, place, organisation, event or topic; NULL where no article told
    Column("articles", Number, nullable=False),  # how many articles carry it: kept, not counted on demand
    Index(None, "articles"),
    sqlite_autoincrement=True,
)

# `dated` is repeated here so that a hashtag's page is one walk along one index.
article_hashtags = Table(
    "article_hashtags",
    metadata,
    of("articles", primary_key=True),
    of("hashtags", primary_key=True),
    Column("place", Number, nullable=False),
    Column("dated", Number, nullable=False),
    Index(None, "hashtag_id", "dated", "article_id"),
    sqlite_with_rowid=False,
)

# What each host allows us, and until when it wants to be left alone. `origin`: its scheme, name and port.
hosts = Table(
    "hosts",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("robots_until", Number),  # when that is asked for again; NULL where it never was
    Column("rests_until", Number),
    Column("rests_because", Text),
    Column("robots", Text),  # its robots.txt; NULL where it could not say. Long, and so among the last
    Column("tdm_until", Number),  # when its tdmrep.json is asked for again; NULL where it never was
    Column("tdm", Text),  # its tdmrep.json; NULL where it has none
    sqlite_with_rowid=False,
)

# Numbers about the database itself, such as the version of the rules that the search words were made by.
versions = Table(
    "versions",
    metadata,
    Column("name", Text, primary_key=True),
    Column("number", Number, nullable=False),
    sqlite_with_rowid=False,
)
