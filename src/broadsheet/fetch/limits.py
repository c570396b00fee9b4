"""How long we wait for an outlet, and how much we take from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes. One slow or endless answer must never cost more than this.

    `connect`: until the connection stands, encryption included. `headers`: from the start until the headers are here.
    `idle`: between two pieces of an answer. `whole`: for all of it, redirects included; the waiting for a turn at a
    host does not count. `header_line`, `header_lines`: bytes of one header, number of headers. `body`: bytes of a page,
    as sent and also decompressed. `redirects`: how many are followed.
    """

    connect: float = 10
    headers: float = 20
    idle: float = 15
    whole: float = 25
    header_line: int = 16_384
    header_lines: int = 256
    body: int = 10_000_000
    redirects: int = 8
