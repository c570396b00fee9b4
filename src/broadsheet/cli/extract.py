"""`broadsheet extract`: the article of a page, as text, as JSON, or line by line."""

import sys
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.evidence import block_lines, evidence_lines
from broadsheet.cli.house import AsJson
from broadsheet.cli.lines import Record, answer_lines, question, show
from broadsheet.errors import BadFile, BroadsheetError, OwnFault
from broadsheet.model.articles import Article
from broadsheet.model.pages import Page

LARGEST = 20_000_000  # bytes of one page, unpacked
_GZIP = b"\x1f\x8b"
_NOWHERE = "http://localhost/"  # what the relative addresses of a page without an address are relative to


def extract(
    ctx: typer.Context,
    target: Annotated[
        str, typer.Argument(metavar="FILE|URL|-", help="A page: a file, an address, or - for standard input.")
    ] = "-",
    as_json: AsJson = False,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help='Read lines {"id", "url", "file"} from standard input; print a JSON line for each.'
        ),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Show what spoke for each field, and why each block is in the text or not. As JSON too."
        ),
    ] = False,
    memory: Annotated[
        bool,
        typer.Option("--memory", help="With --jsonl: learn from each page what recurs on the pages of its site."),
    ] = False,
    url: Annotated[str, typer.Option("--url", help="The address of the page in the file.", show_default=False)] = "",
) -> None:
    """Print the text of the article in a page."""
    # other commands start without it
    from broadsheet.service.extraction import Siblings, as_fault, as_record, explain_page, extract_page

    if jsonl:
        siblings = Siblings()
        read, account = (siblings.extract_page, siblings.explain_page) if memory else (extract_page, explain_page)
        answer_lines(partial(_answer, read, account if explain else None))
        return
    told: Record = {}
    try:
        page = _page(target, url, ctx)
        if explain:
            told = explain_page(page)
            if not as_json:
                lines = (*evidence_lines(told.get("explained", {})), *block_lines(told["blocks"]))
                typer.echo("\n".join(lines))
        started = time.process_time()
        article = extract_page(page)
        if as_json:
            show({**as_record(article, target, page.final_url, _since(started)), **told})
        elif not explain:
            typer.echo("\n\n".join(filter(None, (article.title, article.lead, article.text.replace("\n", "\n\n")))))
    except BroadsheetError as error:
        if as_json:
            show({**as_fault(error, target, url, 0), **told})
        typer.echo(error.reason, err=True)
        raise typer.Exit(2 if isinstance(error, BadFile) else 1) from None


def _page(target: str, url: str, ctx: typer.Context) -> Page:
    if target.startswith(("http://", "https://")):
        fetch: Callable[[str], Page] = ctx.obj.fetch
        return fetch(target)
    body = _unpacked(sys.stdin.buffer.read(LARGEST), "standard input") if target == "-" else _read(target)
    return Page(url or _NOWHERE, url or _NOWHERE, body)


def _answer(read: Callable[[Page], Article], account: Callable[[Page], Record] | None, line: bytes) -> Record:
    """The record for one line of questions: an article, or the reason why there is none. `account`: explains it."""
    from broadsheet.service.extraction import as_fault, as_record

    started = time.process_time()
    name, url = "", ""
    told: Record = {}
    try:
        asked = question(line, '"id", "url" and "file"')
        name, url = str(asked.get("id") or ""), str(asked.get("url") or "")
        body = _read(str(asked.get("file") or ""))
        page = Page(url or _NOWHERE, url or _NOWHERE, body)
        if account is not None:
            told = account(page)
            started = time.process_time()
        return {**as_record(read(page), name, url, _since(started)), **told}
    except BroadsheetError as error:
        return {**as_fault(error, name, url, _since(started)), **told}
    except Exception as surprise:  # whatever a line holds, the others are answered too
        fault = OwnFault(f"Broadsheet could not read the page: {type(surprise).__name__}.")
        return {**as_fault(fault, name, url, _since(started)), **told}


def _read(name: str) -> bytes:
    """The bytes of a file, unpacked where they are gzip. Raises BadFile."""
    try:
        with Path(name).open("rb") as file:
            return _unpacked(file.read(LARGEST), name)
    except FileNotFoundError:
        raise BadFile(f"There is no file {name}.") from None
    except (OSError, ValueError) as error:
        raise BadFile(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from None


def _unpacked(body: bytes, name: str) -> bytes:
    if not body.startswith(_GZIP):
        return body
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(body, LARGEST)
    except zlib.error:
        raise BadFile(f"{name} is broken: it cannot be unpacked.") from None


def _since(started: float) -> float:
    return (time.process_time() - started) * 1000
