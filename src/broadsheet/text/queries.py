"""The language of searches: what was typed → a tree, and back. Pure.

    ferry "old bridge" -closed (storm OR flood) harb* outlet:gazette tag:weather author:"Ada Byron" in:title lang:ar
    after:2025-10 before:7d

OR binds closer than the space between words, as search engines have it. Nothing that is typed is an error: what means
nothing is left out, and a hint says so where somebody meant it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from broadsheet.model.queries import Asked, Either, Every, Filter, Kind, Mark, Node, Not, Where, Words
from broadsheet.text import hints, languages, periods, terms
from broadsheet.text.hashtags import key
from broadsheet.text.words import fold, squash

LONGEST = 500  # characters of a search that are read
MOST_TERMS = 32
MOST_WORDS_IN_TERM = 24
DEEPEST = 5  # parentheses within parentheses
LEAST_LETTERS = 3  # before a star, in scripts with spaces: fewer would stand for too many words

_QUOTES = '"“”„‟«»「」『』'
_TOKEN = re.compile(
    rf"(?P<open>\()|(?P<close>\))|(?P<minus>(?<![^\s(])[-−](?=[^\s)−-]))"
    rf"|(?:(?P<field>[^\W\d_]{{2,12}})[:：](?=[^\s()]))?"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)(?P<star>\*?)|(?P<bare>[^\s(){_QUOTES}]+))"
)
_PLAIN = re.compile(r"[\w.'’&@/+-]+")  # what can be written without quotation marks
_OR, _AND, _NOT = {"OR", "|", "||"}, {"AND", "&", "&&"}, {"NOT"}
_FIELDS = {
    **dict.fromkeys(("outlet", "site", "source", "host"), "outlet"),
    **dict.fromkeys(("tag", "hashtag"), "tag"),
    **dict.fromkeys(("author", "by"), "author"),
    **dict.fromkeys(("title", "intitle", "headline"), "title"),
    **dict.fromkeys(("lang", "language"), "lang"),
    **dict.fromkeys(("after", "since"), "after"),
    **dict.fromkeys(("before", "until"), "before"),
    "in": "in",
}


@dataclass(frozen=True, slots=True)
class _Token:
    """One sign or term. `field`: what stands before its colon, where that is one of ours."""

    sign: str = ""
    field: str = ""
    said: str = ""
    beginning: bool = False


@dataclass(slots=True)
class _Reading:
    """How far a search was read, and what was found out that concerns the whole of it."""

    tokens: list[_Token]
    place: int = 0
    terms: int = 0
    after: str | None = None
    before: str | None = None
    in_title: bool = False
    hints: dict[str, None] = field(default_factory=dict)

    @property
    def sign(self) -> str:
        """The sign that comes next: "(", ")", "-", "OR", "AND", "" for a term, or "end"."""
        return self.tokens[self.place].sign if self.place < len(self.tokens) else "end"


def read(typed: str) -> Asked:
    """What a search asks for."""
    reading = _Reading(list(_tokens(squash(typed[:LONGEST]))))
    found: dict[Node, None] = {}
    while reading.sign != "end":
        found |= dict.fromkeys(_group(reading, 0))
        reading.place += 1  # a parenthesis that nothing opened
    if len(typed) > LONGEST:
        reading.hints[hints.TOO_LONG.format(LONGEST)] = None
    if reading.terms > MOST_TERMS:
        reading.hints[hints.TOO_MANY.format(MOST_TERMS)] = None
    return Asked(tuple(found), reading.after, reading.before, reading.in_title, tuple(reading.hints))


def write(asked: Asked) -> str:
    """A search as it can be typed: what is read from that is the same again, but for the hints."""
    written = [_written(node) for node in asked.of]
    if asked.in_title:
        written.append("in:title")
    for name, said in (("after", asked.after), ("before", asked.before)):
        written += [f"{name}:{said}"] if said else []
    return " ".join(written)


def marks(asked: Asked) -> tuple[str, ...]:
    """The folded words to show where they occur; a star at the end of one stands for the rest of a word."""
    return tuple(dict.fromkeys(mark for words in wanted(asked.of) for mark in _marks(words)))


def wanted(nodes: Iterable[Node]) -> Iterator[Words]:
    """The words of an article's text that are looked for, wherever in the tree."""
    for node in nodes:
        if isinstance(node, Words) and node.where is not Where.AUTHOR:
            yield node
        elif isinstance(node, Either | Every):
            yield from wanted(node.of)


