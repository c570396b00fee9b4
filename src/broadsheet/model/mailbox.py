"""A mail as it came to the demo's own mail server, where it can be read in the browser."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. `number` counts up from 1; `arrived`: seconds since 1970, UTC; `headers`: all of them, as they came;
    `html`: as it was sent, not safe to show."""

    number: int
    arrived: int
    sender: str
    recipient: str
    subject: str
    text: str
    html: str
    headers: tuple[tuple[str, str], ...]
