"""Passwords: kept as Argon2id hashes (RFC 9106), with the parameters that argon2-cffi recommends."""

import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from broadsheet.errors import BadInput

SHORTEST, LONGEST = 10, 256  # characters; the longest bounds what a stranger can make us hash
_FEWEST_DIFFERENT = 5  # characters: "aaaaaaaaaa" and "1212121212" are tried first by everyone
_HASHER = PasswordHasher()
_SLOTS = BoundedSemaphore(2)  # one hashing takes 64 MiB: a crowd at the door must not take all memory
_NOBODYS = _HASHER.hash(secrets.token_urlsafe())


def hashed(password: str, name: str = "") -> str:
    """The hash to keep. Raises BadInput for a password that is too weak; `name`: the reader's, which is no password."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput(
            f"A password here has {SHORTEST} to {LONGEST} characters. A sentence of a few words is a good one."
        )
    if len(set(password)) < _FEWEST_DIFFERENT or (name and password.casefold() == name.casefold()):
        raise BadInput("That password would be guessed at once. A sentence of a few words is a good one.")
    with _SLOTS:
        return _HASHER.hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the one of a hash. Where there is none (no such reader), it takes as long and says no."""
    with _SLOTS:
        try:
            return _HASHER.verify(kept or _NOBODYS, password[:LONGEST]) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_dated(kept: str) -> bool:
    """Whether a hash was made with weaker parameters than today's, and should be made again."""
    return _HASHER.check_needs_rehash(kept)
