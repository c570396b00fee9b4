"""What a hashtag stands for: a person, a place, an organisation, an event or a topic; None where nothing tells."""

import re
from collections.abc import Iterator

from broadsheet.model.facts import FactKind
from broadsheet.model.insights import HashtagType
from broadsheet.text.languages import SYLLABIC
from broadsheet.text.words import fold
from broadsheet.understand.facts.kinds import kind_of
from broadsheet.understand.terms import Role, Term
from broadsheet.understand.vocabulary import listed

_READ = 4000  # characters
_MOST_MENTIONS = 6
_CAPITAL = 0.3  # share of mentions up to which a term is a common noun
_KINDS = {
    FactKind.PERSON: HashtagType.PERSON,
    FactKind.PLACE: HashtagType.PLACE,
    FactKind.ORGANISATION: HashtagType.ORGANISATION,
}
# The word of a name that makes it an event, folded; in many languages together, since the rest of it is a name.
_EVENTS = listed(
    "war wars olympics olympiad games cup championship championships tournament election elections referendum summit "
    "festival grand-prix prix marathon derby playoffs bowl hurricane typhoon cyclone storm earthquake tsunami pandemic "
    "revolution uprising massacre attacks bombing bombings conference expo awards biennale crisis scandal trial treaty "
    "krieg wahl wahlen spiele gipfel weltmeisterschaft meisterschaft pokal turnier sturm erdbeben messe "
    "guerre election elections jeux coupe championnat sommet tempete seisme crise proces "
    "guerra elecciones eleicoes elezioni juegos jogos giochi copa coppa mundial campeonato campionato cumbre cupula "
    "vertice huracan terremoto crisis festa "
    "война выборы игры кубок чемпионат саммит ураган землетрясение wojna wybory igrzyska puchar mistrzostwa"
)
_EVENT_ENDINGS = (
    "krieg",
    "wahl",
    "wahlen",
    "meisterschaft",
    "meisterschaften",
    "gipfel",
    "pokal",
    "festival",
    "festspiele",
)
_LEAST_COMPOUND = 8  # letters
_BEFORE_PEOPLE = re.compile(r"\b(?:ông|bà|anh|chị|cô|em|bé) $", re.I)
_YEAR = re.compile(r" (?:19|20)\d\d$")


def type_of(
    name: str, title: str, text: str, language: str | None, *, named: bool, place: bool, term: Term | None
) -> HashtagType | None:
    """`named`: it is a name; `place`: one that everybody knows; `term`: how its words stand in the text."""
    if place:
        return HashtagType.PLACE
    if not named:
        return HashtagType.TOPIC if term and _is_common(term, language) else None
    if _is_event(name):
        return HashtagType.EVENT
    whole = f"{title}\n{text[:_READ]}"
    mentions = list(_mentions(name, whole))
    kind = kind_of(name, mentions, whole, language, frozenset()) if mentions else FactKind.NAME
    if kind is FactKind.PERSON and language in SYLLABIC:
        # Nothing but the word before tells people from towns there.
        return HashtagType.PERSON if any(_BEFORE_PEOPLE.search(whole[max(0, at - 6) : at]) for at in mentions) else None
    return _KINDS.get(kind)


def _is_event(name: str) -> bool:
    words = fold(name).split()
    if len(words) == 1:
        return len(name) >= _LEAST_COMPOUND and words[0].endswith(_EVENT_ENDINGS)
    return _YEAR.search(name) is not None or not _EVENTS.isdisjoint(words) or words[-1].endswith(_EVENT_ENDINGS)


def _is_common(term: Term, language: str | None) -> bool:
    """Whether it is a common noun: written small, or in German behind an article."""
    if term.shared or term.words > 1:
        return not term.shared and term.capitals <= _CAPITAL
    if language == "de":
        return term.before[Role.DETERMINER] + term.before[Role.PREPOSITION] > 0
    return term.capitals <= _CAPITAL


def _mentions(name: str, text: str) -> Iterator[int]:
    """Where a name stands in the text as a word of its own."""
    at = text.find(name)
    for _ in range(_MOST_MENTIONS):
        if at < 0:
            return
        end = at + len(name)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            yield at
        at = text.find(name, end)
