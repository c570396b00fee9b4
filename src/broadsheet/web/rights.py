"""The rights of an article in words: what may be done with it here, and what its outlet said that decides it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from broadsheet.model.rights import EXCERPT, Place, Policy, Rights, Said, Signal, reasons
from broadsheet.model.timeline import Reading
from broadsheet.web.words import web_address

_PLACES = {
    Place.ROBOTS_META: "robots meta",
    Place.ROBOTS_HEADER: "HTTP header X-Robots-Tag",
    Place.TDM_META: "tdm-reservation meta",
    Place.TDM_HEADER: "HTTP header tdm-reservation",
    Place.TDM_FILE: "tdmrep.json",
    Place.USAGE_HEADER: "HTTP header Content-Usage",
    Place.USAGE_ROBOTS: "Content-Usage in robots.txt",
    Place.SIGNAL_HEADER: "HTTP header Content-Signal",
    Place.SIGNAL_ROBOTS: "Content-Signal in robots.txt",
    Place.JSON_LD: "JSON-LD",
    Place.META: "meta",
    Place.LINK: "link in the page's head",
    Place.LINK_HEADER: "HTTP header Link",
    Place.FEED: "feed",
}
_WORDS = {
    Signal.NOARCHIVE: "Keep no copy (noarchive).",
    Signal.NOSNIPPET: "Show no excerpt (nosnippet).",
    Signal.NOINDEX: "Not for search (noindex).",
    Signal.NOIMAGEINDEX: "Show its pictures nowhere else (noimageindex).",
    Signal.NO_PREVIEW: "No picture as a preview (max-image-preview: none).",
    Signal.TDM: "Text and data mining is reserved.",
    Signal.NO_AI: "Not as input for AI.",
    Signal.NO_IMAGE_AI: "Its pictures are not for AI. Nothing here gives a picture to a model.",
    Signal.NO_TRAINING: "Not for training AI. Nothing here trains a model.",
    Signal.NO_SEARCH: "Not for search, nor for the excerpts of one.",
    Signal.PAID: "For subscribers.",
    Signal.LICENCE: "Its licence:",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What may or may not be done, and what was said that makes it so."""

    words: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the outlet said. `link`: where more is said, called `name`."""

    words: str
    where: str
    link: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The rights of one article in words. `short`: the answer in two or three."""

    short: str
    answers: tuple[Answer, ...]
    said: tuple[Line, ...]


def told(reading: Reading, now: int, *, visitor: bool) -> Told:
    """What the article's page says of its rights. `now`: seconds since 1970, UTC."""
    rights = reading.article.article.rights
    answers = (_whole(reading, now, visitor=visitor), *_limits(reading, now))
    return Told("shown whole" if reading.permissions.whole else "excerpt and link", answers, _said(rights))


def _whole(reading: Reading, now: int, *, visitor: bool) -> Answer:
    rights, private = reading.article.article.rights, reading.policy is Policy.PRIVATE
    if private:
        part = "whole" if reading.article.article.excerpt_because is None else "as far as it came"
        return Answer(f"Shown {part}: this Broadsheet is private.")
    if reading.permissions.whole:
        return Answer("Shown whole, without the pictures in its text: its licence lets anybody show the words.")
    if rights.licence:
        return Answer(
            "An excerpt and a link: there is an open licence, but the outlet also says otherwise.",
            _names(reasons(rights, reading.policy, now, "whole")),
        )
    return Answer(f"An excerpt and a link: {'that is what visitors see' if visitor else 'this Broadsheet is public'}.")


def _limits(reading: Reading, now: int) -> tuple[Answer, ...]:
    """What is not done, each with its reason; of what is only ever done to a whole text, where that is shown."""
    given = reading.permissions
    found: list[tuple[str, str]] = []
    if given.excerpt < EXCERPT:
        some = f"The excerpt has at most {given.excerpt} characters." if given.excerpt else "No excerpt is shown."
        found.append(("excerpt", some))
    if given.whole and not given.summarise:
        found.append(("summarise", "No key points, quotations or names are taken from it."))
    if given.whole and not given.model:
        found.append(("model", "It is given to no AI model; key points are its own sentences, chosen without one."))
    if given.whole and not given.export:
        found.append(("export", "The whole is not handed on in feeds, mails or files."))
    if not given.picture:
        found.append(("picture", "Its pictures are not shown."))
    if not given.keep:
        found.append(("keep", "No copy of its page is kept as it came."))
    if not given.found:
        found.append(("found", "Visitors do not find it by searching."))
    rights = reading.article.article.rights
    return tuple(Answer(words, _names(reasons(rights, reading.policy, now, name))) for name, words in found)


def _names(said: tuple[Said, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_PLACES[one.place] for one in said))


def _said(rights: Rights) -> tuple[Line, ...]:
    return tuple(_line(one) for one in rights.said)


def _line(one: Said) -> Line:
    where = _PLACES[one.place]
    if one.signal is Signal.MAX_SNIPPET:
        return Line(f"An excerpt of at most {one.value} characters (max-snippet).", where)
    if one.signal is Signal.UNAVAILABLE_AFTER:
        day = datetime.fromtimestamp(int(one.value), UTC)
        return Line(f"Not to be shown after {day.day} {day:%B %Y, %H:%M} UTC (unavailable_after).", where)
    link = web_address(one.value) if one.value else None
    name = one.value.partition("://")[2].strip("/")[:60] if one.signal is Signal.LICENCE else "Its policy"
    return Line(_WORDS[one.signal], where, link, name)
