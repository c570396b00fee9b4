"""What runs when: the entrance of the job engine, DBOS Transact (see notes/jobs.md).

Every minute a *tick* claims the sources that are due and enqueues them in batches; one durable workflow looks at one
batch, and has what it brought gathered into stories. And every minute what hubs pushed is taken in, the issues of
channels that are due are made, the mails that wait are sent, and the mailbox of the newsletters is read if it is due. A
process that is killed leaves its batches unfinished in the engine's own tables; its next start takes them up, or
another worker (see heart.py). Steps run at least once; ingest is idempotent, so an article comes exactly once, and
mails are claimed in the database.
"""

import asyncio
import concurrent.futures
import fcntl
import logging
import threading
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO, TypeVar

from dbos import DBOS, SetWorkflowID

from broadsheet.errors import BadSettings, NewerDatabase, StoreError
from broadsheet.jobs.heart import Heart, name_of
from broadsheet.jobs.schedules import NAME, QUEUE, RHYTHMS
from broadsheet.model.jobs import Task
from broadsheet.service import ingest, issues, joining, newsletters, posting, sessions, upkeep
from broadsheet.service.context import Context

SHAPE = "3"  # of the workflows below: an unfinished one is only taken up by an engine of the same shape
BATCH = 50  # sources in one workflow: 0.3 ms of CPU a source for the engine; one workflow each would be 8 ms
AT_ONCE = 2  # batches on their way in one process: more would end none sooner, and a kill would find all half done
MOST_DUE = 1_000  # sources that one tick takes on: the rest is due at the next
KEPT = timedelta(days=2)  # how long finished jobs are remembered
SENDING, READING = "sending", "reading"  # threads that wait for a mail server
BATCHES = 100  # of mails that one workflow sends: the rest is sent by the next, so that none is endless

log = logging.getLogger(__name__)
T = TypeVar("T")
POLL = 1.0  # seconds between two looks into the queue: what a person who added a source waits at most
STOPPING = 5  # seconds that connections are given to close


@dataclass
class _Running:
    """The engine of this process: DBOS keeps one, and registers workflows by module. `loops`: the engine's own, in
    which the steps run; `work`: what is under way in them; `waiting`: see `_in_a_thread`, by what they wait for."""

    ctx: Context
    lock: TextIO
    name: str
    heart: Heart
    loops: set[asyncio.AbstractEventLoop] = field(default_factory=set)
    work: set[asyncio.Task[Any]] = field(default_factory=set)
    stopping: bool = False
    waiting: dict[str, threading.Thread] = field(default_factory=dict)


_engines: list[_Running] = []  # none or one


def start(ctx: Context) -> None:
    """Run the jobs in this process, in threads of their own, until `stop`.

    Raises BadSettings where another process runs them on the same data folder: two would take up each other's work.
    """
    lock, name = _lock(ctx.settings.data), name_of(ctx.settings.data)
    engine = _Running(ctx, lock, name, Heart(ctx, name, SHAPE, stop))
    _engines.append(engine)
    DBOS(
        config={
            "name": NAME,
            "system_database_url": ctx.database.jobs_address(ctx.settings.data),
            "application_version": SHAPE,
            "executor_id": name,
            "enable_otlp": False,
            "log_level": "ERROR",
            "sys_db_idle_transaction_timeout_sec": 20.0,  # a frozen worker keeps no lock longer than in our own tables
            "scheduler_polling_interval_sec": 5.0,
        }
    )
    DBOS.launch()
    DBOS.register_queue(QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=POLL)
    workflows = {
        Task.TICK: tick, Task.GATHER: gather, Task.HEAR: hear, Task.DELIVER: deliver, Task.COLLECT_MAIL: collect_mail,
        Task.SWEEP: sweep,
    }  # fmt: skip
    DBOS.apply_schedules(
        [{"schedule_name": each.name, "workflow_fn": workflows[each.task], "schedule": each.cron} for each in RHYTHMS]
    )
    engine.heart.start()
    wake()
    post()


def stop() -> None:
    """Stop at once. What is under way is taken up by the next start."""
    if not _engines:
        return
    engine = _engines[0]
    engine.stopping = True
    for loop in list(engine.loops):
        concurrent.futures.wait([asyncio.run_coroutine_threadsafe(_wind_up(engine), loop)], STOPPING)
    for thread in list(engine.waiting.values()):
        thread.join(STOPPING)  # the mail that is being sent or read; no other is begun
    engine.heart.stop()
    DBOS.destroy()
    engine.heart.say_good_bye()
    engine.lock.close()
    _engines.clear()


