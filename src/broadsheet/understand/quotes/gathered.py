"""The quotations of a story's articles, grouped by speaker: each once, with all the articles that have it. Pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from broadsheet.model.quotes import Quote, Said, Speaker
from broadsheet.text.hashtags import key
from broadsheet.text.words import fold

_LEAST = 15  # letters of the shorter of two quotations, for one to be part of the other


def gathered(articles: Sequence[tuple[int, Sequence[Quote]]]) -> tuple[Speaker, ...]:
    """The speakers of a story, those whom most articles quote first; what has no named speaker is left out.

    `articles`: the id of each article of the story and its quotations, in the order in which they are to be shown.
    A surname alone is whoever bears it in the story, if one speaker alone does. Words that one outlet quotes at greater
    length than another are one quotation, at the greater length.
    """
    said: dict[str, list[tuple[int, Quote]]] = defaultdict(list)
    for article_id, quotes in articles:
        for quote in quotes:
            if quote.speaker:
                said[quote.speaker].append((article_id, quote))
    of_name: dict[str, list[tuple[int, Quote]]] = defaultdict(list)
    for spelling, name in _names(said).items():
        of_name[name].extend(said[spelling])
    place = {article_id: number for number, (article_id, _) in enumerate(articles)}
    speakers = [Speaker(name, _role(each), _once(each, place)) for name, each in of_name.items()]
    return tuple(sorted(speakers, key=lambda speaker: -len({one for said in speaker.quotes for one in said.articles})))


def _names(spellings: Mapping[str, object]) -> Mapping[str, str]:
    """The name that each spelling stands for: "Quill" and "Mayor Ada Quill" for "Ada Quill", if there is one."""
    folded = {spelling: tuple(fold(spelling).split()) for spelling in spellings}
    full = {spelling: words for spelling, words in folded.items() if len(words) > 1}
    names = {spelling: _fullest(words, full) for spelling, words in full.items()}
    for spelling, words in folded.items():
        if spelling not in names:
            bearers = {names[other] for other, parts in full.items() if parts[-1:] == words}
            names[spelling] = bearers.pop() if len(bearers) == 1 else spelling
    return names


def _fullest(words: tuple[str, ...], full: Mapping[str, tuple[str, ...]]) -> str:
    """Of a name of several words: the one that its end is, without an office; or the one with the middle name."""
    bare = min((parts for parts in full.values() if words[-len(parts) :] == parts), key=len)
    return max((other for other, parts in full.items() if parts == bare or _is_initialled(parts, bare)), key=len)


def _is_initialled(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether two names differ by what stands between the first and the last: "Ada M. Quill"."""
    return len(longer) > len(shorter) and (longer[0], longer[-1]) == (shorter[0], shorter[-1]) and len(shorter) == 2


def _role(each: Sequence[tuple[int, Quote]]) -> str:
    """The role that most articles give; of those the longest, which says most."""
    counts = Counter({(quote.role, article_id): 1 for article_id, quote in each if quote.role})
    roles = Counter(role for role, _ in counts)
    return max(roles, key=lambda role: (roles[role], len(role)), default="")


def _once(each: Sequence[tuple[int, Quote]], place: Mapping[int, int]) -> tuple[Said, ...]:
    """Each quotation once, by its letters alone; a part of a longer one belongs to that."""
    kept: list[tuple[str, str, list[int]]] = []
    for article_id, quote in sorted(each, key=lambda one: -len(one[1].words)):
        letters = key(quote.words)
        whole = next((one for one in kept if letters == one[0] or (len(letters) >= _LEAST and letters in one[0])), None)
        if whole is None:
            kept.append((letters, quote.words, [article_id]))
        elif article_id not in whole[2]:
            whole[2].append(article_id)
    first = {key(quote.words): number for number, (_, quote) in reversed(list(enumerate(each)))}
    kept.sort(key=lambda one: (-len(one[2]), first[one[0]]))
    return tuple(Said(words, tuple(sorted(ids, key=place.__getitem__))) for _, words, ids in kept)
