"""The rights of an article in words: what may be done with it here, and what its outlet said that decides it."""

from dataclasses import dataclass

from broadsheet.model.moments import Moment
from broadsheet.model.rights import EXCERPT, Place, Policy, Rights, Said, Signal, reasons
from broadsheet.model.timeline import Reading
from broadsheet.web.interface.counting import grouped
from broadsheet.web.interface.current import gettext as _
from broadsheet.web.interface.current import noted
from broadsheet.web.times import full, iso
from broadsheet.web.words import web_address

_PLACES = {
    Place.ROBOTS_META: noted("robots meta"),
    Place.ROBOTS_HEADER: noted("HTTP header X-Robots-Tag"),
    Place.TDM_META: noted("tdm-reservation meta"),
    Place.TDM_HEADER: noted("HTTP header tdm-reservation"),
    Place.TDM_FILE: noted("tdmrep.json"),
    Place.USAGE_HEADER: noted("HTTP header Content-Usage"),
    Place.USAGE_ROBOTS: noted("Content-Usage in robots.txt"),
    Place.SIGNAL_HEADER: noted("HTTP header Content-Signal"),
    Place.SIGNAL_ROBOTS: noted("Content-Signal in robots.txt"),
    Place.JSON_LD: noted("JSON-LD"),
    Place.META: noted("meta"),
    Place.LINK: noted("link in the page's head"),
    Place.LINK_HEADER: noted("HTTP header Link"),
    Place.FEED: noted("feed"),
}
_WORDS = {
    Signal.NOARCHIVE: noted("Keep no copy (noarchive)."),
    Signal.NOSNIPPET: noted("Show no excerpt (nosnippet)."),
    Signal.NOINDEX: noted("Not for search (noindex)."),
    Signal.NOIMAGEINDEX: noted("Show its pictures nowhere else (noimageindex)."),
    Signal.NO_PREVIEW: noted("No picture as a preview (max-image-preview: none)."),
    Signal.TDM: noted("Text and data mining is reserved."),
    Signal.NO_AI: noted("Not as input for AI."),
    Signal.NO_IMAGE_AI: noted("Its pictures are not for AI. Nothing here gives a picture to a model."),
    Signal.NO_TRAINING: noted("Not for training AI. Nothing here trains a model."),
    Signal.NO_SEARCH: noted("Not for search, nor for the excerpts of one."),
    Signal.PAID: noted("For subscribers."),
    Signal.LICENCE: noted("Its licence:"),
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
    short = _("shown whole") if reading.permissions.whole else _("excerpt and link")
    return Told(short, answers, _said(rights))


def _whole(reading: Reading, now: int, *, visitor: bool) -> Answer:
    rights, private = reading.article.article.rights, reading.policy is Policy.PRIVATE
    if private:
        if reading.article.article.excerpt_because is None:
            return Answer(_("Shown whole: this Broadsheet is private."))
        return Answer(_("Shown as far as it came: this Broadsheet is private."))
    if reading.permissions.whole:
        return Answer(_("Shown whole, without the pictures in its text: its licence lets anybody show the words."))
    if rights.licence:
        return Answer(
            _("An excerpt and a link: there is an open licence, but the outlet also says otherwise."),
            _names(reasons(rights, reading.policy, now, "whole")),
        )
    if visitor:
        return Answer(_("An excerpt and a link: that is what visitors see."))
    return Answer(_("An excerpt and a link: this Broadsheet is public."))


def _limits(reading: Reading, now: int) -> tuple[Answer, ...]:
    """What is not done, each with its reason; of what is only ever done to a whole text, where that is shown."""
    given = reading.permissions
    found: list[tuple[str, str]] = []
    if given.excerpt < EXCERPT:
        most = _("The excerpt has at most %(count)s characters.", count=grouped(given.excerpt))
        found.append(("excerpt", most if given.excerpt else _("No excerpt is shown.")))
    if given.whole and not given.summarise:
        found.append(("summarise", _("No key points, quotations or names are taken from it.")))
    if given.whole and not given.model:
        found.append(("model", _("It is given to no AI model; key points are its own sentences, chosen without one.")))
    if given.whole and not given.export:
        found.append(("export", _("The whole is not handed on in feeds, mails or files.")))
    if not given.picture:
        found.append(("picture", _("Its pictures are not shown.")))
    if not given.keep:
        found.append(("keep", _("No copy of its page is kept as it came.")))
    if not given.found:
        found.append(("found", _("Visitors do not find it by searching.")))
    rights = reading.article.article.rights
    return tuple(Answer(words, _names(reasons(rights, reading.policy, now, name))) for name, words in found)


def _names(said: tuple[Said, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_(_PLACES[one.place]) for one in said))


def _said(rights: Rights) -> tuple[Line, ...]:
    return tuple(_line(one) for one in rights.said)


def _line(one: Said) -> Line:
    where = _(_PLACES[one.place])
    if one.signal is Signal.MAX_SNIPPET:
        return Line(_("An excerpt of at most %(count)s characters (max-snippet).", count=one.value), where)
    if one.signal is Signal.UNAVAILABLE_AFTER:
        at = int(one.value)
        day = full(Moment(at, iso(at)))
        return Line(_("Not to be shown after %(day)s (unavailable_after).", day=day), where)
    link = web_address(one.value) if one.value else None
    name = one.value.partition("://")[2].strip("/")[:60] if one.signal is Signal.LICENCE else _("Its policy")
    return Line(_(_WORDS[one.signal]), where, link, name)
