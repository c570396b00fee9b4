"""Channels: made and changed by the staff, shown to everybody who has the address."""

from broadsheet.service.channels.forms import blank, check, typed_of
from broadsheet.service.channels.making import change, make, remove
from broadsheet.service.channels.showing import (
    Mailing,
    Prepared,
    invite_kind,
    invite_qr,
    issue,
    listing,
    mailing,
    overview,
    prepared,
    public,
    qr,
)

__all__ = [
    "Mailing", "Prepared", "blank", "change", "check", "invite_kind", "invite_qr", "issue", "listing", "mailing",
    "make", "overview", "prepared", "public", "qr", "remove", "typed_of",
]  # fmt: skip
