"""What the jobs do can be seen, tried again and given up, from any process."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from dbos import DBOS, SetWorkflowID

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.errors import BadInput, Forbidden, NotFound, StoreError
from broadsheet.jobs import engine
from broadsheet.jobs.desk import Desk
from broadsheet.model.jobs import Stage
from broadsheet.model.readers import OPERATOR
from broadsheet.service import jobs, upkeep
from tests.jobs.workers import wait_until


@pytest.fixture
def ctx(tmp_path):
    with open_context(Settings(data=tmp_path), engine.wake, engine.post, Desk) as context:
        yield context


@pytest.fixture
def running(ctx):
    engine.start(ctx)
    yield
    engine.stop()


def begin(job_id):
    with SetWorkflowID(job_id):
        DBOS.start_workflow(engine.sweep, datetime.now(UTC), None)


def broadsheet(ctx, *arguments):
    command = [sys.executable, "-m", "broadsheet", "jobs", *arguments, "--data", str(ctx.settings.data)]
    return subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, timeout=60)


def is_done(ctx):
    """Whether our job came to its end; the clock may have begun one of its own meanwhile."""
    return ("tidy", Stage.DONE) in [(job.id, job.stage) for job in jobs.work(ctx, OPERATOR).over]


def stumble(_):
    raise ZeroDivisionError("a@b.example")


def test_where_the_jobs_never_ran_nothing_is_shown(ctx):
    work = jobs.work(ctx, OPERATOR)
    assert (work.running, work.waiting, work.failed, work.schedules, work.workers) == ((), (), (), (), ())
    with pytest.raises(NotFound):
        jobs.retry(ctx, OPERATOR, "tidy")


def test_a_job_that_failed_says_why_and_is_tried_again_from_another_process(ctx, running, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(upkeep, "sweep", stumble)
        begin("tidy")
        assert wait_until(lambda: "tidy" in [job.id for job in jobs.work(ctx, OPERATOR).failed])
    shown = json.loads(broadsheet(ctx, "--json").stdout)
    (failed,) = (job for job in shown["failed"] if job["id"] == "tidy")
    assert (failed["what"], failed["tries"]) == ("Tidies up", 1)
    assert "ZeroDivisionError" in failed["reason"] and "a@b.example" not in failed["reason"]
    assert [worker["name"] for worker in shown["workers"]] == [failed["worker"]]
    assert [each["task"] for each in shown["schedules"]] == [
        "tick",
        "gather",
        "hear",
        "deliver",
        "collect_mail",
        "sweep",
    ]
    assert "Tidies up" in broadsheet(ctx).stdout
    assert "Waits for its turn again: Tidies up." in broadsheet(ctx, "retry", "tidy").stdout
    assert wait_until(lambda: is_done(ctx))
    with pytest.raises(BadInput):
        jobs.retry(ctx, OPERATOR, "tidy")


def test_a_full_disk_is_waited_out(ctx, running, monkeypatch):
    tries = []

    def full(_):
        tries.append(1)
        if len(tries) == 1:
            raise StoreError("The disk is full.")

    monkeypatch.setattr(upkeep, "sweep", full)
    begin("tidy")
    assert wait_until(lambda: is_done(ctx))
    assert len(tries) >= 2


def test_a_job_that_waits_can_be_given_up_and_taken_up_again(ctx, running):
    DBOS.register_queue(engine.QUEUE, worker_concurrency=0, on_conflict="always_update")
    with SetWorkflowID("batch"):
        DBOS.enqueue_workflow(engine.QUEUE, engine.look, [4, 5], ctx.clock())
    (waiting,) = (job for job in jobs.work(ctx, OPERATOR).waiting if job.id == "batch")
    assert (waiting.what, waiting.began, waiting.worker) == ("Looks at 2 sources", None, None)
    assert jobs.cancel(ctx, OPERATOR, "batch").id == "batch"
    with pytest.raises(BadInput):
        jobs.cancel(ctx, OPERATOR, "batch")
    assert ("batch", Stage.CANCELLED) in [(job.id, job.stage) for job in jobs.work(ctx, OPERATOR).over]
    jobs.retry(ctx, OPERATOR, "batch")
    assert "batch" in [job.id for job in jobs.work(ctx, OPERATOR).waiting]


def test_the_jobs_are_for_those_who_look_after_the_sources(ctx, alice, ed):
    assert jobs.work(ctx, ed).failed == ()
    for ask in (jobs.work, lambda *who: jobs.retry(*who, "x"), lambda *who: jobs.cancel(*who, "x")):
        with pytest.raises(Forbidden):
            ask(ctx, alice)
