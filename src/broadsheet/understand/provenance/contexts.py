"""What the words beside an outlet's name say: that somebody spoke to it, that it is the source, or neither."""

import re
from collections.abc import Iterable
from functools import cache

from broadsheet.model.provenance import CitationKind
from broadsheet.text.words import fold
from broadsheet.understand.provenance.outlet_names import Named, Strength, words
from broadsheet.understand.speech import speech

_MOST_BETWEEN = 4  # words between what leads on to a name and the word for its kind
_CONTRACTED = frozenset(
    [
        "au",
        "aux",
        "al",
        "alla",
        "allo",
        "ao",
        "aos",
        "im",
        "zum",
        "zur",
        "beim",
        "vom",
        "del",
        "du",
        "della",
        "dello",
        "do",
        "da",
        "dal",
        "dalla",
    ]
)
_DATIVE = re.compile(
    r"(?:dziennikowi|gazecie|agencji|portalowi|stacji|telewizji|deníku|serveru|газете|журналу|агентству|"
    r"телеканалу|изданию|порталу|радиостанции) [„“\"«]?$"
)
_ADJECTIVE = re.compile(r"[a-zà-ÿ][a-zà-ÿ-]{3,}")
_ELIDED = re.compile(r"\b[lLdD]['’]$")
_LEFT, _RIGHT, _NEAR = 160, 90, 70  # characters beside a name that are looked at; of what leads on to it
_STOP = re.compile(r"[.!?][\"”’»)]?\s+(?=[^\W\da-z_„“\"])|\n")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$")
_OPENING = "„“\"«‚‘'”*"
_MARKS = re.compile(rf"(?:^|(?<=\s))[{_OPENING}]+$")
_WORD = re.compile(r"[\w'’.-]+")
_BEFORE_PREPOSITION = 8  # words between a verb of speaking and "to"
_FILLERS = 4  # words between a name and its verb: "the Mirror first reported"
# After the name: what it only lends its name to.
_NO_SOURCE = re.compile(
    r"^(?:['’]s?)?(?:[ /-][\w.-]+){0,2}[ -](?:polls?|Polls?|surveys?|debates?|employees?|staff|moderators?|owner|"
    r"executives?|headquarters|Umfrage|sondage|encuesta|photo|poll of)\b"
)
_PIECE_BEHIND = re.compile(
    r"^(?:['’]s?)?(?: [\w-]+)? (?:story|report|article|piece|investigation|op-ed|editorial(?! board| page)|scoop|column|exclusive)\b"
)
_TALK_BEHIND = re.compile(
    r"^(?:['’]s?)?(?: [\w-]+)? (?:interview|town hall)\b|^[”“\"»]?(?: [\w-]+)? im (?:Interview|Gespräch)\b",
    re.IGNORECASE,
)
_TALK_OF = re.compile(r"\b(?:Interview|Gespräch|Gegenüber|gegenüber)$")
_JOURNALIST = re.compile(
    r"^['’]s (?:[A-Z][\w'’.-]+ ){1,3}(?:first |has |had )?(?:report|writ|wrote|noted|explain|puts|point)"
)
_AS = re.compile(r"(?:^|[\s,;(])(?:[Ww]ie|[Cc]omo|[Cc]omme|[Cc]ome|[Jj]ak|[Aa]s)$")
_ON_AIR = re.compile(
    r"\b(?:said|says|told|added|argued|explained|sagte|sagt|erklärte|déclaré|dit|affirmé|dijo|afirmó|disse|afirmou|detto|dichiarato)\b"
)


def kind_of(text: str, one: Named) -> CitationKind | None:
    """How the words around it credit the outlet that may be named; None where they do not."""
    left, right = _around(text, one)
    before, article, kind = _without_bridge(left)
    if one.strength is Strength.NONE and not kind:
        return None
    if _NO_SOURCE.match(right):
        return None
    if _credits().search(before, _tail(before)):
        found: CitationKind | None = CitationKind.REPORTED
    else:
        found = _told(before, article, right, dative=_DATIVE.search(left) is not None) or _reported(before, right)
    if found is None or one.strength > Strength.WEAK or kind:
        return found
    direct = _objects().search(before, _tail(before)) is not None and one.name not in {"Fox", "Hill"}
    return found if article or direct else None


