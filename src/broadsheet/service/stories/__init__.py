"""Stories: their pages, and the hand of an editor. How they come together by themselves: service/ingest/gathering."""

from broadsheet.service.stories.editing import Choice, choices, lock, merge, take_out, undo
from broadsheet.service.stories.showing import newest, read

__all__ = ["Choice", "choices", "lock", "merge", "newest", "read", "take_out", "undo"]
