"""A plain single pass with tf-idf, on the same questions: the peer for bench/stories.py.

Each article joins the story of the nearest earlier one, by the cosine of log-tf × idf (learned as the articles come),
where that is at least THRESHOLD; all earlier articles are compared, however long that takes. No stemming, no time.
Run as `python bench/peer_tfidf.py 0.2`.
"""

import json
import math
import re
import sys
from collections import Counter, defaultdict


def main() -> None:
    """Read `{"id", "title", "text"}` lines, write `{"id", "story"}` lines."""
    threshold = float(sys.argv[1])
    frequency, having = Counter[str](), defaultdict[str, list[tuple[int, float]]](list)
    damped, stories = list[dict[str, float]](), list[int]()
    for number, line in enumerate(sys.stdin):
        asked = json.loads(line)
        words = Counter(_words(asked["title"]) * 3 + _words(asked["text"])[:300])
        own = {word: 1 + math.log(count) for word, count in words.items()}
        frequency.update(dict.fromkeys(own, 1))
        rarity = {word: math.log((number + 2) / (seen + 0.5)) for word, seen in frequency.items()}
        nearest, score = _nearest(own, damped, having, rarity)
        stories.append(stories[nearest] if score >= threshold else number)
        damped.append(own)
        for word, weight in own.items():
            having[word].append((number, weight))
        print(json.dumps({"id": asked["id"], "story": stories[-1]}), flush=True)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _nearest(
    own: dict[str, float],
    damped: list[dict[str, float]],
    having: dict[str, list[tuple[int, float]]],
    rarity: dict[str, float],
) -> tuple[int, float]:
    products = defaultdict[int, float](float)
    for word, weight in own.items():
        for other, theirs in having.get(word, ()):
            products[other] += weight * theirs * rarity[word] ** 2
    length = _length(own, rarity)
    best = sorted(products, key=lambda one: -products[one])[:60]  # the lengths of all would take hours
    scored = [(products[one] / length / _length(damped[one], rarity), one) for one in best]
    score, nearest = max(scored, default=(0.0, 0))
    return nearest, score


def _length(weights: dict[str, float], rarity: dict[str, float]) -> float:
    return math.sqrt(sum((weight * rarity[word]) ** 2 for word, weight in weights.items())) or 1.0


if __name__ == "__main__":
    main()
