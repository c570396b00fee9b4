"""What runs when: the entrance of the job engine, DBOS Transact (see notes/jobs.md).

Every minute a *tick* claims the sources that are due and enqueues them in batches; one durable workflow looks at one
batch. A process that is killed leaves its batches unfinished in the engine's own tables, and the next start takes them
up. Steps run at least once; ingest is idempotent, so an article comes exactly once.
"""

import asyncio
import concurrent.futures
import fcntl
import logging
import platform
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from dbos import DBOS, SetWorkflowID

from broadsheet.errors import BadSettings
from broadsheet.service import ingest, upkeep
from broadsheet.service.context import Context

SHAPE = "1"  # of the workflows below: an unfinished one is only taken up by an engine of the same shape
QUEUE = "looks"
BATCH = 50  # sources in one workflow: 0.3 ms of CPU a source for the engine; one workflow each would be 8 ms
AT_ONCE = 4  # batches on their way in one process
MOST_DUE = 1_000  # sources that one tick takes on: the rest is due at the next
KEPT = timedelta(days=2)  # how long finished jobs are remembered

log = logging.getLogger(__name__)
POLL = 2.0  # seconds between two looks into the queue: what a person who added a source waits at most
STOPPING = 5  # seconds that connections are given to close

_contexts: list[Context] = []  # DBOS keeps one engine a process, and registers workflows by module: so one Context
_locks: list[TextIO] = []
_loops: set[asyncio.AbstractEventLoop] = set()  # the engine's own, in which the steps run


def start(ctx: Context) -> None:
    """Run the jobs in this process, in threads of their own, until `stop`.

    Raises BadSettings where another process runs them on the same data folder: two would take up each other's work.
    """
    _locks.append(_lock(ctx.settings.data))
    _contexts[:] = [ctx]
    DBOS(
        config={
            "name": "broadsheet",
            "system_database_url": ctx.database.jobs_address(ctx.settings.data),
            "application_version": SHAPE,
            "executor_id": f"{platform.node()}:{ctx.settings.data}",
            "enable_otlp": False,
            "log_level": "ERROR",
            "scheduler_polling_interval_sec": 5.0,
        }
    )
    DBOS.launch()
    DBOS.register_queue(QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=POLL)
    DBOS.apply_schedules(
        [
            {"schedule_name": "tick", "workflow_fn": tick, "schedule": "* * * * *"},
            {"schedule_name": "upkeep", "workflow_fn": sweep, "schedule": "17 * * * *"},
        ]
    )
    wake()


def stop() -> None:
    """Stop at once. What is under way is taken up by the next start."""
    for loop in _loops:
        closing = asyncio.run_coroutine_threadsafe(_contexts[0].client.close(), loop)
        concurrent.futures.wait([closing], STOPPING)
    _loops.clear()
    DBOS.destroy()
    _contexts.clear()
    _locks.pop().close()


def _lock(folder: Path) -> TextIO:
    """An open file that this process alone holds; the system lets go of it when the process ends, however it ends."""
    file = (folder / "jobs.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise BadSettings(
            f"Another Broadsheet runs the jobs on {folder} already. Stop it, choose another folder with --data, "
            "or run the pages alone: broadsheet web."
        ) from None
    return file


def wake() -> None:
    """Take on what is due now, instead of at the next minute."""
    if _contexts:
        DBOS.start_workflow(tick, datetime.now(UTC), None)


@DBOS.workflow()
async def tick(at: datetime, _: Any) -> None:
    """Claim what is due and enqueue it in batches; then ask again for the pages that failed."""
    for number, batch in enumerate(await claim()):
        with SetWorkflowID(f"look-{int(at.timestamp() * 1000)}-{number}"):
            await DBOS.enqueue_workflow_async(QUEUE, look, batch)
    await ask_again()


@DBOS.step()
async def claim() -> list[list[int]]:
    """The ids of the sources that are due, in batches."""
    due = [source.id for source in ingest.claim_due(_contexts[0], MOST_DUE)]
    return [due[i : i + BATCH] for i in range(0, len(due), BATCH)]


@DBOS.workflow()
async def look(source_ids: Sequence[int]) -> None:
    """Look at one batch of sources."""
    await look_at(source_ids)


@DBOS.step()
async def look_at(source_ids: Sequence[int]) -> int:
    """Returns the number of new articles."""
    _loops.add(asyncio.get_running_loop())
    reports = await ingest.refresh_all(_contexts[0], ingest.named(_contexts[0], source_ids))
    for report in reports:
        if report.fault:
            log.info("%s: %s", report.title, report.fault)
    return sum(report.new for report in reports)


@DBOS.step()
async def ask_again() -> int:
    """Returns the number of articles that came whole at last."""
    _loops.add(asyncio.get_running_loop())
    return (await ingest.retry_due(_contexts[0]))[1]


@DBOS.workflow()
async def sweep(_: datetime, __: Any) -> None:
    """Hourly: drop raw pages beyond their time and room, and forget finished jobs."""
    await sweep_pages()
    await forget_finished()


@DBOS.step()
async def sweep_pages() -> None:
    """Drop raw pages beyond their time and room."""
    upkeep.sweep(_contexts[0])


@DBOS.step()
async def forget_finished() -> None:
    """Forget finished jobs, so that the engine's tables stay small."""
    before = (datetime.now(UTC) - KEPT).isoformat()
    finished = await DBOS.list_workflows_async(completed_before=before, limit=5_000, load_input=False)
    await DBOS.delete_workflows_async([workflow.workflow_id for workflow in finished])
