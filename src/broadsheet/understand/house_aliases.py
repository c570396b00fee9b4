"""The operator's own spellings of hashtags: a text file with a line for each, which counts more than our lists."""

from pathlib import Path

from broadsheet.errors import BadFile
from broadsheet.text.hashtags import key
from broadsheet.understand.vocabulary import Alias

LARGEST = 1_000_000  # characters
_LONGEST = 60  # characters of a name


def read_aliases(path: Path) -> dict[str, Alias]:
    """The spellings in a file. Raises BadFile."""
    try:
        return parse_aliases(path.read_text("utf-8-sig"), str(path))
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadFile(f"{path} is not written in UTF-8.") from None


def parse_aliases(text: str, where: str) -> dict[str, Alias]:
    """By key, what each spelling stands for: lines "Name = other spelling, another"; "#" begins a remark.

    `where`: what the file is called in an error. Raises BadFile, which names the line.
    """
    if len(text) > LARGEST:
        raise BadFile(f"{where} is larger than {LARGEST // 1_000_000} MB.")
    found: dict[str, Alias] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, _, others = line.partition("=")
        alias = _alias(" ".join(name.split()), f"{where}, line {number}")
        for spelling in (alias.name, *filter(str.strip, others.split(","))):
            its_key = key(spelling)
            if not its_key:
                raise BadFile(f"{where}, line {number}: “{spelling.strip()}” has no letter or digit.")
            if found.get(its_key, alias) != alias:
                raise BadFile(
                    f"{where}, line {number}: “{spelling.strip()}” stands for “{found[its_key].name}” already. "
                    "A spelling can stand for one name only."
                )
            found[its_key] = alias
    return found


def _alias(name: str, where: str) -> Alias:
    if not key(name):
        raise BadFile(f"{where}: there is no name. Write “Name = other spelling, another”.")
    if len(name) > _LONGEST:
        raise BadFile(f"{where}: the name is longer than {_LONGEST} characters.")
    return Alias(key(name), name)
