"""The table of notes/rights.md: each signal under each policy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model.rights import EXCERPT, Permissions, Place, Policy, Rights, Said, Signal, may, reasons

NOW = 1_760_000_000
BY = "https://creativecommons.org/licenses/by/4.0/"
S = Signal


def said(*signals):
    """Rights of signals, or of pairs of a signal and its value."""
    pairs = [one if isinstance(one, tuple) else (one, "") for one in signals]
    return Rights(tuple(Said(signal, Place.ROBOTS_META, value) for signal, value in pairs))


def refused(policy, *signals):
    """Which permissions are not given, and the length of the excerpt where it is shorter."""
    given = may(said(*signals), policy, NOW)
    names = {name for name in Permissions.__slots__ if name != "excerpt" and not getattr(given, name)}
    return names | ({given.excerpt} if given.excerpt != EXCERPT else set())


PASSED, COMING = (S.UNAVAILABLE_AFTER, str(NOW)), (S.UNAVAILABLE_AFTER, str(NOW + 1))


@pytest.mark.parametrize(
    ("signals", "missing"),
    [
        ((), set()),
        ((S.NOARCHIVE,), {"export", "keep"}),
        ((S.TDM,), {"model", "export"}),
        ((S.NO_AI,), {"model"}),
        ((S.NO_IMAGE_AI,), set()),
        ((S.NO_TRAINING,), set()),
        ((S.PAID,), {"export"}),
        ((S.NOIMAGEINDEX,), {"picture", "pictures"}),
        ((S.NO_PREVIEW,), set()),
        ((PASSED,), {"export"}),
        ((COMING,), set()),
        ((S.NOSNIPPET,), set()),
        (((S.MAX_SNIPPET, "20"),), set()),
        ((S.NOINDEX,), set()),
        ((S.NO_SEARCH,), set()),
        (((S.LICENCE, BY),), set()),
        ((S.NOARCHIVE, S.NO_AI, S.NOIMAGEINDEX), {"export", "keep", "model", "picture", "pictures"}),
    ],
)
def test_private_readers_keep_what_they_were_let_read_and_machines_and_copies_are_as_the_outlet_says(signals, missing):
    assert refused(Policy.PRIVATE, *signals) == missing


USUAL = {"whole", "summarise", "model", "export", "pictures"}  # what the public is never given without a licence
OPEN = (S.LICENCE, BY)


@pytest.mark.parametrize(
    ("signals", "missing"),
    [
        ((), USUAL),
        ((S.NOARCHIVE,), USUAL | {"keep"}),
        ((S.NOSNIPPET,), USUAL | {0}),
        (((S.MAX_SNIPPET, "20"),), USUAL | {20}),
        (((S.MAX_SNIPPET, "50"), (S.MAX_SNIPPET, "20")), USUAL | {20}),
        (((S.MAX_SNIPPET, "0"),), USUAL | {0}),
        (((S.MAX_SNIPPET, "5000"),), USUAL),
        ((S.NOINDEX,), USUAL | {"found"}),
        ((S.NO_SEARCH,), USUAL | {"found", 0}),
        ((S.NOIMAGEINDEX,), USUAL | {"picture"}),
        ((S.NO_PREVIEW,), USUAL | {"picture"}),
        ((PASSED,), USUAL | {"listed", "found", "picture", 0}),
        ((COMING,), USUAL),
        ((S.TDM, S.NO_AI, S.NO_TRAINING, S.PAID), USUAL),
        ((OPEN,), {"pictures"}),
        ((OPEN, S.NOARCHIVE), USUAL | {"keep"}),
        ((OPEN, S.PAID), USUAL),
        ((OPEN, S.NOSNIPPET), USUAL | {0}),
        ((OPEN, (S.MAX_SNIPPET, "20")), USUAL | {20}),
        ((OPEN, (S.MAX_SNIPPET, "5000")), USUAL),
        ((OPEN, S.NO_AI), {"pictures", "summarise", "model"}),
        ((OPEN, S.TDM), {"pictures", "summarise", "model", "export"}),
        ((OPEN, S.NOIMAGEINDEX), {"pictures", "picture"}),
        ((OPEN, PASSED), USUAL | {"listed", "found", "picture", 0}),
    ],
)
def test_the_public_gets_excerpt_and_link_and_the_whole_where_a_licence_allows_it(signals, missing):
    assert refused(Policy.PUBLIC, *signals) == missing


@pytest.mark.parametrize(
    ("licence", "whole", "summarise"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", True, True),
        ("http://creativecommons.org/licenses/by-sa/3.0/de/", True, True),
        ("https://creativecommons.org/licenses/by-nd/4.0/", True, False),  # as it is, or not at all
        ("https://creativecommons.org/publicdomain/zero/1.0/", True, True),
        ("https://creativecommons.org/publicdomain/mark/1.0/", True, True),
        ("https://creativecommons.org/licenses/by-nc/4.0/", False, False),  # we cannot know who earns by an instance
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", False, False),
        ("https://creativecommons.org/", False, False),
        ("https://press.example/creativecommons.org/licenses/by/4.0/", False, False),
        ("https://press.example/terms", False, False),
    ],
)
def test_only_open_licences_count(licence, whole, summarise):
    given = may(said((S.LICENCE, licence)), Policy.PUBLIC, NOW)
    assert (given.whole, given.summarise) == (whole, summarise)


signals = st.builds(Said, st.sampled_from(Signal), st.sampled_from(Place), st.sampled_from(["", "0", "77", BY, "²"]))


@given(st.lists(signals, max_size=6), signals.filter(lambda one: one.signal is not S.LICENCE), st.sampled_from(Policy))
def test_another_word_never_allows_more_unless_it_is_a_licence(some, more, policy):
    before, after = (may(Rights(tuple(words)), policy, NOW) for words in (some, [*some, more]))
    assert all(getattr(after, name) <= getattr(before, name) for name in Permissions.__slots__)


@given(st.lists(signals, max_size=6))
def test_the_public_is_never_allowed_more_than_private_readers(some):
    public, private = (may(Rights(tuple(some)), policy, NOW) for policy in (Policy.PUBLIC, Policy.PRIVATE))
    assert all(getattr(public, name) <= getattr(private, name) for name in Permissions.__slots__)


def test_what_takes_a_permission_away_is_named():
    rights = said(OPEN, S.NOARCHIVE, S.NO_AI, S.NO_TRAINING)
    names = {name: [one.signal for one in reasons(rights, Policy.PUBLIC, NOW, name)] for name in ("whole", "model")}
    assert names == {"whole": [S.NOARCHIVE], "model": [S.NOARCHIVE, S.NO_AI]}
    assert not reasons(said(S.NO_TRAINING), Policy.PUBLIC, NOW, "whole")  # it is the policy
