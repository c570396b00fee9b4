"""The words that articles are found by, and what a search's tree asks of them. Pure; the same for both databases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from broadsheet.model.articles import Article
from broadsheet.model.queries import Asked, Either, Every, Filter, Kind, Mark, Node, Not, Where, Words
from broadsheet.store.rows import short
from broadsheet.text.languages import primary
from broadsheet.text.terms import indexed

WORDS_VERSION = 2  # add one whenever text.terms.indexed or `index_row` give other words
MOST_TITLE_WORDS = 500
MOST_WORDS = 15_000  # of one article; PostgreSQL tells no positions apart after 16,383
MOST_CHARACTERS = 200_000  # of one article's words; PostgreSQL refuses a row of more than a megabyte

# Words that nobody can type. Every article has the first, none the second.
ALL, NONE = "all:", "none:"
APART = ";"  # stands between two names, and keeps phrases from running across

Outlets = Mapping[str, Sequence[int]]  # the numbers of the outlets that a search may mean by a name


@dataclass(frozen=True, slots=True)
class IndexRow:
    """The words that one article is found by. `marks`: its outlet, language and hashtags, which filters ask for."""

    article_id: int
    title: list[str]
    authors: list[str]
    body: list[str]
    marks: list[str]


def index_row(article_id: int, outlet_id: int, article: Article, language: str | None, tags: Sequence[str]) -> IndexRow:
    """The words of an article. `language`: as it is stored; `tags`: the keys of its hashtags."""
    spoken = primary(language)
    marks = [ALL, outlet_mark(outlet_id), *([language_mark(spoken)] if spoken else [])]
    return IndexRow(
        article_id,
        _bounded(indexed(article.title), MOST_TITLE_WORDS),
        _bounded([word for name in article.authors for word in (*indexed(name), APART)], MOST_TITLE_WORDS),
        _bounded(indexed(f"{article.lead}\n{article.text}"), MOST_WORDS),
        [*marks, *sorted(set(map(tag_mark, tags)))],
    )


def outlet_mark(outlet_id: int) -> str:
    """The word that all articles of one outlet have."""
    return f"outlet:{outlet_id}"


def language_mark(language: str) -> str:
    """The word of all articles in a language, by its primary tag."""
    return f"lang:{language}"


def tag_mark(key: str) -> str:
    """The word of all articles with a hashtag. Keys hold no white space; nothing here relies on it."""
    return "tag:" + "".join(short(key).split())


def to_find(asked: Asked, outlets: Outlets) -> Node:
    """What must hold of an article's words: filters become marks, in:title holds for every word. `outlets`: by what
    the search calls them."""
    found = tuple(_marked(node, outlets, in_title=asked.in_title) for node in asked.of)
    return found[0] if len(found) == 1 else Every(found)


def outlets_in(node: Node) -> Iterator[str]:
    """What the search calls outlets, wherever in the tree."""
    if isinstance(node, Filter) and node.kind is Kind.OUTLET:
        yield node.value
    elif isinstance(node, Not):
        yield from outlets_in(node.of)
    elif isinstance(node, Either | Every):
        for one in node.of:
            yield from outlets_in(one)


def without_filters(node: Node) -> Node | None:
    """The words alone that are wanted, to rank by; None where there are none."""
    if isinstance(node, Words):
        return node
    if isinstance(node, Either | Every):
        inner = tuple(one for one in map(without_filters, node.of) if one is not None)
        return type(node)(inner) if inner else None
    return None


def _marked(node: Node, outlets: Outlets, *, in_title: bool) -> Node:
    if isinstance(node, Words):
        return replace(node, where=Where.TITLE) if in_title and node.where is Where.ANYWHERE else node
    if isinstance(node, Not):
        return Not(_marked(node.of, outlets, in_title=in_title))
    if isinstance(node, Either | Every):
        return type(node)(tuple(_marked(one, outlets, in_title=in_title) for one in node.of))
    if isinstance(node, Filter):
        if node.kind is Kind.OUTLET:
            marks = tuple(Mark(outlet_mark(number)) for number in outlets.get(node.value, ()))
            return Either(marks or (Mark(NONE),))
        mark = tag_mark if node.kind is Kind.TAG else language_mark
        return Mark(mark(node.value), node.beginning)
    return node


def _bounded(words: list[str], most: int) -> list[str]:
    words = words[:most]
    if sum(map(len, words)) <= MOST_CHARACTERS:
        return words
    lengths = accumulate(map(len, words))
    return [word for word, length in zip(words, lengths, strict=True) if length <= MOST_CHARACTERS]
