"""The name under which we ask outlets for their pages."""

import re

_UNFIT = re.compile(r"[^!-'*-~]")  # spaces, brackets, control characters, everything beyond ASCII


def agent_name(version: str, contact: str = "", base_address: str | None = None) -> str:
    """The User-Agent header (RFC 9110, 10.1.5): what we are, and where an outlet can complain.

    `contact` comes before `base_address`; without both, only the name is told. Nothing in them can end the header or
    its comment: unfit characters are left out.
    """
    where = _UNFIT.sub("", contact or base_address or "")[:200]
    return f"Broadsheet/{_UNFIT.sub('', version)} ({f'+{where}; ' if where else ''}news reader)"
