"""Quality and cost of `broadsheet quotes` on PolNeAR's direct quotations."""

from bench.measure import BROADSHEET, Figures, have_shared
from bench.scoring import scored

SHOWN = ("P", "R", "F1", "F1_se", "quote_P", "quote_R", "quote_F1", "speaker_accuracy")


def run() -> Figures:
    """Score it on each set."""
    if not have_shared():
        return
    for set_name, figures in scored("score_quotes.py", "quotes", f"{BROADSHEET} quotes").items():
        if isinstance(figures, str):
            yield set_name, figures
            continue
        shown = "  ".join(f"{key} {figures[key]:.3f}" for key in SHOWN)
        yield f"broadsheet: {set_name}", f"{shown}  CPU ms {figures['cost']['cpu_ms_each']:.1f}"
