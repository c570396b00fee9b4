"""Quality and cost of `broadsheet extract` on the evaluation sets, beside trafilatura alone in the same run."""

import tomllib
from typing import Any

from bench.measure import BROADSHEET, ROOT, Figures, have_shared
from bench.scoring import scored

PEERS = ROOT / "bench" / "peer_extractors.py"
PEER = f"{ROOT / '.venv/bin/uv'} run -q --no-project --with trafilatura python {PEERS} trafilatura"
FLOORS = ROOT / "bench" / "floors.toml"


def run() -> Figures:
    """Score both on each set. Ends with an error where ours is below a floor."""
    if not have_shared():
        return
    floors: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text("utf-8"))["extraction"]
    below = []
    for name, command in (("broadsheet", f"{BROADSHEET} extract --jsonl"), ("trafilatura", PEER)):
        for set_name, figures in scored("score_extract.py", "extract", command).items():
            if isinstance(figures, str):
                yield name, figures
                continue
            if name == "broadsheet":
                below += under(floors.get(set_name, {}), figures, set_name)
            yield f"{name}: {set_name}", _line(figures)
    if below:
        raise SystemExit("Below the floors of bench/floors.toml: " + "; ".join(below))


def under(floors: dict[str, float], figures: dict[str, Any], set_name: str) -> list[str]:
    """What is below its floor, in words."""
    return [
        f"{set_name} {key} {figures.get(key, 0.0):.4f} < {floor}"
        for key, floor in floors.items()
        if figures.get(key, 0.0) < floor
    ]


def _line(figures: dict[str, Any]) -> str:
    """The figures of quality, and CPU ms a page with the start of the command in it."""
    cost = figures.pop("cost", {})
    shown = {**figures, "CPU ms": cost.get("cpu_ms_each"), "own CPU ms, median": cost.get("own_cpu_ms_median")}
    shown["own CPU ms, worst"] = cost.get("own_cpu_ms_max")
    return "  ".join(
        f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}"
        for key, value in shown.items()
        if value is not None
    )
