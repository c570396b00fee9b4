"""Site memory: promotions that leak alone and after the outlet's other pages, sentences that are lost, and its cost.

The promotions of the newsdays set are in our word lists. To measure the memory by itself, each is replaced by words of
no language, the same on all pages of one outlet. Outlets of the set with one template are read as one outlet, so that
there are enough pages of each.
"""

import gzip
import json
import random
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bench.measure import SHARED, Figures, have_shared
from broadsheet.extract import memory as memories
from broadsheet.extract.article import extract_among
from broadsheet.model.articles import Article
from broadsheet.model.pages import Page
from broadsheet.model.sites import Memory

_SYLLABLES = ("zor", "van", "ilk", "mes", "to", "par", "den", "kov", "lum", "bre", "nad", "osh", "ely", "qua")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n")
_MADE = re.compile(r"(<div class=promo><h4>|<p><a href=/join>|<p><strong>|<aside><p>)$")
_CONTAINER = re.compile(r"</div><div class=([\w-]+)><p>|<article[^>]*class=([\w-]+)")
_MANY = 20  # pages of an outlet that were read before


@dataclass
class Counts:
    """Of the pages of one kind: how many, how many leak alone, how many with the memory."""

    pages: int = 0
    alone: int = 0
    taught: int = 0

    def line(self) -> str:
        """The shares that leak, with their standard errors."""
        shares = [self.alone / max(1, self.pages), self.taught / max(1, self.pages)]
        errors = [(share * (1 - share) / max(1, self.pages)) ** 0.5 for share in shares]
        told = [f"{share:.1%} (SE {error:.1%})" for share, error in zip(shares, errors, strict=True)]
        return f"{self.pages} pages: alone {told[0]}, among its siblings {told[1]}"


@dataclass
class Result:
    """What was counted: by how many pages were read before, and in all."""

    counts: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    sentences: int = 0
    lost: int = 0
    seconds: list[float] = field(default_factory=list)


def run() -> Figures:
    """Read the set outlet by outlet."""
    if not have_shared():
        return
    outlets: dict[str, list[tuple[dict[str, Any], str, str]]] = defaultdict(list)
    for row, html in _pages():
        name, says = _outlet(row, html), row["not_in_text"][0]
        outlets[name].append((row, html.replace(says, _words(name)), _words(name)))
    result = Result()
    for pages in outlets.values():
        _read(pages, result)
    for name, counts in sorted(result.counts.items()):
        yield name, counts.line()
    yield "sentences of the text that the memory took out", f"{result.lost} of {result.sentences}"
    yield "the memory's CPU in a page", f"{statistics.median(result.seconds) * 1000:.2f} ms (median, without the store)"


def _pages() -> Iterator[tuple[dict[str, Any], str]]:
    folder = SHARED / "data/newsdays/days"
    for line in (folder / "gold.jsonl").read_text().splitlines():
        row = json.loads(line)
        yield row, gzip.decompress((folder / "pages" / row["page"]).read_bytes()).decode()


def _outlet(row: dict[str, Any], html: str) -> str:
    """What tells one template from another."""
    made = _MADE.search(html.partition(row["not_in_text"][0])[0])
    container = _CONTAINER.search(html)
    return f"{row['lang']} {made and made[1]} {container and (container[1] or container[2])}"


def _words(name: str) -> str:
    chance = random.Random(name)
    return (
        " ".join("".join(chance.choices(_SYLLABLES, k=chance.choice([1, 2, 3]))) for _ in range(9)).capitalize() + "."
    )


def _read(pages: list[tuple[dict[str, Any], str, str]], result: Result) -> None:
    memory = Memory()
    random.Random(3).shuffle(pages)
    for number, (row, html, promotion) in enumerate(pages):
        page = Page(row["url"], row["url"], html.encode(), content_type="text/html", charset="utf-8")
        alone, _ = extract_among(page, None, Memory())
        with _timed(result.seconds):
            taught, impression = extract_among(page, None, memory)
        memory = memories.grown(memory, impression, number) if impression else memory
        known = (
            f"after {_MANY} and more" if number >= _MANY else f"after {number // 5 * 5:2} to {number // 5 * 5 + 4:2}"
        )
        for counts in (result.counts[known], result.counts["all"]):
            counts.pages += 1
            counts.alone += _flat(promotion) in _text(alone)
            counts.taught += _flat(promotion) in _text(taught)
        sentences = [one for one in _SENTENCE.split(row["text"]) if len(one) >= 8]
        result.sentences += len(sentences)
        result.lost += sum(_flat(one) in _text(alone) and _flat(one) not in _text(taught) for one in sentences)


@contextmanager
def _timed(seconds: list[float]) -> Iterator[None]:
    """Adds what `recall` takes meanwhile."""
    recall = memories.recall

    def timed(*given: Any) -> memories.Recalled:
        started = time.process_time()
        recalled = recall(*given)
        seconds.append(time.process_time() - started)
        return recalled

    memories.recall = timed
    try:
        yield
    finally:
        memories.recall = recall


def _text(article: Article) -> str:
    return _flat(f"{article.lead}\n{article.text}")


_flat = partial(re.sub, r"\s+", "")
