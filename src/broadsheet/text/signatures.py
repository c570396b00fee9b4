"""Whether somebody who shares a secret with us wrote a body (WebSub, 7.1: X-Hub-Signature)."""

import hashlib
import hmac

# SHA-1 too: what is broken of it are collisions, not HMAC with a secret key (RFC 6194), and most hubs sign by it.
_METHODS = frozenset({"sha1", "sha256", "sha384", "sha512"})
LONGEST = 200  # characters of a header


def is_signed(body: bytes, header: str, secret: str) -> bool:
    """Whether the header "method=hexadecimal" is the body's signature; takes the same time for every wrong one."""
    method, _, given = header[:LONGEST].strip().partition("=")
    if method.lower() not in _METHODS:
        return False
    signature = hmac.new(secret.encode(), body, getattr(hashlib, method.lower())).hexdigest()
    return hmac.compare_digest(signature.encode(), given.strip().lower().encode("utf-8", "replace"))
