"""The sign of life that a worker gives, and the work of dead ones that it takes up (see notes/jobs.md)."""

import logging
import os
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from platform import node
from secrets import token_hex

from dbos import DBOS

from broadsheet.errors import StoreError
from broadsheet.service import workers
from broadsheet.service.context import Context

BEAT = 15.0  # seconds between two signs of life
NAME = "worker.id"  # the file in the data folder that holds the worker's name

log = logging.getLogger(__name__)


def name_of(folder: Path) -> str:
    """The name of the worker of a data folder: the machine's at first, and a number that no other folder has. It is
    written down once, so that it stays when the machine or its container is called something else."""
    file = folder / NAME
    if not file.exists():
        unfinished = file.with_suffix(".new")
        unfinished.write_text(f"{node().split('.')[0] or 'worker'}-{token_hex(3)}\n")
        os.replace(unfinished, file)
    return file.read_text().strip()


class Heart:
    """Beats in a thread of its own until stopped. `shape`: of the jobs that it can take up. `taken`: what to do when
    another process has taken the name."""

    def __init__(self, ctx: Context, name: str, shape: str, taken: Callable[[], None]) -> None:
        self._ctx, self._name, self._shape, self._taken = ctx, name, shape, taken
        self._run = workers.begin(ctx, name)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Beat no more. Waits for a beat that is under way, unless it is the one that stops us."""
        self._stopped.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def say_good_bye(self) -> None:
        """The work is stopped: others may take it up at once."""
        try:
            workers.end(self._ctx, self._name, self._run)
        except StoreError as error:
            log.warning("This worker could not say good-bye: %s", error.reason)

    def _beat(self) -> None:
        while not self._stopped.wait(BEAT):
            try:
                if not workers.beat(self._ctx, self._name, self._run):
                    log.error(
                        "Another process runs the jobs under the name %s, so this one stops. Was the data folder "
                        "copied? Delete %s in one of the two folders and start it again.",
                        self._name,
                        NAME,
                    )
                    self._taken()
                    return
                names = workers.alive(self._ctx)
                if names[:1] == (self._name,):  # one of them is enough
                    take_up(names, self._shape)
            except StoreError as error:
                log.warning("No sign of life could be given: %s", error.reason)
            except Exception:  # of the engine's: the heart must not stand still for it
                log.exception("The work of other workers could not be seen to")


def take_up(alive: Collection[str], shape: str) -> None:
    """Put the unfinished jobs of all other workers back into their queues: the engine itself does so only at the start
    of a process of that name, which may never come."""
    begun = DBOS.list_workflows(status="PENDING", app_version=shape, load_input=False, load_output=False)
    for job in begun:
        if job.executor_id not in alive:
            log.warning("The worker %s is gone. Its job %s is taken up.", job.executor_id, job.workflow_id)
            DBOS.resume_workflow(job.workflow_id, queue_name=job.queue_name)
