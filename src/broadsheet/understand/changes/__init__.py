"""What an outlet changed in an article after it was published, and whether that is news or churn."""

from broadsheet.understand.changes.comparing import compare
from broadsheet.understand.changes.doubting import doubt
from broadsheet.understand.changes.pieces import pieces

__all__ = ["compare", "doubt", "pieces"]
