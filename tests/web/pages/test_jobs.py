"""The page of the jobs, over the real app; what stands on the desk is the test's."""

from dataclasses import replace

import pytest

from broadsheet.errors import NotFound
from broadsheet.model.jobs import Job, Schedule, Stage, Task, Work
from broadsheet.store import workers


class Desk:
    """Shows the work that a test lays on it, and notes what is asked of it."""

    def __init__(self):
        self.shown, self.asked = Work(), []

    def work(self, _now):
        return self.shown

    def retry(self, job_id):
        self.asked.append(("retry", job_id))
        if job_id == "none":
            raise NotFound("There is no such job.")

    def cancel(self, job_id):
        self.asked.append(("cancel", job_id))


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def ctx(ctx, desk):
    return replace(ctx, desk=desk)


def test_the_page_says_what_runs_waits_and_failed_and_why(visit, ctx, ed, desk, now):
    with ctx.database.write() as conn:
        workers.begin(conn, "north-1", "run", now - 20)
    desk.shown = Work(
        running=[Job("a", Task.LOOK, "Looks at 50 sources", Stage.RUNNING, now - 90, now - 60, None, 1, "north-1")],
        waiting=[Job("b", Task.LOOK, "Looks at 7 sources", Stage.WAITING, now - 300)],
        failed=[Job("c+1", Task.SWEEP, "Tidies up", Stage.FAILED, now, now, now, 5, "south", "The disk <is> full.")],
        over=[
            Job("d", Task.LOOK, "Looks at 1 source", Stage.DONE, now, now - 300, now, 1, "x", result="12 new articles")
        ],
        schedules=[Schedule(Task.TICK, "Finds what is due", now - 30, now + 30)],
    )
    page = visit(ed)("/jobs").text
    for part in (
        "Looks at 50 sources",
        "60 s",
        "asked for",
        "5 minutes ago",
        "12 new articles",
        "north-1",
        "in 1 minute",
    ):
        assert part in page
    assert "The disk &lt;is&gt; full." in page and 'value="c+1"' in page and "Try again" in page
    assert "No worker runs" not in page


def test_a_job_whose_worker_gives_no_sign_of_life_waits_and_says_so(visit, ed, desk, now):
    desk.shown = Work(running=[Job("a", Task.SWEEP, "Tidies up", Stage.RUNNING, now, now, None, 1, "gone")])
    page = visit(ed)("/jobs").text
    assert "gives no sign of life" in page and "0 running · 1 waiting" in page and "No worker runs" in page


def test_jobs_are_tried_again_and_given_up(visit, ed, desk):
    answer = visit(ed)("/jobs/retry", form={"job": "c+1"})
    assert (
        answer.headers["location"] == "/jobs?done=retried"
        and "waits for its turn" in visit(ed)("/jobs?done=retried").text
    )
    assert visit(ed)("/jobs/cancel", form={"job": "b"}).headers["location"] == "/jobs?done=cancelled"
    assert visit(ed)("/jobs/retry", form={"job": "none"}).status == 404
    assert desk.asked == [("retry", "c+1"), ("cancel", "b"), ("retry", "none")]
    assert visit(ed)("/jobs/retry", form={"job": "x" * 201}).status == 400


def test_the_jobs_are_for_those_who_look_after_the_sources(visit, alice, desk):
    assert visit(alice)("/jobs").status == 403
    assert visit(alice)("/jobs/retry", form={"job": "a"}).status == 403
    assert visit(None)("/jobs").status == 303
    assert not desk.asked