async def _wind_up(engine: _Running) -> None:
    """End the work of the running loop, then its connections: in this order, or the work would meet closed ones and
    write that down as an outlet's fault."""
    loop = asyncio.get_running_loop()
    work = [task for task in engine.work if task.get_loop() is loop]
    for task in work:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)
    await engine.ctx.client.close()


async def _stoppable(work: Coroutine[Any, Any, T]) -> T:
    """The result of a step's work. When the engine stops, the work ends but the step does not: so it is written down
    neither as done nor as failed, and the next start takes it up."""
    engine, task = _engines[0], asyncio.ensure_future(work)
    engine.loops.add(asyncio.get_running_loop())
    engine.work.add(task)
    try:
        return await task
    except Exception:  # raised again: the engine keeps the reason, and the log where it happened
        log.exception("A job failed")
        raise
    except asyncio.CancelledError:
        if engine.stopping:
            await asyncio.Event().wait()
        raise
    finally:
        engine.work.discard(task)


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
    """Take on what is due and what was pushed now, instead of at the next minute."""
    if _engines:
        DBOS.start_workflow(hear, datetime.now(UTC), None)
        DBOS.start_workflow(tick, datetime.now(UTC), None)
        if _engines[0].ctx.settings.mailbox is not None:
            DBOS.start_workflow(collect_mail, datetime.now(UTC), None)


def post() -> None:
    """Send what waits now, instead of at the next minute."""
    if _engines:
        DBOS.start_workflow(deliver, datetime.now(UTC), None)


def _passes(error: BaseException) -> bool:
    """Whether the same may well work in a minute: the database was busy, away or full."""
    return isinstance(error, StoreError) and not isinstance(error, NewerDatabase)


# A step that nothing repeats by the clock within minutes: tried five times within two minutes, before its job fails.
patient = DBOS.step(
    retries_allowed=True, interval_seconds=3.0, backoff_rate=3.0, max_attempts=5, should_retry=_passes, preemptible=True
)


@DBOS.workflow()
async def tick(at: datetime, _: Any) -> None:
    """Claim what is due and enqueue it in batches; then ask again for the pages that failed."""
    for number, batch in enumerate(await claim()):
        with SetWorkflowID(f"look-{DBOS.workflow_id}-{number}"):
            await DBOS.enqueue_workflow_async(QUEUE, look, batch, int(at.timestamp()))
    await ask_again()


@DBOS.step()
async def claim() -> list[list[int]]:
    """The ids of the sources that are due, in batches; those of one outlet together, so that workers seldom meet at a
    host: each keeps the pause between two requests for itself."""
    claimed = ingest.claim_due(_engines[0].ctx, MOST_DUE)
    due = [source.id for source in sorted(claimed, key=lambda source: source.outlet.id)]
    return [due[i : i + BATCH] for i in range(0, len(due), BATCH)]


@DBOS.workflow()
async def look(source_ids: Sequence[int], claimed: int) -> int:
    """Look at one batch of sources; gives the number of new articles. `claimed`: when they were, in seconds since
    1970, UTC."""
    new = await look_at(source_ids, claimed)
    if new:
        await gather_new()
    return new


@patient
async def look_at(source_ids: Sequence[int], claimed: int) -> int:
    """Returns the number of new articles. A source that somebody looked at since it was claimed is left out: its batch
    waited so long that it was claimed again."""
    ctx, name = _engines[0].ctx, _engines[0].name
    waiting = [source for source in ingest.named(ctx, source_ids) if (source.checked or 0) <= claimed]
    reports = await _stoppable(ingest.refresh_all(ctx, waiting, worker=name))
    for report in reports:
        if report.fault:
            log.info("%s: %s", report.title, report.fault)
    return sum(report.new for report in reports)


@DBOS.step()
async def ask_again() -> int:
    """Returns the number of articles that came whole at last."""
    return (await _stoppable(ingest.retry_due(_engines[0].ctx)))[1]


@DBOS.workflow()
async def gather(_: datetime, __: Any) -> None:
    """Gather into stories what was left over, such as an archive from before there were stories."""
    await gather_new()


@DBOS.step()
async def gather_new() -> int:
    """Returns the number of articles that came into stories; 0 also where somebody gathers already, who takes them
    along."""
    engine = _engines[0]
    return await _stoppable(asyncio.to_thread(ingest.gather, engine.ctx, None, _is_stopping(engine)))


@DBOS.workflow()
async def hear(_: datetime, __: Any) -> None:
    """Take in what hubs pushed; then ask those that are to be asked to tell us, or to go on."""
    if await take_pushes():
        await gather_new()
    await tend()


