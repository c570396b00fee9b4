"""Quality and cost of `broadsheet summarize`, beside lead-3 and beside LexRank, TextRank and LSA in the same run."""

from typing import Any

from bench.measure import BROADSHEET, ROOT, Figures, have_shared
from bench.scoring import scored

PEER = f"{ROOT / '.venv/bin/uv'} run -q --no-project --with sumy --with numpy python {ROOT / 'bench/peer_sumy.py'}"
SHOWN = ("ROUGE1", "ROUGE2", "ROUGEL")


def run() -> Figures:
    """Score each on each set."""
    if not have_shared():
        return
    yield from _scored("broadsheet", f"{BROADSHEET} summarize", with_lead=True)
    for peer in ("lexrank", "textrank", "lsa"):
        yield from _scored(peer, f"{PEER} {peer}", with_lead=False)


def _scored(name: str, command: str, *, with_lead: bool) -> Figures:
    for set_name, figures in scored("score_summaries.py", "summaries", command).items():
        if isinstance(figures, str):
            yield name, figures
            continue
        if with_lead:
            yield f"lead-3: {set_name}", _line(figures["lead3"])
        gain = f"gain over lead-3 {figures['gain_over_lead3']:+.3f} ± {figures['gain_over_lead3_se']:.3f}"
        rest = f"verbatim {figures['verbatim']:.2f}  CPU ms {figures['cost']['cpu_ms_each']:.1f}"
        yield f"{name}: {set_name}", f"{_line(figures)}  {gain}  {rest}"


def _line(figures: dict[str, Any]) -> str:
    return "  ".join(f"{key} {figures[key]:.3f}" for key in SHOWN)
