"""When a story goes on from an earlier one: a long affair is a chain of stories, not one blob. Pure."""

from collections.abc import Collection

SHARED = 2  # hashtags


def goes_on(hashtags: Collection[str], before: Collection[str]) -> bool:
    """Whether a story that opens with these hashtags (their keys) goes on from the one whose nearest article has those:
    two names that both are about. Words alone would chain every weather report to the last one."""
    return len(set(hashtags) & set(before)) >= SHARED
