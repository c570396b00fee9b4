"""A sentence and what it became → the words that stayed, went and came, in order, for people to read."""

import re
from collections.abc import Sequence

from broadsheet.model.revisions import Piece

_WORDS = re.compile(
    "[\u3005-\u30ff\u3400-\u9fff\u0e01-\u0e2e\u1000-\u109f\u1780-\u17ff]|\\s*[^\\s\u3005-\u30ff\u3400-\u9fff]+|\\s+"
)
_MOST = 80  # words between the first and the last that differ; more are shown as one change


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces: all of "same" and "gone" make `before`, all of "same" and "new" make `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    ends = [("same", "".join(old[:head]))], [("same", "".join(old[len(old) - tail :] if tail else []))]
    return _joined([*ends[0], *middle, *ends[1]])


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """The longest common subsequence, by the usual table; of bounded size."""
    if not old or not new or max(len(old), len(new)) > _MOST:
        return [("gone", "".join(old)), ("new", "".join(new))]
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            same = old[i] == new[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    found: list[tuple[str, str]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            found.append(("same", old[i]))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            found.append(("gone", old[i]))
            i += 1
        else:
            found.append(("new", new[j]))
            j += 1
    return [*found, ("gone", "".join(old[i:])), ("new", "".join(new[j:]))]


def _joined(found: Sequence[tuple[str, str]]) -> tuple[Piece, ...]:
    """Neighbours of a kind as one, what went before what came."""
    made: list[Piece] = []
    gone = new = ""
    for op, text in [*found, ("end", "")]:
        if op == "gone":
            gone += text
        elif op == "new":
            new += text
        elif text or op == "end":
            space = _space(gone, new)
            parts = (("same", space), ("gone", gone[len(space) :]), ("new", new[len(space) :]), ("same", text))
            for kind, words in parts:
                if words and made and made[-1].op == kind:
                    made[-1] = Piece(kind, made[-1].text + words)
                elif words:
                    made.append(Piece(kind, words))
            gone = new = ""
    return tuple(made)


def _space(gone: str, new: str) -> str:
    """The white space that what went and what came both begin with."""
    space = gone[: len(gone) - len(gone.lstrip())]
    return space if new.startswith(space) else ""
