"""Quality and cost of `broadsheet extract` on the evaluation sets, beside trafilatura alone in the same run."""

import json
import subprocess
import sys
from typing import Any

from bench.measure import BROADSHEET, ROOT, SHARED, Figures, have_shared

PEER = ROOT / "bench" / "peer_trafilatura.py"


def run() -> Figures:
    """Score both on each set."""
    if not have_shared():
        return
    for name, command in (("broadsheet", f"{BROADSHEET} extract --jsonl"), ("trafilatura", f"{sys.executable} {PEER}")):
        scored = subprocess.run(
            [
                *(
                    ROOT / ".venv/bin/uv",
                    "run",
                    "--no-project",
                    "--with",
                    "numpy",
                    "--with",
                    "snowballstemmer",
                    "python",
                ),
                *(SHARED / "tools/score_extract.py", SHARED / "data/extract", "--run", command, "--json"),
            ],
            capture_output=True,
            text=True,
        )
        if scored.returncode:
            yield name, scored.stderr[-500:]
            continue
        for set_name, figures in json.loads(scored.stdout).items():
            yield f"{name}: {set_name}", _line(figures)


def _line(figures: dict[str, Any]) -> str:
    """The figures of quality, and CPU ms a page with the start of the command in it."""
    cost = figures.pop("cost", {})
    shown = {**figures, "CPU ms": cost.get("cpu_ms_each")}
    return "  ".join(
        f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in shown.items()
    )