def _around(text: str, one: Named) -> tuple[str, str]:
    """What stands before and behind the name in its sentence."""
    left, right = text[max(0, one.start - _LEFT) : one.start], text[one.end : one.end + _RIGHT]
    for stop in _STOP.finditer(left):
        left_at = stop.end()
        if not _ABBREVIATED.search(left[: stop.start() + 1]):
            left = " " * left_at + left[left_at:]
    ended = _STOP.search(right)
    return left.lstrip(), right[: ended.start()] if ended is not None else right


def _tail(before: str, most: int = _NEAR) -> int:
    return max(0, len(before) - most)


def _without_bridge(left: str) -> tuple[str, str, bool]:
    """What stands before the name, without its article and the word for its kind; the article; and whether there is
    such a word: "told the Lebanese TV channel" is "told"."""
    before = _MARKS.sub("", left.rstrip()).rstrip()
    found = _kind_at_end().search(before, max(0, len(before) - _NEAR))
    if found is not None:
        before = before[: found.start()].rstrip()
    parts = before[-_NEAR:].split(" ")
    for number in range(1, min(_MOST_BETWEEN, len(parts)) + 1):
        if number > 1 and found is None and not _ADJECTIVE.fullmatch(parts[-number + 1]):
            break  # "the official", "the state-run", and no more
        word, rest = parts[-number], " ".join(parts[:-number])
        article = _ELIDED.search(word)
        if word.lower() in _articles() and word.lower() not in {"la", "les"} | _leading():
            return rest, word.lower(), found is not None
        if word.lower() in _articles() or (article is not None and number == 1):
            kept = rest if article is None else f"{rest} {word[: article.start()]}".rstrip()
            return kept, word.lower(), found is not None
        if word in _leading() and (number == 1 or found is not None):
            contracted = word.lower() if word.lower() in _CONTRACTED else ""
            return f"{rest} {word}".strip(), contracted, found is not None
    contracted = parts[-1].lower() if parts[-1].lower() in _CONTRACTED else ""
    return before, contracted, found is not None


def _told(before: str, article: str, right: str, *, dative: bool) -> CitationKind | None:
    told = (
        _objects().search(before, _tail(before))
        or _talks().search(before, _tail(before))
        or (
            _TALK_BEHIND.match(right)
            and re.search(
                r"\b(?:in|In|at|At|during|During|to|with|of)(?: an?| the)?$|\b(?:sagte|sagten|erklärte|sagt)\b", before
            )
        )
        or (_TALK_OF.search(before) and (article or before.endswith("ber")))
        or _spoken_to(before, article, dative=dative)
    )
    return CitationKind.TOLD if told else None


def _spoken_to(before: str, article: str, *, dative: bool = False) -> bool:
    """Whether a verb of speaking and its "to" stand before; in German the dative may do: "sagte Quill der Bild"."""
    leads = _to().search(before, _tail(before, 14))
    dative = dative or article in {"der", "dem", "den"}
    airs = _on().search(before, _tail(before, 14))
    if leads is None and airs is None and not dative:
        return False
    rest = before[: (leads or airs).start()] if leads or airs else before  # type: ignore[union-attr]
    if airs is not None and leads is None and airs[0] == "on":
        return _ON_AIR.search(rest[-90:]) is not None
    near = [fold(word) for word in _WORD.findall(rest)[-(_BEFORE_PREPOSITION if leads else 3) :]]
    return any(word in speech().cues or word in _said_to() for word in near)


def _reported(before: str, right: str) -> CitationKind | None:
    found = (
        _pieces().search(before, _tail(before))
        or _PIECE_BEHIND.match(right)
        or _JOURNALIST.match(right)
        or (_AS.search(before) and any(word in _reports() for word in _WORD.findall(right)[:6]))
        or _inverted(before)
        or _says(right)
    )
    return CitationKind.REPORTED if found else None


