"""Killed at any moment, the database is whole: an article is there with all that belongs to it, or not at all."""

import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from broadsheet.store import articles, search_index
from broadsheet.store.database import Database

SAVER = """
import sys
from tests.store.samples import FULL, add_source, keep
from dataclasses import replace
from broadsheet.store.database import Database

database = Database(sys.argv[1])
with database.write() as conn:
    source = add_source(conn, "herald.example", 1)
for number in range(10**6):
    article = replace(FULL, url=f"u/{number}", text=f"word{number} " * 300)
    with database.write() as conn:
        keep(conn, source, article, 2, tags=("Dam", f"Tag {number}"))
    print(number, flush=True)
"""
ORPHANS = [
    "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM texts)",
    "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM addresses)",
    "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM entries)",
    "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM article_authors)",
    "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM article_hashtags)",
    "SELECT count(*) FROM articles WHERE (SELECT articles FROM sources) <> (SELECT count(*) FROM articles)",
    "SELECT count(*) FROM hashtags WHERE articles <> (SELECT count(*) FROM article_hashtags WHERE hashtag_id = id)",
]


def save_until_killed(address: str, saved: int) -> int:
    """Save articles in another process, kill it once it has said `saved` times that one is saved; gives how often it
    said so in all."""
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen([sys.executable, "-c", SAVER, address], cwd=root, stdout=subprocess.PIPE, text=True)
    for _ in range(saved):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return saved + said.count("\n")


def test_a_killed_writer_leaves_whole_articles_only(address, tmp_path):
    told = save_until_killed(address, 25)
    database = Database(address)
    assert database.migrate(tmp_path, 0) is None
    with database.read() as conn:
        ids = conn.execute(text("SELECT id FROM articles")).scalars().all()
        assert told <= len(ids) <= told + 1
        assert [conn.execute(text(orphans)).scalar() for orphans in ORPHANS] == [0] * len(ORPHANS)
        for stored in articles.many(conn, ids).values():
            assert search_index.index_of(conn).counts(conn, [stored.article.text.split()[0]], 9) == [1]
    database.close()