@DBOS.step()
async def take_pushes() -> int:
    """Returns the number of new articles."""
    return await _stoppable(ingest.take_pushes(_engines[0].ctx))


@DBOS.step()
async def tend() -> int:
    """Returns the number of hubs that were asked."""
    return await _stoppable(ingest.tend(_engines[0].ctx))


@DBOS.workflow()
async def deliver(_: datetime, __: Any) -> None:
    """Make the issues of channels that are due, and send the mails that wait, a batch a step."""
    await make_issues()
    for _number in range(BATCHES):
        if not await send_some():
            break


@DBOS.step()
async def make_issues() -> int:
    """Returns the number of issues that were made."""
    return await _stoppable(asyncio.to_thread(issues.make_due, _engines[0].ctx))


@DBOS.step()
async def send_some() -> int:
    """Returns the number of mails that were tried; 0 also where another workflow is sending in this process."""
    engine = _engines[0]
    if SENDING in engine.waiting or engine.stopping:
        return 0
    return await _stoppable(_in_a_thread(engine, SENDING, lambda: posting.send_some(engine.ctx, _is_stopping(engine))))


@DBOS.workflow()
async def collect_mail(_: datetime, __: Any) -> None:
    """Look at the mailbox of the newsletters, if one is set and due."""
    if await read_mailbox():
        await gather_new()


@DBOS.step()
async def read_mailbox() -> int:
    """Returns the number of new articles; 0 also where another workflow is reading in this process."""
    engine = _engines[0]
    if READING in engine.waiting or engine.stopping or engine.ctx.settings.mailbox is None:
        return 0
    found = await _stoppable(_in_a_thread(engine, READING, lambda: newsletters.look(engine.ctx, _is_stopping(engine))))
    return found.new if found else 0


def _is_stopping(engine: _Running) -> Callable[[], bool]:
    return lambda: engine.stopping


async def _in_a_thread(engine: _Running, name: str, work: Callable[[], T]) -> T:
    """The result of work that waits for a mail server. Its thread ends with the process, whatever it waits for: so a
    server that does not answer cannot keep Broadsheet from stopping."""
    loop = asyncio.get_running_loop()
    result: concurrent.futures.Future[T] = concurrent.futures.Future()

    def run() -> None:
        try:
            result.set_result(work())
        except Exception as error:
            result.set_exception(error)

    engine.waiting[name] = threading.Thread(target=run, name=name, daemon=True)
    engine.waiting[name].start()
    try:
        return await asyncio.wrap_future(result, loop=loop)
    finally:
        if not engine.stopping:
            del engine.waiting[name]


@DBOS.workflow()
async def sweep(_: datetime, __: Any) -> None:
    """Hourly: drop raw pages and pictures beyond their time and room; forget what was only for a while."""
    await sweep_pages()
    await forget_traces()
    await learn_rhythms()
    await forget_unconfirmed()
    await forget_sessions()
    await forget_finished()


@patient
async def sweep_pages() -> None:
    """Drop raw pages beyond their time and room."""
    await asyncio.to_thread(upkeep.sweep, _engines[0].ctx)


@patient
async def forget_traces() -> int:
    """Returns the number of articles that new ones are no longer compared with."""
    return await asyncio.to_thread(ingest.forget_old, _engines[0].ctx)


@patient
async def learn_rhythms() -> int:
    """Returns the number of sources whose rhythm was learned late."""
    return await _stoppable(asyncio.to_thread(ingest.catch_up, _engines[0].ctx))


@patient
async def forget_unconfirmed() -> None:
    """Forget the addresses of those who asked to join a channel and never said yes."""
    await asyncio.to_thread(joining.forget_old, _engines[0].ctx)


@patient
async def forget_sessions() -> None:
    """Forget sessions that nobody uses, one-time links that have expired, and tries that no longer count."""
    await asyncio.to_thread(sessions.forget_old, _engines[0].ctx)


@patient
async def forget_finished() -> None:
    """Forget finished jobs, so that the engine's tables stay small. What is unfinished after so long, such as a job of
    another shape, is given up: its sources have long been due again."""
    before = (datetime.now(UTC) - KEPT).isoformat()
    stale = await DBOS.list_workflows_async(
        end_time=before, status=["PENDING", "ENQUEUED"], limit=5_000, load_input=False, load_output=False
    )
    for workflow in stale:
        await DBOS.cancel_workflow_async(workflow.workflow_id)
    finished = await DBOS.list_workflows_async(completed_before=before, limit=5_000, load_input=False)
    await DBOS.delete_workflows_async([workflow.workflow_id for workflow in finished])
