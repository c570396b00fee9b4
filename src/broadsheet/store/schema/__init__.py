"""All tables: each file holds those of one noun, and `metadata` knows them all."""

from broadsheet.store.schema import answers, channels, comments, readers, revisions
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
from broadsheet.store.schema.page_sources import child_sitemaps, page_sources

__all__ = [
    "Number", "addresses", "answers", "article_hashtags", "articles", "authors", "channels", "child_sitemaps",
    "comments", "enclosures", "entries", "hashtags", "hosts", "metadata", "outlets", "page_sources", "readers",
    "revisions", "sources", "texts", "topics", "versions",
]  # fmt: skip
