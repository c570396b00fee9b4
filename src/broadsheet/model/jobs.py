"""The jobs: what runs, what waits, what failed and why; and who does the work."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Task(StrEnum):
    """What a job does, by the name that the engine keeps."""

    TICK = "tick"
    LOOK = "look"
    GATHER = "gather"
    HEAR = "hear"
    DELIVER = "deliver"
    COLLECT_MAIL = "collect_mail"
    SWEEP = "sweep"


class Stage(StrEnum):
    """How far a job is."""

    RUNNING = "running"
    WAITING = "waiting"
    FAILED = "failed"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Job:
    """One job. Times are seconds since 1970, UTC; `began` and `ended` are None where it has not. `what`: in words.
    `tries`: how often it was begun. `worker`: who does it, or did last. `reason`: why it failed. `result`: what came
    of it, in words."""

    id: str
    task: Task | None
    what: str
    stage: Stage
    asked: int
    began: int | None = None
    ended: int | None = None
    tries: int = 0
    worker: str | None = None
    reason: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """What runs by the clock. `last`, `next`: seconds since 1970, UTC."""

    task: Task
    what: str
    last: int | None
    next: int


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that runs the jobs. `began`, `seen`: since when, and when it was last heard of; seconds since 1970."""

    name: str
    began: int
    seen: int


@dataclass(frozen=True, slots=True)
class Work:
    """All of it at one moment, the newest first; of what is over, only the last."""

    running: Sequence[Job] = ()
    waiting: Sequence[Job] = ()
    failed: Sequence[Job] = ()
    over: Sequence[Job] = ()
    schedules: Sequence[Schedule] = ()
    workers: Sequence[Worker] = ()
