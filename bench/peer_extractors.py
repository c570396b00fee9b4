"""Another library's clean text, as its documentation uses it, on our questions: a peer for bench/extraction.py and
bench/extraction_peers.py.

Run as `uv run --no-project --with trafilatura python bench/peer_extractors.py trafilatura`. Reads
`{"id","url","file"}` lines, writes `{"id","text","cpu_ms"}` lines, and what else the library tells.
"""

import gzip
import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
Peer = Callable[[bytes, str | None], Answer]

warnings.simplefilter("ignore")


def trafilatura() -> Peer:
    """trafilatura's bare_extraction, with metadata."""
    from trafilatura import bare_extraction

    def read(body: bytes, url: str | None) -> Answer:
        found = bare_extraction(body, url=url, with_metadata=True)
        values = found.as_dict() if found is not None else {}
        authors = (values.get("author") or "").split("; ")
        return {
            "title": values.get("title"),
            "text": values.get("text"),
            "authors": [name for name in authors if name],
            "published": values.get("date"),
            "topics": values.get("tags") or [],
        }

    return read


def newspaper4k() -> Peer:
    """newspaper4k's Article, parsed from its HTML."""
    from newspaper import Article

    def read(body: bytes, url: str | None) -> Answer:
        article = Article(url or "http://localhost/", fetch_images=False)
        article.download(input_html=body.decode("utf-8", "replace"))
        article.parse()
        return {"title": article.title, "text": article.text, "authors": list(article.authors)}

    return read


def resiliparse() -> Peer:
    """resiliparse's main content as plain text; it knows no metadata."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def read(body: bytes, _url: str | None) -> Answer:
        page = HTMLTree.parse_from_bytes(body, detect_encoding(body))
        return {"text": extract_plain_text(page, main_content=True, alt_texts=False)}

    return read


def readability() -> Peer:
    """readability-lxml's summary, without its tags."""
    from lxml.html import fromstring
    from readability import Document

    def read(body: bytes, url: str | None) -> Answer:
        page = Document(body.decode("utf-8", "replace"), url=url)
        blocks = fromstring(page.summary(html_partial=True)).iter("p", "h1", "h2", "h3", "h4", "li", "td", "pre")
        return {"title": page.short_title(), "text": "\n".join(block.text_content() for block in blocks)}

    return read


PEERS = {one.__name__: one for one in (trafilatura, newspaper4k, resiliparse, readability)}


def main() -> None:
    """Answer each line; a page that the library fails on is answered without text."""
    read = PEERS[sys.argv[1]]()
    for line in sys.stdin:
        question = json.loads(line)
        started = time.process_time()
        body = Path(question["file"]).read_bytes()
        if question["file"].endswith(".gz"):
            body = gzip.decompress(body)
        try:
            answer = read(body, question.get("url"))
        except Exception as fault:
            answer = {"error": repr(fault)}
        cost = round(1000 * (time.process_time() - started), 2)
        print(json.dumps({"id": question["id"], **answer, "cpu_ms": cost}, ensure_ascii=False), flush=True)


main()
