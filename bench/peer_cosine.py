"""The plain peer of related articles: all others by the cosine of their tf-idf weights, from a threshold on.

Reads and answers the lines of `broadsheet related`; the threshold is its argument.
"""

import json
import math
import re
import sys
from collections import Counter, defaultdict


def main() -> None:
    """Answer all lines of standard input."""
    least = float(sys.argv[1])
    rows = [json.loads(line) for line in sys.stdin]
    bags = [Counter(re.findall(r"\w+", f"{row['title']} {row.get('text') or ''}".lower())) for row in rows]
    having = Counter(word for bag in bags for word in bag)
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    vectors = []
    for number, bag in enumerate(bags):
        weights = {word: (1 + math.log(n)) * math.log(len(rows) / having[word]) for word, n in bag.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({word: weight / length for word, weight in weights.items()})
        for word, weight in vectors[-1].items():
            postings[word].append((number, weight))
    for number, vector in enumerate(vectors):
        cosines: defaultdict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for other, its in postings[word]:
                cosines[other] += weight * its
        del cosines[number]
        best = sorted(cosines, key=lambda other: -cosines[other])[:10]
        shown = [{"id": rows[other]["id"], "kind": "story"} for other in best if cosines[other] >= least]
        print(json.dumps({"id": rows[number]["id"], "related": shown}))


if __name__ == "__main__":
    main()
