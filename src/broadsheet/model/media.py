"""A picture as we show it: re-encoded, in some widths."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

WIDTHS = (320, 640, 1280)  # pixels: a thumbnail, a card, a reading column on a fine screen


@dataclass(frozen=True, slots=True)
class Picture:
    """`type`: the media type. `sizes`: the bytes by the widths that they are for."""

    type: str
    sizes: Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in the one width that was asked for."""

    type: str
    body: bytes


def fitting(widths: Collection[int], wanted: int) -> int:
    """The width among those there are that serves best where `wanted` is asked for: the next larger, or the largest.

    A picture that is narrow itself has fewer of them.
    """
    return min((width for width in widths if width >= wanted), default=max(widths))
