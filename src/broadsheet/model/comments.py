"""What readers say: comments in threads, their earlier versions, flags, and what was decided about them."""

from dataclasses import dataclass
from enum import StrEnum

from broadsheet.model.articles import SafeHtml

NOTHING = SafeHtml("")


@dataclass(frozen=True, slots=True)
class Removal:
    """A moderator took a comment away. `at`: seconds since 1970, UTC. `moderator`: the name at that time."""

    at: int
    moderator: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, as the one who asks may see it.

    `text` is Markdown as it was typed, `html` the same to be shown; both are empty where the comment was taken back, or
    was removed and the one who asks neither wrote it nor decides on comments. `writer` is None where the account is
    gone, or the comment was taken back. Times are seconds since 1970, UTC. `depth`: how many comments it answers, one
    above the other. `flagged`: whether the one who asks has flagged it. `story_id`: the story that its thread hangs on;
    then the article is the one that stands for the story.
    """

    id: int
    article_id: int
    article_title: str
    parent_id: int | None
    writer_id: int | None
    writer: str | None
    posted: int
    edited: int | None = None
    deleted: int | None = None
    removed: Removal | None = None
    text: str = ""
    html: SafeHtml = NOTHING
    depth: int = 0
    flagged: bool = False
    story_id: int | None = None

    @property
    def stands(self) -> bool:
        """Whether everybody can read it: neither taken back nor removed."""
        return self.deleted is None and self.removed is None


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments under an article or a story, each after the one that it answers, oldest first. `count`: those that
    can be read. `full`: it takes no more."""

    article_id: int
    article_title: str
    comments: tuple[Comment, ...] = ()
    count: int = 0
    full: bool = False

    def writers(self) -> dict[int, str | None]:
        """Who wrote each comment, by its number."""
        return {comment.id: comment.writer for comment in self.comments}


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments of all threads, newest first, and the cursor that continues them (opaque; None at the end)."""

    comments: tuple[Comment, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What a comment said from `since` to `until`, seconds since 1970, UTC; None: it says so now."""

    html: SafeHtml
    since: int
    until: int | None


class FlagReason(StrEnum):
    """Why a reader flags a comment."""

    INSULT = "insult"
    HATE = "hate"
    SPAM = "spam"
    PRIVATE = "private"
    FALSE = "false"
    OFF_TOPIC = "off-topic"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The reason in words."""
        return _LABELS[self]


_LABELS = {
    FlagReason.INSULT: "insults somebody",
    FlagReason.HATE: "hatred or threats",
    FlagReason.SPAM: "advertising or spam",
    FlagReason.PRIVATE: "somebody’s private matters",
    FlagReason.FALSE: "misleads on purpose",
    FlagReason.OFF_TOPIC: "has nothing to do with the article",
    FlagReason.OTHER: "another reason",
}


@dataclass(frozen=True, slots=True)
class Flag:
    """A reader's flag on a comment. `flagged`: seconds since 1970, UTC."""

    reader: str
    reason: FlagReason
    note: str
    flagged: int


@dataclass(frozen=True, slots=True)
class Case:
    """A comment that a moderator decides on, with the flags that wait, oldest first."""

    comment: Comment
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """The cases that wait longest, and how many wait altogether."""

    cases: tuple[Case, ...]
    waiting: int


class Act(StrEnum):
    """What a moderator can do with a comment."""

    KEEP = "keep"
    REMOVE = "remove"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry of the public log. `comment_id` and the article are None where the comment is no longer here. `decided`:
    seconds since 1970, UTC. `moderator`: the name at that time."""

    id: int
    comment_id: int | None
    article_id: int | None
    article_title: str | None
    decided: int
    moderator: str
    act: Act
    reason: str


@dataclass(frozen=True, slots=True)
class Log:
    """Decisions, newest first, and the cursor that continues them (opaque; None at the end)."""

    decisions: tuple[Decision, ...]
    next: str | None = None
