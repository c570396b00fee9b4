"""The pictures that we show, kept as files, one for each with all its widths; the least recently used go first.

A picture that cannot be kept is logged, and shown all the same. And the secret that signs their addresses.
"""

import json
import logging
import os
import secrets
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from broadsheet.errors import StoreError
from broadsheet.model.media import Picture, Shown, fitting

HOUR = 3600
MOST_FAILURES = 20_000  # remembered; some 4 MB

log = logging.getLogger(__name__)


class Gallery:
    """The pictures of one data folder, by the outlets' addresses. Safe to share between threads and processes.

    Which pictures cannot be had is remembered in memory alone: a start asks once more.
    """

    def __init__(self, folder: Path, megabytes: int) -> None:
        self._folder = folder
        self._room = megabytes * 1_000_000
        self._failures: dict[str, int] = {}

    def get(self, url: str, width: int, now: int) -> Shown | None:
        """The picture for a place of `width` pixels, or None where it is not kept. `now`: seconds since 1970, UTC."""
        path = self._path(url)
        try:
            with path.open("rb") as file:
                said = json.loads(file.readline(1000))
                lengths = {int(name): int(length) for name, length in said["sizes"].items()}
                chosen = fitting(lengths, width)
                file.seek(sum(length for name, length in lengths.items() if name < chosen), os.SEEK_CUR)
                body = file.read(lengths[chosen])
                if len(body) < lengths[chosen]:
                    raise ValueError("it ends too early")
                if os.fstat(file.fileno()).st_mtime < now - HOUR:  # a look an hour is told apart, and no more
                    os.utime(path, (now, now))
                return Shown(str(said["type"]), body)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("The kept picture %s cannot be read: %s.", path, error)
            return None

    def put(self, url: str, picture: Picture, now: int) -> None:
        """Keep a picture."""
        path = self._path(url)
        sizes = dict(sorted(picture.sizes.items()))
        said = {"type": picture.type, "sizes": {str(width): len(body) for width, body in sizes.items()}}
        unfinished = None
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(said).encode() + b"\n" + b"".join(sizes.values()))
            os.utime(unfinished, (now, now))
            os.replace(unfinished, path)
        except OSError as error:
            log.warning("A picture was not kept in %s: %s.", path.parent, error.strerror)
            if unfinished:
                Path(unfinished).unlink(missing_ok=True)

    def fail(self, url: str, until: int) -> None:
        """Remember that a picture cannot be had, and need not be asked for before `until`."""
        self._failures.pop(url, None)
        self._failures[url] = until
        while len(self._failures) > MOST_FAILURES:
            self._failures.pop(next(iter(self._failures)), None)

    def failed(self, url: str, now: int) -> bool:
        """Whether it was found lately that a picture cannot be had."""
        return self._failures.get(url, 0) > now

    def sweep(self, now: int) -> None:
        """Drop what was left half written, then the least recently used until the rest fits its room."""
        files = []
        for path, used, size in self._files():
            if path.suffix == ".part":
                if used < now - HOUR:
                    path.unlink(missing_ok=True)
            else:
                files.append((used, size, path))
        excess = sum(size for _, size, _ in files) - self._room
        for _, size, path in sorted(files):
            if excess <= 0:
                return
            path.unlink(missing_ok=True)
            excess -= size

    def _path(self, url: str) -> Path:
        digest = sha256(url.encode("utf-8", "replace")).hexdigest()[:40]
        return self._folder / digest[:2] / f"{digest[2:]}.picture"

    def _files(self) -> Iterator[tuple[Path, float, int]]:
        for path in self._folder.glob("??/*"):
            try:
                found = path.stat()
            except FileNotFoundError:  # put in its final place meanwhile
                continue
            yield path, found.st_mtime, found.st_size


def read_key(path: Path) -> bytes:
    """The secret in a file, made where there is none, for its owner alone. Raises StoreError."""
    try:
        if not path.exists():
            _write_key(path)
        key = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read or made: {error.strerror}.") from None
    if len(key) < 32:
        raise StoreError(f"{path} is damaged. Delete it: a new one is made at the next start.")
    return key


def _write_key(path: Path) -> None:
    """Whole or not at all; of two that start together the first one's stays."""
    handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
        os.link(unfinished, path)
    except FileExistsError:
        return
    finally:
        os.unlink(unfinished)
