"""Why a look failed, and what helps against that. Pure."""

from broadsheet.errors import (
    BadCertificate,
    BadInput,
    BadStatus,
    BroadsheetError,
    FetchError,
    ListingError,
    NoSuchHost,
    OwnFault,
    Refused,
    TimedOut,
    Unreachable,
    WebPage,
)
from broadsheet.model.health import Cause, Remedy

_KINDS: tuple[tuple[type[BroadsheetError], Cause], ...] = (  # the first that fits
    (NoSuchHost, Cause.NO_HOST),
    (BadCertificate, Cause.CERTIFICATE),
    (Unreachable, Cause.NETWORK),
    (TimedOut, Cause.SLOW),
    (Refused, Cause.REFUSED),
    (WebPage, Cause.WEB_PAGE),
    (ListingError, Cause.BROKEN),
    (FetchError, Cause.OTHER),
    (BadInput, Cause.DOUBLED),  # what a look itself finds wrong with an address: ingest/looks
    (OwnFault, Cause.OURS),
)
_ALL = (Remedy.CHECK, Remedy.FIND, Remedy.REMOVE)
_SEARCH = (Remedy.FIND, Remedy.CHECK, Remedy.REMOVE)
_SUGGESTIONS: dict[Cause, tuple[str, tuple[Remedy, ...]]] = {
    Cause.NO_HOST: (
        "The outlet may have another name now, or have closed. Look for its feed again; where its name leads nowhere, "
        "add the outlet by its new address and remove this source.",
        _SEARCH,
    ),
    Cause.NETWORK: ("Its server may be down or closed. Check now; if that goes on, look for its feed again.", _ALL),
    Cause.CERTIFICATE: (
        "The outlet has to renew its certificate; most do within days. Check now. If it stays so, tell the outlet.",
        (Remedy.CHECK, Remedy.REMOVE),
    ),
    Cause.SLOW: ("Its server is too slow. Check now; if that goes on, look whether it has another feed.", _ALL),
    Cause.WALL: (
        "The outlet turns programs away. Look for a feed that it lets programs read, or ask it to let Broadsheet in.",
        _SEARCH,
    ),
    Cause.FORBIDDEN: (
        "The outlet does not let us in. Look for another feed of it, or ask it to let Broadsheet in.",
        _SEARCH,
    ),
    Cause.MISSING: ("The feed is no longer at this address. Look for it again from the outlet's home page.", _SEARCH),
    Cause.GONE: ("The outlet has ended this feed. Look whether it has another, or remove the source.", _SEARCH),
    Cause.SERVER: ("Something is wrong at the outlet's. Check now; Broadsheet also goes on asking by itself.", _ALL),
    Cause.WEB_PAGE: ("Where the feed was, there is a page for people now. Look for the feed again.", _SEARCH),
    Cause.BROKEN: ("The outlet has to mend its feed. Look whether it has another one, or tell the outlet.", _SEARCH),
    Cause.DOUBLED: ("Another source reads the same feed. Remove this one.", (Remedy.REMOVE, Remedy.CHECK)),
    Cause.REFUSED: ("Broadsheet does not go to such an address. Look for the feed again, or remove it.", _SEARCH),
    Cause.OURS: ("That is a mistake in Broadsheet. Its log says more; please report it.", (Remedy.CHECK,)),
    Cause.OTHER: ("Check now; if that goes on, look for its feed again.", _ALL),
}
UNREACHABLE = frozenset({Cause.NO_HOST, Cause.NETWORK, Cause.SLOW})  # what our own network may be to blame for


def cause_of(fault: BroadsheetError) -> Cause:
    """Why a look failed."""
    if isinstance(fault, BadStatus):
        return _by_status(fault)
    return next((cause for kind, cause in _KINDS if isinstance(fault, kind)), Cause.OTHER)


def suggestion(cause: Cause | None) -> tuple[str, tuple[Remedy, ...]]:
    """What to do, as a sentence, and what of it can be done here."""
    return _SUGGESTIONS[cause or Cause.OTHER]


def _by_status(fault: BadStatus) -> Cause:
    if fault.wall:
        return Cause.WALL
    if fault.gone:
        return Cause.GONE
    if fault.status == 404:
        return Cause.MISSING
    if fault.status in {401, 402, 403, 405, 451}:
        return Cause.FORBIDDEN
    return Cause.SERVER if fault.status >= 500 or fault.status == 429 else Cause.OTHER
