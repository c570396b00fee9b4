"""When an article was published, for pages that say so only to people: in a line beside the headline, or in their
address. Last comes htmldate, which searches the whole page."""

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from urllib.parse import urlsplit

from broadsheet.extract.document import Document
from broadsheet.model.moments import Moment
from broadsheet.text import dates

# Of a page that is searched; of the pages of the evaluation data that need it, the largest has half of the first and
# three quarters of the second
_MOST_MARKUP, _MOST_ELEMENTS = 1_000_000, 6_000  # characters; parts
_LONGEST = 90  # characters of a line that is a date
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_DAY_FIRST = re.compile(r"[/-](\d{1,2})-(\d{1,2})-(20\d\d)(?:[/-]|$)")
_LABEL = re.compile(r"^[^\d:]{2,30}:\s{0,3}|^\W{1,5}")
_SEPARATORS = re.compile(r"\s[|•·–—-]\s|\s{0,2}[|•·]\s{0,2}|,\s(?=[^\d,]{12,})")


def in_page(document: Document) -> Moment | None:
    """The moment that htmldate finds in a page, or None.

    Before anything is taken out of the tree. Some 10 ms; only for pages that say nothing to machines, and are not huge.
    """
    if document.length > _MOST_MARKUP or len(document.inventory.elements) > _MOST_ELEMENTS:
        return None
    from htmldate import find_date

    try:
        found = find_date(document.root, extensive_search=False, original_date=True, url=document.url)
    except (ValueError, TypeError, RecursionError):
        return None
    return dates.parse(found)


def in_address(url: str) -> Moment | None:
    """The day that an address names ("/2025/06/30/", "/30-06-2025"), or None."""
    path = urlsplit(url).path
    if day := _IN_ADDRESS.search(path):
        return dates.parse(f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}")
    day = _DAY_FIRST.search(path)
    return dates.parse(f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}") if day else None


def in_lines(lines: Iterable[str], zone: tzinfo | None = None, day: Moment | None = None) -> Moment | None:
    """The moment that one of the lines around the beginning of a text is there to name, or None.

    `zone`: that of a time which names none. `day`: where the day is known, a moment of that day with its time.
    """
    for line in lines:
        if len(line) > _LONGEST or sum(letter.isdigit() for letter in line) < 3:
            continue
        for part in (line, _LABEL.sub("", line), *_openings(line), *_SEPARATORS.split(line)):
            moment = dates.parse(part, zone_hint=zone)
            if moment is not None and (day is None or (not moment.day_only and moment.iso[:10] == day.iso)):
                return moment
    return None


def _openings(line: str) -> Iterator[str]:
    """The line without its last parts, longest first: "30 June 2025 | 14:07" of "30 June 2025 | 14:07 | By Ann Lee"."""
    for cut in reversed(list(_SEPARATORS.finditer(line))[-3:]):
        yield line[: cut.start()]
