"""What spoke for the fields of an article, and what became of each block of its page, as lines for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_NAME, _SOURCE = 11, 28  # characters of the columns
_LONGEST = 100  # characters of what a witness says
_MOST = 400  # blocks that are shown; --json has them all


def evidence_lines(fields: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Each field with its value, the source that was believed, why, and below them all that was heard."""
    for name, field in fields.items():
        yield f"{name:{_NAME}}{_shown(field['value'])}"
        yield f"{'':{_NAME}}{' — '.join(filter(None, (field['source'], field['because'])))}"
        for told in field["told"]:
            mark = "*" if told["source"] == field["source"] else "·"
            yield f"{'':{_NAME}}{mark} {told['source']:{_SOURCE}}{told['text'][:_LONGEST]}"
        yield ""


def block_lines(blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Each block of a page in its order: "+" where it is in the article, its score, how it begins; below, where it
    stands and why it was kept or left out."""
    for block in blocks[:_MOST]:
        score = "" if block["score"] is None else f"{block['score']:+.1f}"
        yield f"{'+' if block['kept'] else '-'} {score:{_NAME - 2}}{block['words'][:_LONGEST]}"
        yield f"{'':{_NAME}}{block['because']} · {block['path']}"
    if len(blocks) > _MOST:
        yield f"… and {len(blocks) - _MOST} more; --json shows all."


def _shown(value: Any) -> str:
    """A value on one line; "none" for what is missing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        value = [str(part) for key in ("url", "caption", "credit") if (part := value[key])]
    if isinstance(value, list):
        value = ", ".join(value)
    return str(value) if value else "none"
