"""Addresses of pictures that only we can have written: so that nobody uses this Broadsheet to fetch what they like."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

_LENGTH = 32  # characters of hexadecimal: 128 bits (RFC 2104, 5 asks for at least 80)


def media_address(key: bytes, url: str, width: int) -> str:
    """Where we serve the picture at `url`, an outlet's, for a place of `width` pixels.

    The outlet's address is in base64url (RFC 4648, 5): in the open, filters of advertisements in browsers and proxies
    would take ours for it.
    """
    code = urlsafe_b64encode(url.encode("utf-8", "replace")).decode().rstrip("=")
    return f"/media/{_sign(key, url, width)}/{width}/{code}"


def decoded(code: str) -> str:
    """The outlet's address in one of ours; "" where there is none."""
    try:
        return urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode()
    except ValueError:
        return ""


def is_ours(key: bytes, signature: str, url: str, width: int) -> bool:
    """Whether we wrote an address; takes the same time for every wrong one."""
    return hmac.compare_digest(_sign(key, url, width).encode(), signature.encode())


def _sign(key: bytes, url: str, width: int) -> str:
    # A lone surrogate is in no address that anybody can be asked for, but may stand in a stored one.
    return hmac.new(key, f"{width} {url}".encode("utf-8", "replace"), sha256).hexdigest()[:_LENGTH]
