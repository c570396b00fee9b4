"""Bodies as they were sent → bodies as they were meant: gzip and deflate, never more than a given size.

Each piece is unpacked as it comes and only up to what is still allowed, so a bomb costs no more memory than a page.
"""

import zlib

from broadsheet.errors import BadEncoding, TooLarge

GZIP, ZLIB, RAW = 31, 15, -15  # zlib's "wbits"
_GZIP_MAGIC = b"\x1f\x8b"
_MOST_MEMBERS = 1000  # a gzip file may be many small ones in a row, each of which costs a fresh start
# A character set in this header is a known slip of servers, and harmless.
_PLAIN = {"", "identity", "none", "utf-8", "utf8"}
_PACKED = {"gzip": GZIP, "x-gzip": GZIP, "deflate": ZLIB}


class Unpacker:
    """Takes a body piece by piece. `encoding`: the Content-Encoding header. `most`: bytes, unpacked. `who`: for the
    sentences of errors. Raises BadEncoding and TooLarge."""

    def __init__(self, encoding: str, most: int, who: str) -> None:
        name = encoding.strip().lower()
        if name not in _PLAIN and name not in _PACKED:
            raise BadEncoding(f"{who} sent the page packed as {name[:40]!r}, which Broadsheet did not ask for.")
        self._name, self._most, self._who = name, most, who
        self._wbits = _PACKED.get(name)
        self._stream: zlib._Decompress | None = None
        self._held = b""  # the first byte of a member, until the second comes
        self._members = 0
        self._pieces: list[bytes] = []
        self._size = 0
        self._done = False

    def feed(self, piece: bytes) -> None:
        """The next piece, as sent."""
        if self._wbits is None:
            self._keep(piece)
            return
        data = self._held + piece
        self._held = b""
        while data and not self._done:
            if self._stream is None and not self._begin(data):
                return
            data = self._unpack(data)

    def so_far(self) -> bytes:
        """What the pieces held so far, where the rest does not matter."""
        return b"".join(self._pieces)

    def finish(self) -> bytes:
        """The whole body, after the last piece."""
        if self._stream is not None or self._held:
            raise BadEncoding(f"{self._who} broke off in the middle of the packed page. It may work later.")
        return b"".join(self._pieces)

    def _begin(self, data: bytes) -> bool:
        """Start a stream; False where the data must wait or is no stream but padding after one."""
        if len(data) < 2:
            self._held = data
            return False
        if self._members and (self._wbits != GZIP or data[:2] != _GZIP_MAGIC):
            self._done = True
            return False
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise BadEncoding(f"{self._who} sent the page packed in more than {_MOST_MEMBERS:,} parts.")
        self._stream = zlib.decompressobj(self._format(data))
        return True

    def _format(self, data: bytes) -> int:
        """zlib's format is what "deflate" means (RFC 9110, 8.4.1.2), but some servers send the bare one (RFC 1951)."""
        if self._wbits == ZLIB and (data[0] & 0x0F != 8 or (data[0] << 8 | data[1]) % 31):
            return RAW
        return self._wbits or GZIP

    def _unpack(self, data: bytes) -> bytes:
        """Unpack what the current stream holds of `data`; gives back what follows the stream."""
        assert self._stream is not None
        try:
            self._keep(self._stream.decompress(data, self._most - self._size + 1))
        except zlib.error:
            raise BadEncoding(f"{self._who} says that the page is packed as {self._name}, but it is not.") from None
        if not self._stream.eof:
            return b""  # all was taken: had the size been reached, _keep would have raised
        data = self._stream.unused_data
        self._stream = None
        return data

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._most:
            raise too_large(self._who, self._most)
        if piece:
            self._pieces.append(piece)


def too_large(who: str, most: int) -> TooLarge:
    """The error of a body of more than `most` bytes."""
    return TooLarge(f"{who} sent more than {most / 1_000_000:g} MB, which is more than Broadsheet takes for one page.")


def open_file(body: bytes, most: int, who: str) -> bytes:
    """`body`, or what is in it where it is a gzip file (`sitemap.xml.gz`, or a server that forgets to say "gzip").

    Raises TooLarge. What only begins like a gzip file is left as it is.
    """
    if not body.startswith(_GZIP_MAGIC):
        return body
    unpacker = Unpacker("gzip", most, who)
    try:
        unpacker.feed(body)
        return unpacker.finish()
    except BadEncoding:
        return body
