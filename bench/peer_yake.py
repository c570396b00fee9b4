"""YAKE on the same questions: a peer for bench/hashtags.py. Its own defaults: up to three words, twenty keywords.

Run as `uv run --no-project --with yake python bench/peer_yake.py`.
"""

import json
import sys
from contextlib import redirect_stdout
from functools import cache

from yake import KeywordExtractor


@cache
def extractor(language: str) -> KeywordExtractor:
    """One for each language; what it complains of goes where errors go."""
    with redirect_stdout(sys.stderr):
        return KeywordExtractor(lan=language, n=3, top=20)


def main() -> None:
    """Read `{"id", "language", "title", "text"}` lines, write `{"id", "tags"}` lines."""
    for line in sys.stdin:
        question = json.loads(line)
        text = f"{question['title']}\n{question['text']}"
        found = extractor(question["language"]).extract_keywords(text)
        print(json.dumps({"id": question["id"], "tags": [keyword for keyword, _ in found]}), flush=True)


main()