def _inverted(before: str) -> bool:
    """Whether the verb of a source stands before it: "reports the Mirror", "berichtet die Zeitung Lampe"."""
    last = _WORD.findall(before[-25:])
    return (
        bool(last)
        and before.endswith(last[-1])
        and last[-1] in _reports()
        and last[-1] not in {"said", "found", "called"}
    )


def _says(right: str) -> bool:
    """Whether the name's verb follows: "the Mirror first reported", "Reuters has learned", "die Bild schreibt"."""
    rest = right
    closed = re.match(rf"['’]s?(?: [\w-]+){{1,3}}(?= )|[{_OPENING}»]", rest)
    if closed is not None and not closed[0].startswith(("'", "’")):
        rest = rest[closed.end() :]
    aside = re.match(r",[^,.;]{1,60},", rest)
    rest = rest[aside.end() :] if aside is not None else rest
    following = re.match(r"[ \w'’-]*", rest)
    near = _WORD.findall(following[0])[: _FILLERS + 1] if following is not None else []
    for number, word in enumerate(near):
        if word in _reports() or (number == 0 and fold(word) in speech().cues):
            return True
        if not _is_filler(word):
            return False
    return False


def _is_filler(word: str) -> bool:
    return word in _FILLING or word.endswith(("day", "ly", "tag", "woch"))


_FILLING = frozenset(
    [
        "first",
        "also",
        "later",
        "had",
        "has",
        "have",
        "previously",
        "then",
        "recently",
        "on",
        "in",
        "reportedly",
        "earlier",
        "this",
        "week",
        "month",
        "year",
        "itself",
        "hat",
        "haben",
        "zuvor",
        "bereits",
        "am",
        "unter",
        "a",
        "avait",
        "avaient",
        "ha",
        "han",
        "había",
        "ont",
        "aussi",
        "tem",
        "já",
        "o",
        "s’",
        "se",
        "vừa",
        "đã",
        "cũng",
        "już",
    ]
)


def _any(alternatives: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(alternatives, key=len, reverse=True))


@cache
def _kind_at_end() -> re.Pattern[str]:
    kinds = _any(words()["kinds"])
    return re.compile(rf"(?<!\w)(?i:{kinds})(?:e?s|en)?,?(?: [a-zà-ÿ-]{{2,}}){{0,4}}$")


@cache
def _articles() -> frozenset[str]:
    return frozenset(words()["articles"])


@cache
def _leading() -> frozenset[str]:
    """The last words of what leads on to a name."""
    lists = ("tell", "to", "talks_to", "on", "credits", "pieces_of", "reports")
    return frozenset(phrase.split()[-1] for name in lists for phrase in words()[name])


@cache
def _objects() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(words()['tell'])})(?: [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)? (?:of|from))?$")


@cache
def _talks() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?i:{_any(words()['talks'])})(?: [^\s.;:]+){{0,4}}? (?:{_any(words()['talks_to'])})$"
        rf"|(?<!\w)(?:asked by|pressed by|pushed by|confirmed (?:to|for)|statement to|comments to|remarks to)$"
    )


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{_any(words()['to'])})$")


@cache
def _on() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(words()['on'])})$")


@cache
def _credits() -> re.Pattern[str]:
    phrases = {*words()["credits"], *(" ".join(source) for source in speech().sources)}
    pieces = rf"(?: (?:an?|the|eines?|un|une))?(?: [\w-]+)?(?: (?:{_any(words()['pieces'])}))? (?:{_any(words()['pieces_of'])})"
    return re.compile(rf"(?i:(?<!\w)(?:{_any(phrases)}))(?:{pieces})?$")


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{_any(words()['pieces'])}|reported|wrote|written|writes|writing|published|broadcast)"
        rf"(?: [\w-]+)? (?:{_any(words()['pieces_of'])})$"
    )


@cache
def _said_to() -> frozenset[str]:
    return frozenset(map(fold, words()["said_to"]))


@cache
def _reports() -> frozenset[str]:
    return frozenset(words()["reports"])
