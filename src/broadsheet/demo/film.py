"""A few seconds of evening sea for the demo's videos, made when they are asked for: an MP4 file that browsers play.

The picture is H.264 (ITU-T H.264, baseline) with every macroblock sent as plain samples (I_PCM, 7.3.5), which needs no
encoder; the boxes around it are ISO/IEC 14496-12 and 14496-15.
"""

import math
import re
from random import Random
from struct import pack

WIDTH, HEIGHT = 160, 96  # pixels; whole macroblocks of 16
FRAMES, RATE = 12, 2  # RATE: frames a second
LENGTH_SECONDS = FRAMES // RATE
HORIZON, SEA = 48, (142, 116)  # the first row of macroblocks that is water, and its Cb and Cr
MATRIX = pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def shoot(name: str) -> bytes:
    """An MP4 file of LENGTH_SECONDS seconds; another name gives another light."""
    random = Random(name)  # noqa: S311 - a light, not a secret
    sky = random.randint(100, 125), random.randint(125, 160)
    samples = []
    for number in range(FRAMES):
        unit = _slice(number, _brightness(number), sky)
        samples.append(pack(">I", len(unit)) + unit)
    head = _box(b"ftyp", b"isom", pack(">I", 512), b"isomavc1")
    start = len(head) + len(_movie(samples, 0)) + 8
    return head + _movie(samples, start) + _box(b"mdat", *samples)


def _brightness(number: int) -> list[bytes]:
    """One frame's luma, row by row: a sky, a sinking sun, three swells."""
    sun_x, sun_y = 60 + number * 2, 22 + number * 2
    rows = []
    for y in range(HEIGHT):
        row = bytearray()
        for x in range(WIDTH):
            swell = 52 + 3 * math.sin(x / 14 + number / 2)
            if y > swell:
                row.append(60 + round(24 * math.sin(x / 9 + y / 3 - number / 1.5)))
            elif (x - sun_x) ** 2 + (y - sun_y) ** 2 < 150:
                row.append(226)
            else:
                row.append(190 - y)
        rows.append(bytes(row))
    return rows


def _slice(number: int, luma: list[bytes], sky: tuple[int, int]) -> bytes:
    """One frame as one coded slice of an IDR picture (7.3.3)."""
    head = "1" + _ue(7) + "1" + "0000" + _ue(number % 2) + "00" + "1" + _ue(1)
    mark = _ue(25)  # mb_type I_PCM
    data = bytearray(_bits(head + mark))
    for top in range(0, HEIGHT, 16):
        for left in range(0, WIDTH, 16):
            if top or left:
                data += _bits(mark)
            blue, red = sky if top < HORIZON else SEA
            data += b"".join(row[left : left + 16] for row in luma[top : top + 16])
            data += bytes([blue]) * 64 + bytes([red]) * 64
    return b"\x65" + _escape(bytes(data) + b"\x80")


def _sequence() -> bytes:
    size = _ue(WIDTH // 16 - 1) + _ue(HEIGHT // 16 - 1)
    return b"\x67" + _escape(b"\x42\xc0\x1e" + _bits("1" + "1" + _ue(2) + "1" + "0" + size + "1100" + "1"))


def _picture() -> bytes:
    return b"\x68" + _escape(_bits("11" + "00" + "111" + "000" + "111" + "100" + "1"))


def _ue(value: int) -> str:
    """An unsigned number in the Exp-Golomb code (9.1)."""
    digits = f"{value + 1:b}"
    return "0" * (len(digits) - 1) + digits


def _bits(digits: str) -> bytes:
    digits += "0" * (-len(digits) % 8)
    return int(digits, 2).to_bytes(len(digits) // 8, "big")


def _escape(data: bytes) -> bytes:
    return re.sub(rb"\x00\x00(?=[\x00-\x03])", b"\x00\x00\x03", data)


def _box(kind: bytes, *parts: bytes) -> bytes:
    return pack(">I", 8 + sum(map(len, parts))) + kind + b"".join(parts)


def _movie(samples: list[bytes], start: int) -> bytes:
    """The table of contents. `start`: where in the file the first sample lies, in bytes."""
    length = pack(">I", FRAMES)
    header = _box(
        b"mvhd", pack(">5I", 0, 0, 0, RATE, FRAMES), pack(">IHH8x", 0x10000, 0x100, 0), MATRIX, bytes(24), pack(">I", 2)
    )
    track = _box(b"tkhd", pack(">5I", 3, 0, 0, 1, 0), length, bytes(16), MATRIX, pack(">II", WIDTH << 16, HEIGHT << 16))
    media = _box(
        b"mdia",
        _box(b"mdhd", pack(">5IHH", 0, 0, 0, RATE, FRAMES, 0x55C4, 0)),
        _box(b"hdlr", bytes(8), b"vide", bytes(12), b"film\0"),
        _box(
            b"minf",
            _box(b"vmhd", pack(">I", 1), bytes(8)),
            _box(b"dinf", _box(b"dref", pack(">II", 0, 1), _box(b"url ", pack(">I", 1)))),
            _table(samples, start),
        ),
    )
    return _box(b"moov", header, _box(b"trak", track, media))


def _table(samples: list[bytes], start: int) -> bytes:
    sequence, picture = _sequence(), _picture()
    settings = (
        b"\x01\x42\xc0\x1e\xff\xe1"
        + pack(">H", len(sequence))
        + sequence
        + b"\x01"
        + pack(">H", len(picture))
        + picture
    )
    entry = _box(
        b"avc1",
        pack(">6xH16xHHIIIH", 1, WIDTH, HEIGHT, 0x480000, 0x480000, 0, 1),
        bytes(32),
        pack(">Hh", 24, -1),
        _box(b"avcC", settings),
    )
    return _box(
        b"stbl",
        _box(b"stsd", pack(">II", 0, 1), entry),
        _box(b"stts", pack(">4I", 0, 1, FRAMES, 1)),
        _box(b"stsc", pack(">5I", 0, 1, 1, FRAMES, 1)),
        _box(b"stsz", pack(">3I", 0, 0, FRAMES), *(pack(">I", len(sample)) for sample in samples)),
        _box(b"stco", pack(">3I", 0, 1, start)),
    )
