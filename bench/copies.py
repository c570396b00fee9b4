"""Copies found on the newsdays: in the gold texts, in the texts read from the pages, and with copies that were cut,
edited and added to; what an article costs, and what a hundred thousand of them hold in memory."""

import json
import os
import random
import subprocess
import time
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bench.extraction import FLOORS, under
from bench.measure import BROADSHEET, SHARED, Figures, have_shared, resident
from broadsheet.model.copies import CopyKind
from broadsheet.text.sentences import sentences
from broadsheet.understand.copies import Copies, fingerprint

_MANY = 100_000


@dataclass(frozen=True)
class _Row:
    """A page of the set. `original`: whose text it has, its own id where it is the original."""

    id: str
    outlet: str
    language: str
    published: str
    original: str
    text: str


def run() -> Figures:
    """Find them in each kind of text. Ends with an error where a figure is below its floor."""
    if not have_shared():
        return
    floors: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text("utf-8"))["copies"]
    below: list[str] = []
    gold = _gold()
    for name, rows in (("gold", gold), ("pages", _read_from_pages(gold)), ("edited", _edited(gold))):
        figures = _found(rows)
        below += under(floors.get(name, {}), figures, name)
        shown = "  ".join(f"{key} {value:.3f}" for key, value in figures.items())
        yield f"newsdays, {name}: {len(rows)} articles", shown
    yield from _costs(gold)
    if below:
        raise SystemExit("Below the floors of bench/floors.toml: " + "; ".join(below))


def _gold() -> list[_Row]:
    lines = (SHARED / "data/newsdays/days/gold.jsonl").read_text("utf-8").splitlines()
    rows: list[dict[str, Any]] = sorted(map(json.loads, lines), key=lambda row: (row["date"], row["id"]))
    return [
        _Row(row["id"], row["host"], row["lang"], row["date"], row.get("copy_of") or row["id"], row["text"])
        for row in rows
    ]


def _read_from_pages(gold: Sequence[_Row]) -> list[_Row]:
    """The same rows with the text that `broadsheet extract` reads from their pages."""
    pages = SHARED / "data/newsdays/days/pages"
    asked = "".join(json.dumps({"id": row.id, "file": f"{pages / row.id}.html.gz"}) + "\n" for row in gold)
    done = subprocess.run([BROADSHEET, "extract", "--jsonl"], input=asked, capture_output=True, text=True, check=True)
    texts = {one["id"]: one.get("text") or "" for one in map(json.loads, done.stdout.splitlines())}
    return [replace(row, text=texts.get(row.id, "")) for row in gold]


def _edited(gold: Sequence[_Row]) -> list[_Row]:
    """Each copy with its first sentence written anew, an end cut off, or paragraphs of another story added, in turn."""
    chance, made, copies = random.Random(5), list[_Row](), 0
    foreign = defaultdict[str, list[str]](list)
    for row in gold:
        foreign[row.language] += [span.of(row.text) for span in sentences(row.text) if span.end - span.start < 250]
    for row in gold:
        if row.original == row.id:
            made.append(row)
            continue
        said = [span.of(row.text) for span in sentences(row.text)]
        begun = [chance.choice(foreign[row.language]), *said[1:]]
        kept = max(2, round(len(said) * chance.uniform(0.4, 0.9)))
        added = chance.choices(foreign[row.language], k=max(1, len(said) // 4))
        variants = (begun, said[:kept], [*said, *added], begun[:kept])
        made.append(replace(row, text="\n".join(variants[copies % len(variants)])))
        copies += 1
    return made


def _found(rows: Sequence[_Row]) -> dict[str, float]:
    """P: of the articles found to be a copy, how many are joined with one of the same original and with no other.
    R: of the copies in the set, how many are joined with their original."""
    index, group = Copies(), list(range(len(rows)))
    copied = set[int]()
    for number, row in enumerate(rows):
        for copy in index.add(number, hash(row.outlet), number, fingerprint(row.text)):
            if copy.kind is CopyKind.COPY:
                copied.add(copy.article)
                group = [group[copy.of] if one == group[copy.article] else one for one in group]
    members: dict[int, set[str]] = defaultdict(set)
    for number, row in enumerate(rows):
        members[group[number]].add(row.original)
    place = {row.id: number for number, row in enumerate(rows)}
    true = [number for number, row in enumerate(rows) if row.original != row.id]
    right = sum(len(members[group[number]]) == 1 for number in copied)
    joined = sum(group[number] == group[place[rows[number].original]] for number in true)
    return {"P": right / max(1, len(copied)), "R": joined / max(1, len(true))}


def _costs(gold: Sequence[_Row]) -> Figures:
    spent = []
    for _ in range(5):
        started = time.process_time()
        prints = [fingerprint(row.text) for row in gold]
        spent.append((time.process_time() - started) / len(gold) * 1000)
    yield "a fingerprint, mean, best of five", f"{min(spent):.2f} ms CPU"
    yield "a fingerprint, largest", f"{max(len(one.to_bytes()) for one in prints)} bytes"
    chance = random.Random(7)
    many, held, made = Copies(), resident(os.getpid()), 0.0
    for number in range(_MANY):
        hashes = tuple(sorted({chance.getrandbits(26) for _ in range(len(prints[0].hashes))}))
        one = replace(prints[0], size=10_000, hashes=hashes)
        if number in (1000, _MANY - 1000):
            made = 0.0
        started = time.process_time()
        many.add(number, number % 300, number, one)
        made += time.process_time() - started
        if number in (1999, _MANY - 1):
            yield f"one more after {number + 1:,}", f"{made:.2f} ms CPU"
    yield f"{len(many):,} articles in memory", f"{resident(os.getpid()) - held:.0f} MB"
