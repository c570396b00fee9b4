"""Which runs of a page are its article. The only file that knows trafilatura.

trafilatura (Barbaresi 2021, ACL demo 15) is imported when the first page comes: a server that waits stays small.
"""

import logging
from collections.abc import Mapping
from typing import Any

from lxml.html import HtmlElement

from broadsheet.extract.runs import MARK, number

_SHORTEST = 25  # characters; trafilatura's own floor of 250 is for crawls, where a short text is mostly none


def choose(root: HtmlElement, url: str) -> Mapping[int, str]:
    """The numbers of the runs under `root` that make up the article, each with as much of its text as is kept.

    `root` is marked (see runs.py) and stays as it is. Empty where trafilatura finds no article.
    """
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = bare_extraction(
        root,
        url=url,
        output_format="xml",
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        include_links=False,
        include_images=False,
        with_metadata=False,
    )
    if found is None or found.body is None:
        return {}
    return _pieces("".join(found.body.itertext()))


def _pieces(text: str) -> dict[int, str]:
    marks = list(MARK.finditer(text))
    ends = [found.start() for found in marks[1:]] + [len(text)]
    kept: dict[int, str] = {}
    for found, end in zip(marks, ends, strict=True):
        kept.setdefault(number(found), " ".join(text[found.end() : end].split()))
    return kept
