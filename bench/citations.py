"""How well the outlets that articles credit are found, on sentences that were labelled before the rules saw them.

`citations.jsonl` holds no text: the set, the article's id, the characters of a sentence, and in it those of each
outlet's name: told ("t"), reported ("r"), credit ("c"), or only named and counted neither way ("i"). How the sentences
were drawn says notes/quotes.md.
"""

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.measure import SHARED
from broadsheet.understand.provenance import citations

LABELS = Path(__file__).with_name("citations.jsonl")


def figures() -> dict[str, float]:
    """P, R, the share of right kinds, and CPU ms for an article."""
    labelled: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for line in LABELS.read_text("utf-8").splitlines():
        one = json.loads(line)
        labelled.setdefault((one["set"], one["id"]), []).append(one)
    hits = wrong = missed = kinds = 0
    began = time.process_time()
    for (set_name, name), text in _texts(labelled):
        found = citations(text)
        for sentence in labelled[set_name, name]:
            inside = [one for one in found if sentence["start"] <= one.start < sentence["end"]]
            open_labels = [label for label in sentence["mentions"] if label[2] != "i"]
            aside = [label for label in sentence["mentions"] if label[2] == "i"]
            for one in inside:
                label = next((each for each in open_labels if one.start < each[1] and each[0] < one.end), None)
                if label is not None:
                    open_labels.remove(label)
                    hits, kinds = hits + 1, kinds + (one.kind.value[0] == label[2])
                elif not any(one.start < each[1] and each[0] < one.end for each in aside):
                    wrong += 1
            missed += len(open_labels)
    each = (time.process_time() - began) / len(labelled) * 1000
    return {"P": hits / (hits + wrong), "R": hits / (hits + missed), "kind": kinds / hits, "CPU ms": each}


def _texts(wanted: dict[tuple[str, str], Any]) -> Iterator[tuple[tuple[str, str], str]]:
    """The texts of the articles that have labels."""
    for set_name in sorted({name for name, _ in wanted}):
        with gzip.open(SHARED / "data" / f"{set_name}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = {row["id"]: row["text"] for row in map(json.loads, lines)}
        yield from (((set_name, name), rows[name]) for found, name in wanted if found == set_name)
