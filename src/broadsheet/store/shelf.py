"""Raw pages, kept as compressed files for a while, so that better extraction can read them again.

One folder a day, one file a page: a line of JSON (what the answer's headers said), then the body, both compressed.
A page that cannot be kept is no article lost: it is logged, and the work goes on.
"""

import json
import logging
import os
import shutil
import tempfile
import time
import zlib
from pathlib import Path

from broadsheet.model.pages import Page

DAY = 24 * 3600
LEVEL = 1  # of compression: the quickest, at about a fifth of the size

log = logging.getLogger(__name__)


class Shelf:
    """The pages of one data folder. Safe to share between threads and processes."""

    def __init__(self, folder: Path, days: int, megabytes: int) -> None:
        """`days` and `megabytes`: how long pages stay, and how much room they get; 0 of either keeps nothing."""
        self._folder = folder
        self._days = days
        self._room = megabytes * 1_000_000
        self._sizes: dict[str, int] = {}  # bytes in the folders of days past, which no longer grow

    def put(self, article_id: int, page: Page, now: int) -> None:
        """Keep the page of an article. `now`: seconds since 1970, UTC."""
        if not self._days or not self._room:
            return
        day = self._folder / _name(now)
        try:
            day.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, unfinished = tempfile.mkstemp(dir=day, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(_pack(page))
            os.replace(unfinished, day / f"{article_id}.page")
        except OSError as error:
            log.warning("The page of article %d was not kept in %s: %s.", article_id, day, error.strerror)

    def get(self, article_id: int) -> Page | None:
        """The page of an article as it was last kept, or None."""
        for day in reversed(self._listed()):
            try:
                return _unpack((day / f"{article_id}.page").read_bytes())
            except FileNotFoundError:
                continue
            except (OSError, ValueError, KeyError, zlib.error) as error:
                log.warning("The kept page of article %d cannot be read: %s.", article_id, error)
                return None
        return None

    def sweep(self, now: int) -> None:
        """Drop pages that were kept long enough, then the oldest until the rest fits its room."""
        oldest = _name(now - self._days * DAY)
        kept = []
        for day in self._listed():
            if not self._days or day.name < oldest:
                shutil.rmtree(day, ignore_errors=True)
            else:
                kept.append(day)
        sizes = {day: self._size(day, today=day.name >= _name(now)) for day in kept}
        self._sizes = {day.name: size for day, size in sizes.items() if day.name < _name(now)}
        excess = sum(sizes.values()) - self._room
        for day, size in sizes.items():
            if excess <= 0:
                break
            self._sizes.pop(day.name, None)
            if size <= excess:
                shutil.rmtree(day, ignore_errors=True)
            else:
                _drop_oldest(day, excess)
            excess -= size

    def _listed(self) -> list[Path]:
        try:
            return sorted(path for path in self._folder.iterdir() if path.is_dir() and len(path.name) == 10)
        except FileNotFoundError:
            return []

    def _size(self, day: Path, *, today: bool) -> int:
        if not today and day.name in self._sizes:
            return self._sizes[day.name]
        return sum(size for _, size in _files(day))


def _name(at: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(at))


def _files(day: Path) -> list[tuple[Path, int]]:
    """The files of a day with their sizes, in the order in which their articles came."""
    found = []
    with os.scandir(day) as entries:
        for entry in entries:
            try:
                found.append((Path(entry.path), entry.stat().st_size))
            except FileNotFoundError:  # put in its final place meanwhile
                continue
    return sorted(found, key=lambda file: (len(file[0].name), file[0].name))


def _drop_oldest(day: Path, excess: int) -> None:
    for path, size in _files(day):
        if excess <= 0:
            return
        path.unlink(missing_ok=True)
        excess -= size


def _pack(page: Page) -> bytes:
    said = {
        "url": page.url,
        "final_url": page.final_url,
        "content_type": page.content_type,
        "charset": page.charset,
        "fetched": page.fetched,
    }
    packer = zlib.compressobj(LEVEL)
    return packer.compress(json.dumps(said).encode() + b"\n") + packer.compress(page.body) + packer.flush()


def _unpack(packed: bytes) -> Page:
    head, _, body = zlib.decompress(packed).partition(b"\n")
    said = json.loads(head)
    return Page(
        url=said["url"],
        final_url=said["final_url"],
        body=body,
        content_type=said["content_type"],
        charset=said["charset"],
        fetched=said["fetched"],
    )
