"""Which articles have their text from others: wire copy, reprints, rewritten reports."""

from broadsheet.understand.copies.agencies import credits_of
from broadsheet.understand.copies.deciding import Text, decide
from broadsheet.understand.copies.fingerprints import containment, fingerprint
from broadsheet.understand.copies.index import Copies
from broadsheet.understand.copies.tree import copy_tree
from broadsheet.understand.copies.whence import Whence, named_first, whence

__all__ = [
    "Copies", "Text", "Whence", "containment", "copy_tree", "credits_of", "decide", "fingerprint", "named_first",
    "whence",
]  # fmt: skip
