"""Related articles of `broadsheet related` on every set, beside a plain list by tf-idf in the same run."""

import sys
import tomllib
from typing import Any

from bench.extraction import FLOORS, under
from bench.measure import BROADSHEET, ROOT, Figures, have_shared
from bench.scoring import scored

PEER_SHOWS = 0.16  # cosine from which the peer shows a card: the best single one for the mixed set


def run() -> Figures:
    """Score both on each set."""
    if not have_shared():
        return
    floors = tomllib.loads(FLOORS.read_text("utf-8"))["related"]
    below: list[str] = []
    for data in ("stories", "related"):
        ours = scored("score_related.py", data, f"{BROADSHEET} related")
        peers = scored("score_related.py", data, f"{sys.executable} {ROOT / 'bench/peer_cosine.py'} {PEER_SHOWS}")
        for set_name, figures in ours.items():
            if isinstance(figures, str):
                yield set_name, figures
                below.append(f"{set_name} failed")
                continue
            below += under(floors.get(set_name, {}), figures, set_name)
            yield f"broadsheet: {set_name}", _line(figures)
            yield f"tf-idf list: {set_name}", _line(peers[set_name])
    if below:
        raise SystemExit("Below the floors of bench/floors.toml: " + "; ".join(below))


def _line(figures: dict[str, Any]) -> str:
    empty = f"  empty when nothing {figures['empty_when_nothing']:.3f}" if "empty_when_nothing" in figures else ""
    cost = f"CPU ms {figures['cost']['cpu_ms_each']:.2f}"
    return f"nDCG@5 {figures['nDCG_at_5']:.3f}  wrong@5 {figures['wrong_at_5']:.3f}{empty}  {cost}"
