"""What score_extract.py makes of each page: `python bench/page_scores.py GOLD ANSWERS`, with numpy. Run by
bench/extraction_peers.py."""

import importlib
import json
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"


def main() -> None:
    """Print a JSON line for each page of the gold, in its order: the figures that the scorer sums up."""
    sys.path.insert(0, str(SHARED / "tools"))
    scorer = importlib.import_module("score_extract")
    gold = Path(sys.argv[1])
    answers = scorer.by_id(scorer.read(Path(sys.argv[2])))
    for row in scorer.load(gold)[gold.name]:
        print(json.dumps(scorer.page(gold.name, row, answers.get(row["id"], {}))))


main()
