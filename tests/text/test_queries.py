from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.model.queries import Asked, Either, Every, Filter, Kind, Not, Where, Words
from broadsheet.text.queries import DEEPEST, LONGEST, MOST_TERMS, bounds, marks, read, write

NOW = 1_760_000_000  # 9 October 2025
DAY = 86_400


def word(said, *, where=Where.ANYWHERE, beginning=False):
    return Words(said, (said.lower(),), where, beginning)


def phrase(said):
    return Words(said, tuple(said.lower().split()))


A, B, C = word("a"), word("b"), word("c")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", ()),
        ("a b", (A, B)),
        ("a A", (A, word("A"))),
        ("a AND b", (A, B)),
        ('"old bridge"', (phrase("old bridge"),)),
        ('"never closed', (phrase("never closed"),)),
        ("«vieux pont» 「a」", (phrase("vieux pont"), A)),
        ("-a", (Not(A),)),
        ('a -"old bridge"', (A, Not(phrase("old bridge")))),
        ("NOT a", (Not(A),)),
        ("a - b", (A, B)),
        ("-(-a)", (A,)),
        ("a OR b", (Either((A, B)),)),
        ("a | b", (Either((A, B)),)),
        ("a OR b c", (Either((A, B)), C)),
        ("c a OR b", (C, Either((A, B)))),
        ("a OR -b", (Either((A, Not(B))),)),
        ("(a b) c", (A, B, C)),
        ("a OR (b c)", (Either((A, Every((B, C)))),)),
        ("-(a OR b)", (Not(Either((A, B))),)),
        ("((a", (A,)),
        ("a) b", (A, B)),
        ("() a", (A,)),
        ("OR a", (word("OR"), A)),
        ("a OR", (A, word("OR"))),
        ("harb*", (word("harb", beginning=True),)),
        ("#StormEdda", (Filter(Kind.TAG, "stormedda"),)),
        ("tag:storm*", (Filter(Kind.TAG, "storm", beginning=True),)),
        ('outlet:"Harbour Gazette"', (Filter(Kind.OUTLET, "Harbour Gazette"),)),
        ("site:herald.example", (Filter(Kind.OUTLET, "herald.example"),)),
        ("lang:Arabic lang:pt-BR", (Filter(Kind.LANGUAGE, "ar"), Filter(Kind.LANGUAGE, "pt"))),
        ("title:a by:b", (word("a", where=Where.TITLE), word("b", where=Where.AUTHOR))),
        ("16:30", (Words("16:30", ("16", "30")),)),
        ("東京都", (Words("東京都", ("東京", "京都")),)),
        ("天", (Words("天", ("天",), beginning=True),)),
        ("والكتاب", (Words("والكتاب", ("كتاب",)),)),
    ],
)
def test_what_is_typed_becomes_a_tree(typed, asked):
    assert read(typed).of == asked
    assert read(typed).hints == ()


def test_days_and_the_place_of_words_hold_for_the_whole_search():
    assert read("a after:2025-10 before:7d in:title") == Asked((A,), "2025-10", "7d", in_title=True)


@pytest.mark.parametrize(
    ("typed", "hint", "of"),
    [
        ("a after:someday", "“someday” is no day", (A,)),
        ("a after:2025-02-30", "is no day", (A,)),
        ("a lang:klingon", "“klingon” is no language", (A,)),
        ("a OR after:2025", "holds for a whole search", (A,)),
        ("-in:title a", "holds for a whole search", (A,)),
        ("a in:body", "in:title looks in headlines", (A,)),
        ("outlet: a", "without a space", (A,)),
        ("foo:bar", "“foo:” is nothing that a search knows", (Words("foo:bar", ("foo", "bar")),)),
        ("ha*", "write 3 letters", (word("ha"),)),
    ],
)
def test_what_is_not_understood_is_said_and_the_rest_is_searched(typed, hint, of):
    asked = read(typed)
    assert asked.of == of
    assert hint in "".join(asked.hints)


def test_a_search_is_bounded():
    assert len(read(" ".join(f"w{n}" for n in range(90))).of) == MOST_TERMS
    assert "Only the first 500 characters" in read("a " * LONGEST).hints[0]
    deep = "".join(f"(a{n} OR b{n} (c{n} " for n in range(12)) + "d" + "))" * 12
    assert "too deep" in read(deep).hints[0]
    assert depth(read(deep)) <= 2 * DEEPEST + 2
    assert read("(" * 200 + "a" + ")" * 200).of == (A,)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Économie -cher", ("economie",)),
        ('"old bridge"', ("old", "bridge")),
        ("東京都", ("東京都",)),
        ("天", ("天*",)),
        ("harb*", ("harb*",)),
        ("a OR (b -c)", ("a", "b")),
        ("title:a by:b tag:c", ("a",)),
    ],
)
def test_the_words_to_mark_are_those_that_are_wanted(typed, shown):
    assert marks(read(typed)) == shown


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("a", None, None),
        ("after:2025-10-09", 1_759_968_000, None),
        ("before:2025-10-09", None, 1_759_968_000 + DAY - 1),
        ("after:2025-10 before:2025-10", 1_759_276_800, 1_761_955_199),
        ("after:7d", NOW - 7 * DAY, None),
        ("before:12h", None, NOW - DAY // 2),
        ("after:yesterday before:yesterday", 1_759_968_000 - DAY, 1_759_968_000 - 1),
    ],
)
def test_both_days_belong_to_a_search(typed, first, last):
    assert bounds(read(typed), NOW) == (first, last)


PIECES = [
    *(
        "a",
        "bridge",
        "كتاب",
        "東京都",
        "天",
        " ",
        " ",
        " ",
        '"',
        "“",
        "-",
        "(",
        ")",
        " OR ",
        " AND ",
        " NOT ",
        "*",
        ":",
    ),
    *("outlet:", "tag:", "#", "lang:ar", "author:", "in:title", "after:7d", "before:2025", "title:", "'", "\\", "\0"),
]
TYPED = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


@settings(max_examples=300, deadline=None)
@given(TYPED)
@example('"a*"*')
@example("-(a OR (b -c)) OR d")
def test_every_search_can_be_written_so_that_it_is_read_the_same(typed):
    asked = read(typed)
    assert replace(read(write(asked)), hints=()) == replace(asked, hints=())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=700))
def test_every_search_has_bounded_terms_and_times(typed):
    asked = read(typed)
    assert len(asked.of) <= MOST_TERMS
    bounds(asked, NOW)
    marks(asked)


def depth(node):
    inner = node.of if isinstance(node, Asked | Either | Every) else (node.of,) if isinstance(node, Not) else ()
    return 1 + max(map(depth, inner), default=0)
