"""What one more article costs, and the memory, as the archive grows: articles made from the words of real ones.

Takes many minutes: run only when asked for. Words are as frequent as in the evaluation data, with a tail of made ones,
as a growing archive has; each story has words of its own.
"""

import gzip
import itertools
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bench.measure import SHARED, Figures, cost, have_shared
from broadsheet.model.related import Subject
from broadsheet.text.words import tokens
from broadsheet.understand.stories.gathering import Gatherer

SIZES = (10_000, 100_000, 400_000, 1_000_000)
A_DAY = 40_000  # articles
HEADLINE = 9  # words
MEASURED = 1_000  # at the end of each size


def run() -> Figures:
    """Grow an archive of headlines, and one of full texts, each in a process of its own."""
    if not have_shared():
        return
    for words, most in ((HEADLINE, 1_000_000), (280, 100_000)):
        for size in (size for size in SIZES if size <= most):
            spent = cost([sys.executable, "-m", "bench.stories_growth", str(size), str(words)])
            yield f"{size:,} articles of {words} words", f"ms for one more {spent.output.strip()}  MB {spent.peak:.0f}"


def made(words: int) -> Iterator[Subject]:
    """Articles without end, always the same."""
    chance = random.Random(1)
    common, weights = _frequencies()
    stories = [_words(chance, common, weights, 12) for _ in range(2_000)]
    for number in itertools.count(1):
        if number % 8 == 0:
            stories[number // 8 % len(stories)] = _words(chance, common, weights, 12)
        own = chance.choices(chance.choice(stories), k=words // 3)
        text = own + _words(chance, common, weights, words - len(own))
        title = " ".join([*own[:3], *text[-6:]])
        body = " ".join(text) if words > HEADLINE else ""
        yield Subject(number, chance.randrange(400), number * 86_400 // A_DAY, title, body)


def _words(chance: random.Random, common: list[str], weights: list[float], count: int) -> list[str]:
    found = chance.choices(common, cum_weights=weights, k=count)
    return [f"x{chance.randrange(10**6)}" if chance.random() < 0.02 else word for word in found]


def _frequencies() -> tuple[list[str], list[float]]:
    counts = Counter[str]()
    for name in ("mixen", "gnews", "uci"):
        with gzip.open(SHARED / f"data/stories/{name}.dev.jsonl.gz", "rt") as lines:
            for line in lines:
                row = json.loads(line)
                counts.update(tokens(f"{row['title']} {row['text'][:2000]}"))
    return list(counts), list(itertools.accumulate(counts.values()))


def main() -> None:
    """Gather SIZE articles of WORDS words; print the milliseconds of CPU that one of the last took."""
    size, words = int(sys.argv[1]), int(sys.argv[2])
    gatherer, spent = Gatherer(), 0.0
    for subject in itertools.islice(made(words), size):
        start = time.process_time()
        placement, trace = gatherer.place(subject)
        gatherer.put(replace(trace, story=placement.story or subject.id))
        if subject.id > size - MEASURED:
            spent += time.process_time() - start
    print(f"{1000 * spent / MEASURED:.2f}")


if __name__ == "__main__":
    main()
