"""The books of the job engine, read and written from any process: whether the jobs run in it, in another, or nowhere.

The engine is imported late: it is heavy, and few commands ask for the desk.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from broadsheet.errors import BadInput, BroadsheetError, NotFound
from broadsheet.jobs.schedules import NAME, QUEUE, RHYTHMS, WORDS
from broadsheet.model.jobs import Job, Schedule, Stage, Task, Work

if TYPE_CHECKING:
    from dbos import DBOSClient, WorkflowStatus

STAGES = {
    "PENDING": Stage.RUNNING,
    "ENQUEUED": Stage.WAITING,
    "DELAYED": Stage.WAITING,
    "ERROR": Stage.FAILED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": Stage.FAILED,
    "SUCCESS": Stage.DONE,
    "CANCELLED": Stage.CANCELLED,
}
UNFINISHED, FAILED = ["PENDING", "ENQUEUED", "DELAYED"], ["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
MOST, LAST = 200, 20  # jobs that are shown: of those that are not over or failed, and of those that are over
WORTH_TELLING = [Task.LOOK.value, Task.SWEEP.value]  # the others are over every minute, most with nothing done

NO_JOB = "There is no such job. It may be over, and forgotten."


class Desk:
    """`kept` tells where the engine keeps its tables; None: it never ran."""

    def __init__(self, kept: Callable[[], str | None]) -> None:
        self._kept = kept

    def work(self, now: int) -> Work:
        """All jobs. Of workers it knows nothing. `now`: seconds since 1970, UTC."""
        address = self._kept()
        if address is None:
            return Work()
        with _open(address) as client:
            begun = _newest(client, UNFINISHED, MOST)
            failed = _newest(client, FAILED, MOST)
            over = _newest(client, ["SUCCESS"], LAST, WORTH_TELLING) + _newest(client, ["CANCELLED"], LAST)
            last = {each["schedule_name"]: each["last_fired_at"] for each in client.list_schedules()}
        return Work(
            running=[job for job in begun if job.stage is Stage.RUNNING],
            waiting=[job for job in begun if job.stage is Stage.WAITING],
            failed=failed,
            over=sorted(over, key=lambda job: job.ended or 0, reverse=True)[:LAST],
            schedules=[
                Schedule(each.task, WORDS[each.task], _when(last.get(each.name)), each.after(now)) for each in RHYTHMS
            ],
        )

    def retry(self, job_id: str) -> Job:
        """Do a job again, from the step that failed or that was not done. Raises NotFound and BadInput."""
        with _open(self._must_be_kept()) as client:
            job = _find(client, job_id)
            if job.stage not in (Stage.FAILED, Stage.CANCELLED):
                raise BadInput("Only a job that failed or was cancelled can be tried again.")
            queue = QUEUE if job.task is Task.LOOK else None
            failed = [step["function_id"] for step in client.list_workflow_steps(job_id) if step["error"] is not None]
            if failed:
                client.rewind_workflow(job_id, start_step=failed[0], queue_name=queue)
            else:
                client.resume_workflow(job_id, queue_name=queue)
            return job

    def cancel(self, job_id: str) -> Job:
        """Give up a job that waits or runs; its worker notices within seconds. Raises NotFound and BadInput."""
        with _open(self._must_be_kept()) as client:
            job = _find(client, job_id)
            if job.stage not in (Stage.RUNNING, Stage.WAITING):
                raise BadInput("This job is over: there is nothing to cancel.")
            client.cancel_workflow(job_id)
            return job

    def _must_be_kept(self) -> str:
        address = self._kept()
        if address is None:
            raise NotFound(NO_JOB)
        return address


@contextmanager
def _open(address: str) -> "Iterator[DBOSClient]":
    from dbos import DBOSClient

    logging.getLogger("dbos").setLevel(logging.ERROR)
    client = DBOSClient(system_database_url=address, application_name=NAME, lazy=True, retry_connection_errors=False)
    try:
        yield client
    finally:
        client.destroy()


def _find(client: "DBOSClient", job_id: str) -> Job:
    found = client.list_workflows(workflow_ids=[job_id])
    if not found:
        raise NotFound(NO_JOB)
    return _job(found[0])


def _newest(client: "DBOSClient", status: list[str], limit: int, name: list[str] | None = None) -> list[Job]:
    return [_job(row) for row in client.list_workflows(status=status, name=name, limit=limit, sort_desc=True)]


def _job(row: "WorkflowStatus") -> Job:
    stage = STAGES[row.status]
    task = Task(row.name) if row.name in set(Task) else None
    begun = stage is not Stage.WAITING and bool(row.recovery_attempts)
    return Job(
        id=row.workflow_id,
        task=task,
        what=_what(task, row.input),
        stage=stage,
        asked=(row.created_at or 0) // 1000,
        began=(row.dequeued_at or row.created_at or 0) // 1000 if begun else None,
        ended=row.completed_at // 1000 if row.completed_at else None,
        tries=row.recovery_attempts or 0,
        worker=row.executor_id if begun else None,
        reason=_reason(row) if stage is Stage.FAILED else None,
        result=_result(task, row.output) if stage is Stage.DONE else None,
    )


def _what(task: Task | None, given: Any) -> str:
    """What a job does, in words; a batch of looks says how many sources it has."""
    if task is None:
        return "A job of another edition of Broadsheet"
    if task is Task.LOOK and isinstance(given, dict):
        number = len(given["args"][0])
        return f"Looks at {number} sources" if number != 1 else "Looks at 1 source"
    return WORDS[task]


def _result(task: Task | None, came: Any) -> str | None:
    if task is Task.LOOK and isinstance(came, int):
        return f"{came} new {'article' if came == 1 else 'articles'}"
    return None


def _reason(row: "WorkflowStatus") -> str:
    """Why a job failed. What a mistake of ours says stays in the log: it may hold what is not for everybody's eyes."""
    error = row.error
    if row.status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
        return f"It was begun {row.recovery_attempts} times, and each time its worker ended before it did."
    tried = getattr(error, "errors", None)  # of the engine's own error, after the last try of a step
    if isinstance(tried, list) and tried:
        return f"{_sentence(tried[-1])} Tried {len(tried)} times."
    return _sentence(error)


def _sentence(error: object) -> str:
    if isinstance(error, BroadsheetError):
        return error.reason
    if not isinstance(error, Exception):  # of a program that is not this one
        return "It failed in another edition of Broadsheet."
    return f"A mistake of ours: {type(error).__name__}. The log of its worker says more."


def _when(moment: str | None) -> int | None:
    return int(datetime.fromisoformat(moment).timestamp()) if moment else None