def bounds(asked: Asked, now: int) -> tuple[int | None, int | None]:
    """The first and the last second that a search asks for; None for no bound. Seconds since 1970, UTC."""
    first = periods.begins(asked.after, now) if asked.after else None
    last = periods.ends(asked.before, now) if asked.before else None
    return first, last


def _tokens(typed: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(typed):
        if match["open"] or match["close"] or match["minus"]:
            yield _Token("-" if match["minus"] else match[0])
        elif match["bare"] is None:
            named = _FIELDS.get(fold(match["field"] or ""))
            said = match["quoted"].rstrip()
            before = "" if named or not match["field"] else match["field"] + " "
            yield _Token("", named or "", squash(before + said.rstrip("*")), bool(match["star"]) or said.endswith("*"))
        else:
            yield _bare(match["field"], match["bare"])


def _bare(before: str | None, said: str) -> _Token:
    for sign, spellings in (("OR", _OR), ("AND", _AND), ("-", _NOT)):
        if not before and said in spellings:
            return _Token(sign, "", said)
    named = _FIELDS.get(fold(before)) if before else None
    if before and not named:
        said, before = f"{before}:{said}", None
    if not before and said.endswith(":") and fold(said[:-1]) in _FIELDS:
        return _Token("", "empty", said)
    if not before and said[0] in "#＃" and key(said):
        named = "tag"
    return _Token("", named or "", said.rstrip("*"), said.endswith("*"))


def _group(reading: _Reading, depth: int) -> list[Node]:
    """What stands up to the end, or to the parenthesis that closes: all of it must hold."""
    found: dict[Node, None] = {}
    first = True
    while reading.sign not in ("end", ")"):
        if reading.sign == "AND" and not first and _goes_on(reading):
            reading.place += 1
            continue
        either = [_unit(reading, depth)]
        first = False
        while reading.sign == "OR" and _goes_on(reading):
            reading.place += 1
            either.append(_unit(reading, depth, choice=True))
        found |= dict.fromkeys(_flat(Every, [_joined(Either, either)]))
    return list(found)


def _goes_on(reading: _Reading) -> bool:
    """Whether something follows that an operator can join."""
    at = reading.place + 1
    return at < len(reading.tokens) and reading.tokens[at].sign != ")"


def _unit(reading: _Reading, depth: int, *, choice: bool = False) -> Node | None:
    """A term, or what is in parentheses; perhaps turned round. An operator without anything to join is a word."""
    token = reading.tokens[reading.place]
    reading.place += 1
    if token.sign == "-" and (reading.sign not in ("end", ")") or not token.said):
        return _turned(_unit(reading, depth) if reading.sign not in ("end", ")") else None)
    if token.sign == "(":
        inside = _joined(Every, _group(reading, depth + 1))
        reading.place += reading.sign == ")"
        if depth >= DEEPEST and isinstance(inside, Either | Every):
            reading.hints[hints.TOO_DEEP] = None
            return None
        return inside
    whole = depth == 0 and not choice and reading.sign != "OR"
    return _term(token, reading, whole=whole)


def _turned(inner: Node | None) -> Node | None:
    return inner.of if isinstance(inner, Not) else inner and Not(inner)


def _term(token: _Token, reading: _Reading, *, whole: bool) -> Node | None:
    """What one term asks for, or None where it concerns the whole search or means nothing. `whole`: it stands neither
    in parentheses nor beside OR."""
    if token.field == "empty":
        reading.hints[hints.EMPTY.format(token.said)] = None
        return None
    if token.field in ("after", "before", "in"):
        _concern(token, reading, whole=whole and not _is_turned(reading))
        return None
    reading.terms += 1
    if reading.terms > MOST_TERMS:
        return None
    if token.field == "outlet":
        return Filter(Kind.OUTLET, token.said) if fold(token.said) else None
    if token.field == "tag":
        named = key(token.said)
        return Filter(Kind.TAG, named, token.beginning) if named else None
    if token.field == "lang":
        tag = languages.named(token.said)
        if tag is None:
            reading.hints[hints.NO_LANGUAGE.format(token.said)] = None
        return Filter(Kind.LANGUAGE, tag) if tag else None
    return _words(token, reading)


def _is_turned(reading: _Reading) -> bool:
    return reading.place > 1 and reading.tokens[reading.place - 2].sign == "-"


def _concern(token: _Token, reading: _Reading, *, whole: bool) -> None:
    """A term that holds for the whole search: a day, or in:title."""
    shown = f"{token.field}:{token.said}"
    if not whole:
        reading.hints[hints.NOT_WHOLE.format(shown)] = None
        return
    said = token.said.casefold()
    if token.field == "in":
        if said in ("title", "headline"):
            reading.in_title = True
        else:
            reading.hints[hints.NO_PLACE.format(shown)] = None
    elif not periods.is_period(said):
        reading.hints[hints.NO_DAY.format(token.said)] = None
    elif token.field == "after":
        reading.after = said
    else:
        reading.before = said


def _words(token: _Token, reading: _Reading) -> Node | None:
    said = token.said
    before, _, after = said.partition(":")
    if after and before.isalpha() and before.isascii() and not after.startswith("//"):
        reading.hints[hints.NO_FIELD.format(f"{before}:")] = None
    words = tuple(terms.asked(said)[:MOST_WORDS_IN_TERM])
    if not words:
        return None
    unspaced = words[-1] >= terms.UNSPACED
    beginning = token.beginning or (unspaced and len(words[-1]) == 1)
    if beginning and not unspaced and len(words[-1]) < LEAST_LETTERS:
        reading.hints[hints.TOO_SHORT.format(f"{said}*", LEAST_LETTERS)] = None
        beginning = False
    where = {"title": Where.TITLE, "author": Where.AUTHOR}.get(token.field, Where.ANYWHERE)
    return Words(said, words, where, beginning)


def _joined(kind: type[Either] | type[Every], nodes: Iterable[Node | None]) -> Node | None:
    flat = tuple(dict.fromkeys(_flat(kind, nodes)))
    return flat[0] if len(flat) == 1 else kind(flat) if flat else None


def _flat(kind: type[Either] | type[Every], nodes: Iterable[Node | None]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, kind):
            yield from node.of
        elif node is not None:
            yield node


def _written(node: Node) -> str:
    if isinstance(node, Words):
        before = f"{node.where}:" if node.where else ""
        return before + _quoted(node.said, beginning=node.beginning)
    if isinstance(node, Filter):
        return f"{node.kind}:" + _quoted(node.value, beginning=node.beginning)
    if isinstance(node, Not):
        return "-" + _written(node.of)
    if isinstance(node, Mark):
        return ""
    return f"({(' OR ' if isinstance(node, Either) else ' ').join(map(_written, node.of))})"


def _quoted(said: str, *, beginning: bool) -> str:
    plain = _PLAIN.fullmatch(said) and not said.startswith("-") and said not in _OR | _AND | _NOT
    return (said if plain else f'"{said}"') + ("*" if beginning else "")


def _marks(words: Words) -> list[str]:
    """Words as they are; where pairs of characters were made out of a run, the run."""
    shown = list(words.words)
    if any(word >= terms.UNSPACED for word in shown) and len(shown) > 1:
        shown = fold(words.said).split()
    elif words.beginning:
        shown[-1] += "*"
    return shown


def without(asked: Asked, node: Node) -> Asked:
    """The same search without one of the things that must hold."""
    return replace(asked, of=tuple(one for one in asked.of if one != node))
