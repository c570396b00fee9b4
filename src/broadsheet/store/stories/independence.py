"""How many outlets and agencies report a story by themselves, by what is known when its articles are gathered: the same
question that understand/copies/tree answers with all the words at hand."""

from collections.abc import Sequence

from broadsheet.model.copies import CopyKind
from broadsheet.store.rows import AnyRow
from broadsheet.text.hashtags import key


def independent(rows: Sequence[AnyRow]) -> int:
    """The outlets and agencies where the articles begin. Of each row: `id`, `dated`, `outlet` (a name), `of_id` and
    `kind` (whose text it has), `credits` and `cites` (whom it names), each None where nothing is known."""
    ends = _Ends(rows)
    return len({ends.end(row) for row in rows})


class _Ends:
    """Where an article has its news from in the end: the key of an outlet's name."""

    def __init__(self, rows: Sequence[AnyRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self._first: dict[str, AnyRow] = {}
        self._credits: dict[int, str] = {}  # by the article whose text it is
        for row in sorted(rows, key=lambda row: (row.dated, row.id)):
            self._first.setdefault(key(row.outlet), row)
            if row.credits:
                self._credits.setdefault(self._text(row), key(row.credits))

    def end(self, row: AnyRow) -> str:
        """Follow what each has it from; of a circle, its earliest article stands for itself."""
        seen: dict[int, AnyRow] = {}
        while row.id not in seen:
            seen[row.id] = row
            if row.credits or self._text(row) in self._credits:
                return key(row.credits or "") or self._credits[self._text(row)]
            if row.of_id is not None:
                if row.of_id not in self._rows:
                    return f"article {row.of_id}"
                row = self._rows[row.of_id]
            elif row.cites:
                name = key(row.cites)
                if name not in self._first:
                    return name
                row = self._first[name]
            else:
                return key(row.outlet)
        return key(min(seen.values(), key=lambda one: (one.dated, one.id)).outlet)

    def _text(self, row: AnyRow) -> int:
        """The article whose text it is, its own where it is nobody else's."""
        seen = set[int]()
        while row.kind == CopyKind.COPY and row.id not in seen:
            seen.add(row.id)
            if row.of_id not in self._rows:
                return int(row.of_id)
            row = self._rows[row.of_id]
        return int(row.id)
