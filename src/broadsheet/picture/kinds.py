"""What an answer is by its first bytes, and whether its outlet lets the picture be shown elsewhere."""

import re
from collections.abc import Mapping

from broadsheet.model.rights import Signal
from broadsheet.text.directives import robots_header

RASTER = frozenset({"jpeg", "png", "gif", "webp", "avif"})
ACCEPT = "image/webp, image/jpeg, image/png, image/avif;q=0.8, image/gif;q=0.8, image/svg+xml;q=0.5"

_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_SVG = re.compile(rb"\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--[^>]{0,500}-->\s{0,99})?<svg[\s>]")


def kind(body: bytes) -> str:
    """One of RASTER, "svg", or "" for all else. What the server says of it counts for nothing."""
    for magic, name in _MAGIC:
        if body.startswith(magic):
            return name
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "webp"
    if body[4:12] in (b"ftypavif", b"ftypavis"):
        return "avif"
    return "svg" if _SVG.match(body.removeprefix(b"\xef\xbb\xbf")) else ""


def may_be_shown(headers: Mapping[str, str]) -> bool:
    """Whether the outlet lets its picture stand elsewhere: not where the header X-Robots-Tag says `noimageindex`."""
    said = robots_header(headers.get("x-robots-tag", ""))
    return not any(one.signal is Signal.NOIMAGEINDEX for one in said)
