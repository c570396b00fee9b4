"""The names of a mailbox's folders, as IMAP writes them: modified UTF-7 (RFC 3501, 5.1.3)."""

import re
from collections.abc import Sequence
from typing import Any

MOST = 500
_NAME = re.compile(rb'^\([^)]{0,500}\) (?:"(?:[^"\\]|\\.){1,2}"|NIL) (.{1,1000})$', re.DOTALL)
_FOREIGN = re.compile(r"[^\x20-\x7e]+")
_SHIFTED = re.compile(r"&([A-Za-z0-9+,]{0,1000})-")


def quoted(name: str) -> str:
    """A folder's name as it is sent in a command."""
    return '"' + _encode(name).replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_list(told: Sequence[Any]) -> tuple[str, ...]:
    """The names in the answer to LIST, at most 500; what cannot be read is left out."""
    names = []
    for line in told[:MOST]:
        if isinstance(line, tuple):  # a name that was sent as a literal
            names.append(_decode(line[1]))
        elif line and (found := _NAME.match(line)):
            name = found[1]
            names.append(_decode(re.sub(rb"\\(.)", rb"\1", name[1:-1]) if name[:1] == b'"' else name))
    return tuple(names)


def _encode(name: str) -> str:
    def one(match: re.Match[str]) -> str:
        return "&" + match[0].encode("utf-7").decode()[1:].rstrip("-").replace("/", ",") + "-"

    return _FOREIGN.sub(one, name.replace("&", "&-"))


def _decode(name: bytes) -> str:
    def one(match: re.Match[str]) -> str:
        if not match[1]:
            return "&"
        return f"+{match[1].replace(',', '/')}-".encode().decode("utf-7", "replace")

    text = _SHIFTED.sub(one, name.decode("utf-8", "replace"))
    return "".join(letter for letter in text if letter.isprintable())
