"""All tables: each file holds those of one noun, and `metadata` knows them all."""

from broadsheet.store.schema import answers, channels, comments, readers, revisions, work
from broadsheet.store.schema.columns import Number, metadata
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

__all__ = [
    "Number", "addresses", "answers", "article_hashtags", "articles", "authors", "channels", "comments", "enclosures",
    "entries", "hashtags", "hosts", "metadata", "outlets", "readers", "revisions", "sources", "texts", "topics",
    "versions", "work",
]  # fmt: skip
