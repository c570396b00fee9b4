"""All tables: each file holds those of one noun, and `metadata` knows them all."""

from broadsheet.store.schema import (
    answers,
    channels,
    comments,
    copies,
    newsletters,
    readers,
    revisions,
    stories,
    subscriptions,
    work,
)
from broadsheet.store.schema.columns import Number, metadata
from broadsheet.store.schema.health import health, set_aside
from broadsheet.store.schema.news import (
    addresses,
    article_hashtags,
    articles,
    authors,
    enclosures,
    entries,
    hashtags,
    hosts,
    outlets,
    sources,
    texts,
    topics,
    versions,
)
from broadsheet.store.schema.page_sources import child_sitemaps, page_sources
from broadsheet.store.schema.reading import interests, reading_states, sweeps
from broadsheet.store.schema.searches import searches
from broadsheet.store.schema.sites import rereads, site_blocks, site_pages

__all__ = [
    "Number", "addresses", "answers", "article_hashtags", "articles", "authors", "channels", "child_sitemaps",
    "comments", "copies", "enclosures", "entries", "hashtags", "health", "hosts", "interests", "metadata",
    "newsletters", "outlets", "page_sources", "readers", "reading_states", "rereads", "revisions", "searches",
    "set_aside", "site_blocks", "site_pages", "sources", "stories", "subscriptions", "sweeps", "texts", "topics",
    "versions", "work",
]  # fmt: skip
