"""From a fresh clone to the first page, and the size of what was installed."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from bench.measure import ROOT, Figures, free_port, wait_for


def run() -> Figures:
    """Clone, `make up`, wait for the first page."""
    with tempfile.TemporaryDirectory() as folder:
        clone, port = Path(folder, "broadsheet"), free_port()
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        start = time.perf_counter()
        process = subprocess.Popen(
            ["make", "up", f"PORT={port}"],
            cwd=clone,
            env={**os.environ, "BROADSHEET_DATA": folder},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for(f"http://127.0.0.1:{port}/", 300)
        yield "clone, make up, first page: wall s", f"{time.perf_counter() - start:.1f}"
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
        total = int(subprocess.run(["du", "-sm", clone / ".venv"], capture_output=True, text=True).stdout.split()[0])
        yield "installed size: MB of .venv", str(total)
