"""Runs the measurements that were named, or all, and prints each as a table."""

import sys

from bench import (
    copies,
    extraction,
    extraction_peers,
    hashtags,
    hostile,
    hostile_pages,
    installing,
    killing,
    mails,
    memory,
    newsdays,
    page_sources,
    pictures,
    quotes,
    refreshing,
    related,
    replay,
    rhythm,
    search,
    silence,
    site_memory,
    stories,
    stories_growth,
    summaries,
)

ALL = {
    "replay": replay.run,
    "refreshing": refreshing.run,
    "killing": killing.run,
    "mails": mails.run,
    "pictures": pictures.run,
    "rhythm": rhythm.run,
    "silence": silence.run,
    "search": search.run,
    "page_sources": page_sources.run,
    "extraction": extraction.run,
    "extraction_peers": extraction_peers.run,
    "site_memory": site_memory.run,
    "copies": copies.run,
    "hostile": hostile.run,
    "hostile_pages": hostile_pages.run,
    "summaries": summaries.run,
    "quotes": quotes.run,
    "hashtags": hashtags.run,
    "stories": stories.run,
    "newsdays": newsdays.run,
    "related": related.run,
    "memory": memory.run,
    "installing": installing.run,
}

LONG = {"stories_growth": stories_growth.run}  # many minutes: only when named


def main() -> None:
    """Run the measurements named on the command line."""
    names = sys.argv[1:] or list(ALL)
    unknown = [name for name in names if name not in ALL | LONG]
    if unknown:
        sys.exit(f"There is no measurement {unknown[0]}. There are: {', '.join(ALL | LONG)}.")
    for name in names:
        print(f"\n== {name} ==", flush=True)
        for label, figure in (ALL | LONG)[name]():
            print(f"{label:<58} {figure}", flush=True)


if __name__ == "__main__":
    main()
