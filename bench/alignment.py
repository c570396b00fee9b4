"""Which runs of a page are its article, by the gold text of the evaluation sets: what the body model learns from."""

import gzip
import json
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bench.measure import SHARED
from broadsheet.errors import BroadsheetError
from broadsheet.extract import document, dropcaps, furniture, leads, metadata, runs
from broadsheet.extract.metadata import Metadata
from broadsheet.extract.runs import Run
from broadsheet.model.listings import Entry
from broadsheet.model.pages import Page

SETS = {name: SHARED / "data" / "extract" / name for name in ("aeb", "fundus", "readability", "traf")}
NEWSDAYS = {"newsdays": SHARED / "data" / "newsdays" / "days"}
YES, NO, OPEN = 1, 0, -1

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")
_SHINGLE = 4  # tokens
_LONG = 6  # tokens: a run as long is told by its shingles alone
_HALF = 0.5  # of a run's shingles
_GAP = 400  # tokens of the gold between two long runs in which a short one is looked for


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of a set: its row of the gold, its runs, and for each YES, NO or OPEN, and its number of tokens."""

    name: str
    host: str
    row: dict[str, Any]
    told: Metadata
    runs: list[Run]
    labels: list[int]
    tokens: list[int]


def samples() -> Iterator[Sample]:
    """Every page of the sets that can be read."""
    for name, folder in (SETS | NEWSDAYS).items():
        for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            try:
                yield _sample(name, row, (folder / "pages" / row["page"]).read_bytes())
            except BroadsheetError:
                continue


def _sample(name: str, row: dict[str, Any], body: bytes) -> Sample:
    url = row.get("url") or "http://localhost/"
    page = document.parse(Page(url, url, gzip.decompress(body)))
    told = metadata.read(page, Entry(key=url), 0)
    furniture.clear(page)
    dropcaps.join(page.root)
    found = runs.runs_of(page.root)
    labels = _by_sentences(found, row) if name == "traf" else aligned([run.words for run in found], row["text"])
    if name in ("aeb", "readability"):  # their gold has no lead: it says nothing of whether this run is text
        kept = {place: found[place].words for place, label in enumerate(labels) if label == YES}
        lead = leads.find(found, kept, told.title, told.descriptions)
        if lead is not None and labels[lead] == NO:
            labels[lead] = OPEN
    host = re.sub(r"^(?:www\d?|m|amp|edition)\.", "", urlsplit(row.get("url") or "").hostname or str(row["id"]))
    return Sample(name, host, row, told, found, labels, [len(_tokens(run.words)) for run in found])


def aligned(lines: Sequence[str], gold: str) -> list[int]:
    """For each line whether it is in `gold`: long ones by their shingles, short ones by their place among those."""
    whole = _tokens(gold)
    places: dict[tuple[str, ...], list[int]] = {}
    for start in range(len(whole) - _SHINGLE + 1):
        places.setdefault(tuple(whole[start : start + _SHINGLE]), []).append(start)
    tokens = [_tokens(line) for line in lines]
    spans: dict[int, tuple[int, int]] = {}
    for number, mine in enumerate(tokens):
        if len(mine) < _LONG:
            continue
        starts = range(len(mine) - _SHINGLE + 1)
        hits = [found for start in starts if (found := places.get(tuple(mine[start : start + _SHINGLE])))]
        if len(hits) >= _HALF * len(starts):
            spans[number] = hits[0][0], hits[-1][-1] + _SHINGLE
    known = sorted(spans)
    return [_label(number, mine, whole, spans, known) for number, mine in enumerate(tokens)]


def _label(number: int, mine: list[str], whole: list[str], spans: dict[int, tuple[int, int]], known: list[int]) -> int:
    if not mine:
        return OPEN
    if len(mine) >= _LONG:
        return YES if number in spans else NO
    behind = bisect(known, number)
    start = max(0, spans[known[behind - 1]][1] - 1) if behind else 0
    end = spans[known[behind]][0] + 1 if behind < len(known) else len(whole)
    gap = whole[start : min(end, start + _GAP)] if behind else whole[max(0, end - _GAP) : end]
    return YES if any(gap[at : at + len(mine)] == mine for at in range(len(gap) - len(mine) + 1)) else NO


def _by_sentences(found: Sequence[Run], row: dict[str, Any]) -> list[int]:
    """By the sentences that must and must not be in the text; most runs stay open."""
    wanted = [" ".join(text.split()) for text in row["with_"]]
    unwanted = [" ".join(text.split()) for text in row["without"]]
    labels = []
    for run in found:
        yes = any(text in run.words for text in wanted)
        no = any(text in run.words or (len(run.words) > 12 and run.words in text) for text in unwanted)
        labels.append(OPEN if yes == no else YES if yes else NO)
    return labels


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())
