"""The hostile outlets of ../shared, in a network of their own: how many of them the real thing survives."""

import os
import subprocess
import sys
import tempfile

from bench.measure import ROOT, SHARED, Figures, have_shared

HOSTILE = SHARED / "hostile"


def run() -> Figures:
    """Let the judge drive `tests/hostile/product.py`; each failure is named. About nine minutes; needs root."""
    if not have_shared():
        return
    if subprocess.run(["unshare", "-n", "-m", "true"], capture_output=True).returncode:
        yield "hostile", "(skipped: this needs root and network namespaces)"
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [HOSTILE / "labnet.sh", sys.executable, HOSTILE / "judge.py", ROOT / "tests/hostile/product.py"]
        environment = {**os.environ, "HOSTILE_OUT": folder, "PYTHON": sys.executable}
        judged = subprocess.run(list(map(str, command)), env=environment, cwd=folder, capture_output=True, text=True)
    lines = judged.stdout.splitlines()
    yield "hostile outlets", next((line for line in lines if line.startswith("==")), judged.stderr[-300:])
    for line in lines:
        if line.startswith("FAIL"):
            yield "  failed", line.removeprefix("FAIL ").strip()
