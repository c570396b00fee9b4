"""trafilatura alone, as its documentation uses it, on the same questions: a peer for bench/extraction.py."""

import gzip
import json
import sys
from pathlib import Path

import trafilatura


def main() -> None:
    """Read `{"id","url","file"}` lines, write `{"id","title","text","authors","published"}` lines."""
    for line in sys.stdin:
        question = json.loads(line)
        body = Path(question["file"]).read_bytes()
        if question["file"].endswith(".gz"):
            body = gzip.decompress(body)
        found = trafilatura.bare_extraction(body, url=question.get("url"), with_metadata=True)
        record = {"id": question["id"]}
        if found is not None:
            values = found.as_dict()
            authors = (values.get("author") or "").split("; ")
            record |= {"title": values.get("title"), "text": values.get("text"), "authors": [a for a in authors if a]}
            record |= {"published": values.get("date"), "topics": values.get("tags") or []}
        print(json.dumps(record, ensure_ascii=False), flush=True)


main()
