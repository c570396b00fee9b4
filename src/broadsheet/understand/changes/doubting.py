"""Whether what a second look brought is the same article, changed: or a page that broke, or another article."""

from broadsheet.model.revisions import Change, ChangeKind, Version
from broadsheet.text.words import tokens

_LEAST_LEFT = 0.5  # of the text's length: outlets shorten by sentences; pages that break lose most
_LEAST_KEPT = 0.2  # of the sentences, where the headline is another one too


def doubt(old: Version, new: Version, change: Change) -> str | None:
    """Why the new version should not take the place of the old; None where it should."""
    if len(new.text) < len(old.text) * _LEAST_LEFT:
        return "Less than half of the text came: rather a page that broke than an article that was cut."
    if ChangeKind.HEADLINE in change.kinds and change.kept < _LEAST_KEPT and not _akin(old.title, new.title):
        return "Headline and text are others: the address leads to another article now."
    return None


def _akin(one: str, other: str) -> bool:
    """Whether half of the words of the shorter headline stand in the other."""
    ours, theirs = set(tokens(one)), set(tokens(other))
    return len(ours & theirs) * 2 >= min(len(ours), len(theirs))
