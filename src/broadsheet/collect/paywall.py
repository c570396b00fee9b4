"""What a feed itself says about whether an article is free."""

from broadsheet.collect.xml import Fields, first

# dc:accessRights, Google's news:access, schema.org's isAccessibleForFree, and outlets' own words for it.
_SAYS_ACCESS = ("dcterms:accessrights", "dc:accessrights", "accessrights", "news:access", "access")
_SAYS_FREE = ("isaccessibleforfree", "schema:isaccessibleforfree")
_SAYS_PAID = ("premium", "paywall", "ispremium", "paid", "subscriberonly")

_PAID = frozenset({"paid", "premium", "subscription", "subscriber", "subscribers", "registration", "restricted"})
_FREE = frozenset({"free", "public", "open", "open access"})
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def says_paid(found: Fields) -> bool | None:
    """True: to be paid for. False: free. None: the feed does not say."""
    access = first(found, *_SAYS_ACCESS).lower()
    if access:
        return True if access in _PAID else False if access in _FREE else None
    free = truth(first(found, *_SAYS_FREE))
    return truth(first(found, *_SAYS_PAID)) if free is None else not free


def truth(text: object) -> bool | None:
    """A yes or no as feeds and JSON write it; None for anything else."""
    said = str(text).strip().lower()
    return True if said in _YES else False if said in _NO else None
