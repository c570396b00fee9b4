"""Pictures of every kind, good and bad."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2z"/></svg>'


def photo(kind: str = "JPEG", size: tuple[int, int] = (900, 600), mode: str = "RGB", **how: Any) -> bytes:
    """Something to look at, the left half of it dark."""
    drawn = Image.linear_gradient("L").rotate(90).resize(size).convert(mode)
    out = io.BytesIO()
    drawn.save(out, kind, **how)
    return out.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG that says it has so many pixels, and that unpacks to all of them."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))
