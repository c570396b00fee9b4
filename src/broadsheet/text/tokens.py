"""Tokens that open something for whoever has them: sessions, one-time links, feeds, leaving a channel."""

import secrets
from hashlib import blake2b

LONGEST = 100  # characters that are looked at


def new() -> str:
    """A token that nobody guesses: 192 bits, safe in an address."""
    return secrets.token_urlsafe(24)


def digest(token: str) -> str:
    """What is kept of a token, so that reading the database opens nothing. Tokens are random: no salt is needed."""
    return blake2b(token[:LONGEST].encode("utf-8", "replace"), digest_size=24).hexdigest()
