"""What the words beside an outlet's name say: that somebody spoke to it, that it is the source, or neither."""

import re
from functools import cache

from broadsheet.model.provenance import CitationKind
from broadsheet.text.words import fold
from broadsheet.understand.provenance.bridges import NEAR, OPENING, Lead, around, lead
from broadsheet.understand.provenance.outlet_names import Named, Strength
from broadsheet.understand.provenance.wording import any_of, listed, words
from broadsheet.understand.speech import speech

_WORD = re.compile(r"[\w'’.-]+")
_BEFORE_PREPOSITION, _BEFORE_DATIVE = 8, 3  # words between a verb of speaking and "to", or a German dative
_AIRED = 90  # characters between a verb of speaking and "on"
_PREPOSITION = 14  # characters of the longest
_FILLERS, _AFTER_AS = 4, 6  # words between a name and its verb: "the Mirror first reported", "wie dpa … meldet"
# After the name: what it only lends its name to.
_NO_SOURCE = re.compile(
    r"(?:['’]s?)?(?:[ /-][\w.-]+){0,2}[ -](?:polls?|Polls?|surveys?|debates?|employees?|staff|moderators?|owner|"
    r"executives?|headquarters|Umfrage|sondage|encuesta|photo)\b"
)
_PIECE_BEHIND = re.compile(
    r"(?:['’]s?)?(?: [\w-]+)? (?:story|report|article|piece|investigation|op-ed|editorial(?! board| page)|scoop|column|"
    r"exclusive)\b"
)
_TALK_BEHIND = re.compile(r"(?:['’]s?)?(?: [\w-]+)? (?:interview|town hall)\b", re.IGNORECASE)
_IN_A_TALK = re.compile(r"\b(?:in|at|during|to|with|of)(?: an?| the)?$", re.IGNORECASE)
_TALK_BEHIND_GERMAN = re.compile(r"[”“\"»]?(?: [\w-]+)? im (?:Interview|Gespräch)\b")
_SAID_GERMAN = re.compile(r"\b(?:sagte|sagten|erklärte|sagt)\b")
_TALK_OF = re.compile(r"\b(?:Interview|Gespräch)$")
_TOWARDS = re.compile(r"\b[Gg]egenüber$")
_JOURNALIST = re.compile(
    r"['’]s (?:[A-Z][\w'’.-]+ ){1,3}(?:first |has |had )?(?:report|writ|wrote|noted|explain|puts|point)"
)
_AS = re.compile(r"(?:^|[\s,;(])(?:wie|como|comme|come|jak|as)$", re.IGNORECASE)
_CLOSING = re.compile(rf"[{OPENING}»]")
_GENITIVE = ("'", "’")
_ASIDE = re.compile(r",[^,.;]{1,60},")
_RUN = re.compile(r"[ \w'’-]*")
_NOT_INVERTED = frozenset(["said", "found", "called"])  # whoever stands behind may be anybody


def kind_of(text: str, one: Named) -> CitationKind | None:
    """How the words around it credit the outlet that may be named; None where they do not."""
    left, right = around(text, one)
    led = lead(left)
    if (one.strength is Strength.NONE and not led.kind) or _NO_SOURCE.match(right):
        return None
    found = _found(led, right)
    if found is None or one.strength > Strength.WEAK or led.kind or led.article:
        return found
    return found if _ends(_objects(), led.before) else None


def _found(led: Lead, right: str) -> CitationKind | None:
    if _ends(_credits(), led.before):
        return CitationKind.REPORTED
    if _is_told(led, right):
        return CitationKind.TOLD
    return CitationKind.REPORTED if _is_source(led.before, right) else None


def _ends(pattern: re.Pattern[str], before: str, most: int = NEAR) -> bool:
    return pattern.search(before, max(0, len(before) - most)) is not None


def _is_told(led: Lead, right: str) -> bool:
    """Whether somebody spoke to the outlet."""
    before = led.before
    if _ends(_objects(), before) or _ends(_talks(), before) or _TOWARDS.search(before):
        return True
    if _TALK_BEHIND.match(right) and _IN_A_TALK.search(before):
        return True
    if _TALK_BEHIND_GERMAN.match(right) and _SAID_GERMAN.search(before):
        return True
    return (_TALK_OF.search(before) is not None and bool(led.article)) or _is_spoken_to(led)


