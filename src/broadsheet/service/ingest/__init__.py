"""From a source that is due to articles in the archive: the whole way, one article forward only.

Killed at any moment, nothing is lost and nothing comes twice: each article is saved whole in one transaction, and a
source's validators ("has it changed since …?") are saved after all that its listing brought, never before.
"""

from broadsheet.service.ingest.gathering import forget_old, gather
from broadsheet.service.ingest.health import catch_up
from broadsheet.service.ingest.hubs import tend
from broadsheet.service.ingest.looks import claim_due, named, refresh_all, release
from broadsheet.service.ingest.pushes import take_pushes
from broadsheet.service.ingest.rereading import reread
from broadsheet.service.ingest.retries import retry_due
from broadsheet.service.ingest.watcher import Watcher

__all__ = [
    "Watcher", "catch_up", "claim_due", "forget_old", "gather", "named", "refresh_all", "release", "reread",
    "retry_due", "take_pushes", "tend",
]  # fmt: skip
