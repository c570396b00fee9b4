"""What an outlet says of the use of its pages beside them: lines of its robots.txt, and /.well-known/tdmrep.json. Pure.

Content-Signal: contentsignals.org. Content-Usage: draft-ietf-aipref-attach, where a line may begin with a path. TDMRep:
the W3C community group's report of 2024.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from broadsheet.fetch.robots import AGENT
from broadsheet.model.rights import Place, Said
from broadsheet.text import directives

LARGEST = 100_000  # bytes of a tdmrep.json that are read
_MOST = 500  # lines or rules of one file that count
_PLACES = {"content-signal": Place.SIGNAL_ROBOTS, "content-usage": Place.USAGE_ROBOTS}
_RULES = frozenset({"allow", "disallow", "crawl-delay", *_PLACES})  # what ends the list of agents of a group

# A path as robots.txt writes it, and what is said of it.
_Line = tuple[Place, str, str]


def well_known(origin: str) -> str:
    """Where an origin's tdmrep.json is."""
    return f"{origin}/.well-known/tdmrep.json"


def read(body: bytes) -> str:
    """A tdmrep.json as text; "" where what came is none, such as a page that says that there is nothing."""
    text = body.decode("utf-8-sig", "replace").replace("\x00", "") if len(body) <= LARGEST else ""
    return text if _rules(text) else ""


def in_robots(text: str, url: str) -> tuple[Said, ...]:
    """What a robots.txt says of the use of a page, in our group, else in that of "*": of each kind of line, those with
    the longest path that fits count."""
    lines = _lines(text) if re.search(r"^\s*content-", text, re.IGNORECASE | re.MULTILINE) else ()
    path = _path(url)
    said: list[Said] = []
    for place in _PLACES.values():
        fitting = [(pattern, words) for kind, pattern, words in lines if kind is place and fits(pattern, path)]
        longest = max((len(pattern) for pattern, _ in fitting), default=0)
        for pattern, words in fitting:
            if len(pattern) == longest:
                said += directives.usage(words, place)
    return tuple(dict.fromkeys(said))


def in_tdm_file(text: str, url: str) -> tuple[Said, ...]:
    """What a tdmrep.json says of a page: the first rule whose location fits counts."""
    path = _path(url)
    for location, reservation, policy in _rules(text):
        if fits(location, path):
            said = directives.tdm(reservation, policy, Place.TDM_FILE)
            return (said,) if said else ()
    return ()


def fits(pattern: str, path: str) -> bool:
    """Whether a path fits a pattern of robots.txt (RFC 9309, 2.2.3): a beginning, with "*" for anything and "$" for
    the end. Linear, whatever the pattern."""
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if ends and not rest:
        return at == len(path)
    for place, piece in enumerate(rest):
        if ends and place == len(rest) - 1:
            return path.endswith(piece) and len(path) - len(piece) >= at
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


@lru_cache(maxsize=256)
def _lines(text: str) -> tuple[_Line, ...]:
    """The lines of our group; of "*" where we have none. What stands before any group counts for all."""
    groups: dict[str, list[_Line]] = {}
    agents, open_ = ["*"], False
    for name, value in _fields(text):
        if name == "user-agent":
            agent = value.partition("/")[0].strip().lower()
            agents, open_ = [*agents, agent] if open_ else [agent], True
            groups.setdefault(agent, [])
        elif name in _RULES:
            open_ = False
            place = _PLACES.get(name)
            if place:
                for agent in agents:
                    groups.setdefault(agent, []).append((place, *_pattern(value)))
    return tuple(groups.get(AGENT.lower(), groups.get("*", []))[:_MOST])


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _pattern(value: str) -> tuple[str, str]:
    """A line's path and its words; "/" where it names no path."""
    if not value.startswith("/"):
        return "/", value
    path, _, words = value.partition(" ")
    return path, words


@lru_cache(maxsize=256)
def _rules(text: str) -> tuple[tuple[str, str, str], ...]:
    if not text:
        return ()
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    rules = found if isinstance(found, list) else [found]
    return tuple(
        (rule["location"], str(rule.get("tdm-reservation", "")), str(rule.get("tdm-policy") or ""))
        for rule in rules[:_MOST]
        if isinstance(rule, dict) and isinstance(rule.get("location"), str)
    )
