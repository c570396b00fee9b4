"""What spoke for the fields of an article, as lines for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

_NAME, _SOURCE = 11, 28  # characters of the columns
_LONGEST = 100  # characters of what a witness says


def evidence_lines(fields: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Each field with its value, the source that was believed, why, and below them all that was heard."""
    for name, field in fields.items():
        yield f"{name:{_NAME}}{_shown(field['value'])}"
        yield f"{'':{_NAME}}{' — '.join(filter(None, (field['source'], field['because'])))}"
        for told in field["told"]:
            mark = "*" if told["source"] == field["source"] else "·"
            yield f"{'':{_NAME}}{mark} {told['source']:{_SOURCE}}{told['text'][:_LONGEST]}"
        yield ""


def _shown(value: Any) -> str:
    """A value on one line; "none" for what is missing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        value = [str(part) for key in ("url", "caption", "credit") if (part := value[key])]
    if isinstance(value, list):
        value = ", ".join(value)
    return str(value) if value else "none"
