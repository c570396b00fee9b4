"""Addresses of pictures that only we can have written: so that nobody uses this Broadsheet to fetch what they like."""

import hmac
from hashlib import sha256
from urllib.parse import quote

_LENGTH = 32  # characters of hexadecimal: 128 bits (RFC 2104, 5 asks for at least 80)


def media_address(key: bytes, url: str, width: int) -> str:
    """Where we serve the picture at `url`, an outlet's, for a place of `width` pixels."""
    return f"/media/{_sign(key, url, width)}/{width}?u={quote(url, safe=':/', errors='replace')}"


def is_ours(key: bytes, signature: str, url: str, width: int) -> bool:
    """Whether we wrote an address; takes the same time for every wrong one."""
    return hmac.compare_digest(_sign(key, url, width).encode(), signature.encode())


def _sign(key: bytes, url: str, width: int) -> str:
    # A lone surrogate is in no address that anybody can be asked for, but may stand in a stored one.
    return hmac.new(key, f"{width} {url}".encode("utf-8", "replace"), sha256).hexdigest()[:_LENGTH]