def _is_spoken_to(led: Lead) -> bool:
    """Whether a verb of speaking and its "to" or "on" stand before; or a dative does: "sagte Quill der Bild"."""
    to = _to().search(led.before, max(0, len(led.before) - _PREPOSITION))
    if to is not None:
        return _speaks(led.before[: to.start()], _BEFORE_PREPOSITION)
    on = _on().search(led.before, max(0, len(led.before) - _PREPOSITION))
    if on is not None and on[0] == "on":
        return _on_air().search(led.before[: on.start()][-_AIRED:]) is not None
    if on is not None:
        return _speaks(led.before[: on.start()], _BEFORE_DATIVE)
    return (led.dative or led.article in {"der", "dem", "den"}) and _speaks(led.before, _BEFORE_DATIVE)


def _speaks(before: str, most: int) -> bool:
    """Whether one of the last words is a verb of speaking."""
    return any((word := fold(each)) in speech().cues or word in _said_to() for each in _WORD.findall(before)[-most:])


def _is_source(before: str, right: str) -> bool:
    """Whether the outlet is where something comes from."""
    if _ends(_pieces(), before) or _PIECE_BEHIND.match(right) or _JOURNALIST.match(right):
        return True
    if _AS.search(before) and any(word in listed("reports") for word in _WORD.findall(right)[:_AFTER_AS]):
        return True
    return _is_inverted(before) or _reports(right)


def _is_inverted(before: str) -> bool:
    """Whether the verb of a source stands before it: "reports the Mirror", "berichtet die Zeitung Lampe"."""
    last = before.rpartition(" ")[2]
    return last in listed("reports") and last not in _NOT_INVERTED


def _reports(right: str) -> bool:
    """Whether the name's verb follows: "the Mirror first reported", "Reuters has learned", "die Bild schreibt"."""
    rest = right[1:] if _CLOSING.match(right) and not right.startswith(_GENITIVE) else right
    aside = _ASIDE.match(rest)
    following = _RUN.match(rest, aside.end() if aside is not None else 0)
    for number, word in enumerate(_WORD.findall(following[0] if following else "")[: _FILLERS + 1]):
        if word in listed("reports") or (number == 0 and fold(word) in speech().cues):
            return True
        if word not in listed("filling") and not word.endswith(("day", "ly", "tag", "woch")):
            return False
    return False


@cache
def _objects() -> re.Pattern[str]:
    person = r" [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)? (?:of|from)"  # "told Ada Quill of"
    return re.compile(rf"\b(?:{any_of(words()['tell'])})(?:{person})?$")


@cache
def _talks() -> re.Pattern[str]:
    talks, to = any_of(words()["talks"]), any_of(words()["talks_to"])
    return re.compile(
        rf"(?<!\w)(?i:{talks})(?: [^\s.;:]+){{0,4}}? (?:{to})$"
        r"|(?<!\w)(?:asked by|pressed by|pushed by|confirmed (?:to|for)|statement to|comments to|remarks to)$"
    )


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{any_of(words()['to'])})$")


@cache
def _on() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(words()['on'])})$")


@cache
def _on_air() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(words()['on_air'])})(?!\w)")


@cache
def _credits() -> re.Pattern[str]:
    phrases = any_of({*words()["credits"], *(" ".join(source) for source in speech().sources)})
    pieces, of = any_of(words()["pieces"]), any_of(words()["pieces_of"])
    piece = rf"(?: (?:an?|the|eines?|un|une))?(?: [\w-]+)?(?: (?:{pieces}))? (?:{of})"  # "to a new report in"
    return re.compile(rf"(?i:(?<!\w)(?:{phrases}))(?:{piece})?$")


@cache
def _pieces() -> re.Pattern[str]:
    pieces, of = any_of(words()["pieces"]), any_of(words()["pieces_of"])
    verbs = "reported|wrote|written|writes|writing|published|broadcast"
    return re.compile(rf"(?<!\w)(?:{pieces}|{verbs})(?: [\w-]+)? (?:{of})$")


@cache
def _said_to() -> frozenset[str]:
    return frozenset(map(fold, words()["said_to"]))
