"""The limited process in which pictures from outside are decoded and encoded anew. Started by `lab.py` as a script of
its own: it imports nothing of ours, so that it is small, and it knows no secret.

Asked: the length (4 bytes), then the picture. Answers: how many sizes (1 byte), and for each its width (2 bytes), its
length (4) and its bytes, as WebP; or 0, and a sentence's length and the sentence. Its first byte, when it is ready, is
the number of limits that this system does not know. When its input ends, so does it.
"""

import io
import resource
import struct
import sys
import warnings
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:  # Pillow is only imported when the limits hold
    from PIL.Image import Image as Picture

MEMORY = 512 * 2**20  # bytes of addresses: 40 million pixels of a PNG with transparency take 360 MB
SECONDS = 8  # of CPU for one picture; a large photograph takes 0.3
PIXELS = 40_000_000  # the largest camera sold to reporters makes 60, but no outlet shows them
WIDTHS = (320, 640, 1280)
TALLEST = 12  # times the width: WebP ends at 16,383
QUALITY = 80
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")


def limit(kind: int, most: int) -> int:
    """Lower one of this process's limits. Gives 1 where the system does not know it (macOS: memory), else 0."""
    hard = resource.getrlimit(kind)[1]
    try:
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    except (ValueError, OSError):
        return 1
    return 0


def limit_seconds() -> int:
    """Grant the CPU time of one more picture."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + SECONDS)


def make(body: bytes) -> list[tuple[int, bytes]]:
    """The picture in each of WIDTHS up to its own, upright, without metadata; of an animation the first frame.

    Raises whatever Pillow raises.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(io.BytesIO(body), formats=FORMATS) as opened:
        picture: Picture = opened
        if opened.width * opened.height > PIXELS:
            raise ValueError("it has too many pixels")
        turned = opened.getexif().get(0x0112, 1) >= 5
        if not (opened.format == "JPEG" and opened.mode in ("L", "RGB")):
            opened.load()
            clear = "A" in opened.getbands() or "transparency" in opened.info
            wanted = "RGBA" if clear else "RGB"
            picture = opened if opened.mode == wanted else opened.convert(wanted)
        widest = (WIDTHS[-1], TALLEST * WIDTHS[-1])
        picture.thumbnail(widest[::-1] if turned else widest)
        picture = ImageOps.exif_transpose(picture)
    picture = in_srgb(picture)
    found = []
    for width in WIDTHS:
        smaller = picture.copy()
        smaller.thumbnail((width, TALLEST * width))
        found.append((width, webp(smaller)))
        if picture.width <= width:
            break
    return found


def in_srgb(picture: "Picture") -> "Picture":
    """The picture in the web's own colours, where it came with others."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB")) or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def webp(picture: "Picture") -> bytes:
    """The picture as WebP, and nothing with it."""
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, exif=b"", icc_profile=None, xmp=b"")
    return out.getvalue()


def answer(body: bytes, out: BinaryIO) -> None:
    """Write what becomes of one picture."""
    limit_seconds()
    try:
        sizes = make(body)
    except MemoryError:
        sizes, why = [], "it needs too much memory"
    except Exception as error:  # Pillow's decoders raise nearly everything
        sizes, why = [], f"{type(error).__name__}: {error}"[:300]
    out.write(bytes([len(sizes)]))
    for width, made in sizes:
        out.write(struct.pack(">HI", width, len(made)) + made)
    if not sizes:
        said = why.encode("utf-8", "replace")
        out.write(struct.pack(">I", len(said)) + said)
    out.flush()


def main() -> None:
    """Limit this process, then answer until the input ends."""
    unknown = limit(resource.RLIMIT_AS, MEMORY) + limit_seconds()
    unknown += limit(resource.RLIMIT_FSIZE, 0) + limit(resource.RLIMIT_CORE, 0)
    inlet, out = sys.stdin.buffer, sys.stdout.buffer
    from PIL import Image, ImageCms, ImageOps  # noqa: F401 - loaded before the first picture comes

    Image.preinit()
    Image.init()
    out.write(bytes([unknown]))
    out.flush()
    while len(head := inlet.read(4)) == 4:
        answer(inlet.read(struct.unpack(">I", head)[0]), out)


if __name__ == "__main__":
    main()
