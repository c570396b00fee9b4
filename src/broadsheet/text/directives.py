"""The small languages in which outlets tell programs what they may do: robots directives, AI preferences, TDMRep.

Pure and lenient, as all who read them are: what is not understood is left out. Each gives Said.
"""

import re
from collections.abc import Iterator

from broadsheet.model.rights import Place, Said, Signal
from broadsheet.text import dates

AGENT = "broadsheet"  # the name that outlets know us by (fetch/robots.py), in lower case
LONGEST = 4_000  # characters of one value that are read

# What stands for itself. "none" is two; nofollow, notranslate and the like ask for nothing that we do.
_PLAIN = {
    "noarchive": Signal.NOARCHIVE,
    "nocache": Signal.NOARCHIVE,  # its older name at some search engines
    "nosnippet": Signal.NOSNIPPET,
    "noindex": Signal.NOINDEX,
    "none": Signal.NOINDEX,
    "noimageindex": Signal.NOIMAGEINDEX,
    "noai": Signal.NO_AI,
    "noimageai": Signal.NO_IMAGE_AI,
}
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_FOR_AGENT = re.compile(r"\s*([a-z0-9*][a-z0-9_.*/ -]{0,60}?)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)

# Content-Signal (contentsignals.org) and Content-Usage (draft-ietf-aipref-vocab, with the names of its drafts).
_USES = {
    "search": Signal.NO_SEARCH,
    "ai": Signal.NO_AI,
    "ai-input": Signal.NO_AI,
    "ai-use": Signal.NO_AI,
    "genai": Signal.NO_AI,
    "bots": Signal.TDM,  # "automated processing" of any kind
    "tdm": Signal.TDM,
    "ai-train": Signal.NO_TRAINING,
    "train-ai": Signal.NO_TRAINING,
    "train-genai": Signal.NO_TRAINING,
    "genai-train": Signal.NO_TRAINING,
}
_REFUSED = frozenset({"no", "n", "?0"})


def robots(value: str, place: Place) -> Iterator[Said]:
    """The directives of one robots meta: "noarchive, max-snippet:50, unavailable_after: 25 Jun 2030 15:00:00 GMT"."""
    parts = re.split("[,;]", value[:LONGEST])
    while parts:
        name, colon, given = parts.pop(0).strip().partition(":")
        name = name.strip().lower()
        if name == "unavailable_after" and colon:
            yield from _end(given, parts, place)
        elif name == "max-snippet" and re.fullmatch(r"\s*[0-9]{1,6}\s*", given):  # -1: as much as one likes
            yield Said(Signal.MAX_SNIPPET, place, str(int(given)))
        elif name == "max-image-preview" and given.strip().lower() == "none":
            yield Said(Signal.NO_PREVIEW, place)
        elif name in _PLAIN and not colon:
            yield Said(_PLAIN[name], place)


def robots_header(value: str) -> Iterator[Said]:
    """The directives for us in the lines of X-Robots-Tag: what follows another agent's name is for that one, up to the
    line's end or the next name."""
    for line in value[:LONGEST].split("\n"):
        ours, heard = True, []
        for part in line.split(","):
            named = _FOR_AGENT.fullmatch(part)
            if named and named[1].lower() not in _VALUED and not _is_time(part):
                ours, part = named[1].lower().partition("/")[0] in (AGENT, "*"), named[2]
            if ours:
                heard.append(part)
        yield from robots(",".join(heard), Place.ROBOTS_HEADER)


def usage(value: str, place: Place) -> Iterator[Said]:
    """What is refused in a list of preferences: "ai-train=no, search=yes", "train-ai=n"; parameters are ignored."""
    for part in value[:LONGEST].split(","):
        name, _, answer = part.partition(";")[0].partition("=")
        signal = _USES.get(name.strip().lower())
        if signal and answer.strip().strip('"').lower() in _REFUSED:
            yield Said(signal, place)


def tdm(reservation: str, policy: str, place: Place) -> Said | None:
    """What a "tdm-reservation" of TDMRep (W3C, 2024) says: that rights are reserved, or nothing."""
    address = policy.strip()[:1000]
    known = address if address.startswith(("http://", "https://")) and not re.search(r"\s", address) else ""
    return Said(Signal.TDM, place, known) if reservation.strip() == "1" else None


def _end(given: str, rest: list[str], place: Place) -> Iterator[Said]:
    """A date may begin with its day of the week and a comma: then what follows that comes out of `rest`."""
    if rest and not re.search("[0-9]", given):
        given = f"{given},{rest.pop(0)}"
    at = _moment(given)
    if at is not None and at >= 0:
        yield Said(Signal.UNAVAILABLE_AFTER, place, str(at))


def _moment(text: str) -> int | None:
    """RFC 822, RFC 850, ISO 8601 and their relatives: seconds since 1970, UTC; a day counts from its beginning."""
    found = dates.parse(text.strip())
    return found.at if found else None


def _is_time(part: str) -> bool:
    """Whether a colon in a part is that of a time: the second half of a date with a comma."""
    return bool(re.match(r"\s*\d{1,2}[ -]\w{3}", part))
