"""Running a command through one of the scorers in ../shared/tools."""

import json
import subprocess
from typing import Any

from bench.measure import ROOT, SHARED


def scored(scorer: str, data: str, command: str) -> dict[str, Any]:
    """The figures of each set in a folder of the evaluation data; the end of the error's text, where it failed."""
    uv = (ROOT / ".venv/bin/uv", "run", "-q", "--no-project", "--with", "numpy", "--with", "snowballstemmer", "python")
    done = subprocess.run(
        [*uv, SHARED / "tools" / scorer, SHARED / "data" / data, "--run", command, "--json"],
        capture_output=True,
        text=True,
    )
    return {data: done.stderr[-500:]} if done.returncode else json.loads(done.stdout)
