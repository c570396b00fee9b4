"""The jobs: what runs, waits, failed and why, and the forms that try again or give up."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from broadsheet.service import jobs
from broadsheet.web.asking import Asking
from broadsheet.web.rendering import Ctx, show

router = APIRouter()
DONE = {
    "retried": "The job waits for its turn again. What comes of it stands here in a moment.",
    "cancelled": "The job is given up. The sources of a look are due again within 15 minutes.",
}

JobId = Annotated[str, Field(min_length=1, max_length=200)]


@router.get("/jobs")
def listing(request: Request, ctx: Ctx, reader: Asking, done: str = "") -> Response:
    """What the jobs are doing."""
    return show(request, "jobs.html", work=jobs.work(ctx, reader), done=DONE.get(done))


@router.post("/jobs/retry")
def retry(ctx: Ctx, reader: Asking, job: JobId) -> Response:
    """Do a job again that failed or was cancelled."""
    jobs.retry(ctx, reader, job)
    return RedirectResponse("/jobs?done=retried", 303)


@router.post("/jobs/cancel")
def cancel(ctx: Ctx, reader: Asking, job: JobId) -> Response:
    """Give up a job that waits or runs."""
    jobs.cancel(ctx, reader, job)
    return RedirectResponse("/jobs?done=cancelled", 303)
