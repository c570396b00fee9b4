"""The jobs as people see them: what runs, what waits, what failed and why; and trying again, or giving up."""

from dataclasses import replace

from broadsheet.model.jobs import Job, Stage, Work
from broadsheet.model.readers import Reader, Right
from broadsheet.service.context import Context, demand
from broadsheet.store import workers

ORPHANED = "Its worker gives no sign of life. It goes on when that is back, or another takes it up within minutes."


def work(ctx: Context, reader: Reader | None) -> Work:
    """All jobs and workers, as they are now. What a worker began of which nobody hears waits again."""
    demand(ctx, reader, Right.COLLECT)
    found = ctx.desk.work(ctx.clock())
    with ctx.database.read() as conn:
        known = tuple(workers.all(conn))
    alive = {worker.name for worker in known if worker.seen >= ctx.clock() - workers.SILENT}
    orphans = [replace(job, stage=Stage.WAITING, reason=ORPHANED) for job in found.running if job.worker not in alive]
    return replace(
        found,
        running=tuple(job for job in found.running if job.worker in alive),
        waiting=(*orphans, *found.waiting),
        workers=tuple(worker for worker in known if worker.name in alive),
    )


def retry(ctx: Context, reader: Reader | None, job_id: str) -> Job:
    """Do a job again from the step that failed, or that was not done when it was cancelled. Raises NotFound, and
    BadInput where it neither failed nor was cancelled."""
    demand(ctx, reader, Right.COLLECT)
    return ctx.desk.retry(job_id)


def cancel(ctx: Context, reader: Reader | None, job_id: str) -> Job:
    """Give a job up that waits or runs. Raises NotFound, and BadInput where it is over."""
    demand(ctx, reader, Right.COLLECT)
    return ctx.desk.cancel(job_id)
