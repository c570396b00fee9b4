"""Articles gathered into stories as they come."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.model.related import Subject
from broadsheet.understand.stories.gathering import Gatherer, retire

_DAY = 86_400
_BRIDGE = (
    "The old stone bridge over the river Lenne in Altdorf collapsed on Monday morning after the flood, police said."
)
_CUP = "Harbour United won the northern cup final on penalties against Port Rovers after a goalless match on Saturday."
_FIRE = "A warehouse fire in the Westhaven docks burned for nine hours; crews from six counties brought foam and pumps."
_VOTE = "Parliament in Estmark voted down the pension reform by three votes and minister Ilse Brandt resigned at once."
_TEXTS = [
    ("Bridge over the Lenne collapses in Altdorf", _BRIDGE),
    ("Harbour United win cup final on penalties", _CUP),
    ("Altdorf: flood brings down Lenne bridge", _BRIDGE + " Nobody was hurt when the bridge fell."),
    ("Penalties decide northern cup final for Harbour", _CUP + " The goalkeeper saved three."),
    ("Westhaven warehouse fire burns through the night", _FIRE),
    ("Estmark pension reform fails, minister resigns", _VOTE),
]


def _put(gatherer, id_, title, text="", *, dated=0):
    placement, trace = gatherer.place(Subject(id_, id_, dated, title, text))
    trace = replace(trace, story=placement.story or id_)
    gatherer.put(trace)
    return placement, trace


def _gathered(gatherer, stream):
    """The traces of (title, text, date) as they come; stories that are shown to be one go together at once."""
    traces = {}
    for id_, (title, text, dated) in stream:
        placement, traces[id_] = _put(gatherer, id_, title, text, dated=dated)
        for other in placement.merges:
            for trace in [trace for trace in traces.values() if trace.story == other]:
                traces[trace.article_id] = replace(trace, story=placement.story)
                gatherer.put(traces[trace.article_id])
    return traces


def _stories(traces):
    return {id_: trace.story for id_, trace in traces.items()}


def _stream(numbers):
    return [(number + 1, (*_TEXTS[number % 4], number * 600)) for number in numbers]


def test_articles_on_one_event_come_into_one_story():
    assert _stories(_gathered(Gatherer(), _stream(range(4)))) == {1: 1, 2: 2, 3: 1, 4: 2}


def test_headlines_alone_are_gathered_too():
    stream = [(id_, (title, "", id_ * 600)) for id_, (title, _) in enumerate(_TEXTS, 1)]
    assert _stories(_gathered(Gatherer(), stream)) == {1: 1, 2: 2, 3: 1, 4: 2, 5: 5, 6: 6}


def test_a_story_lives_as_long_as_it_gets_coverage():
    daily = [(id_, (*_TEXTS[0], id_ * _DAY)) for id_ in range(1, 31)]
    assert set(_stories(_gathered(Gatherer(), daily)).values()) == {1}


def test_what_comes_back_after_a_week_is_a_new_story_that_names_the_article_it_goes_on_from():
    gatherer = Gatherer()
    _gathered(gatherer, _stream(range(2)))
    placement, _ = _put(gatherer, 9, *_TEXTS[2], dated=9 * _DAY)
    assert (placement.story, placement.nearest) == (None, 1)
    assert placement.score > 0.2


def test_an_article_on_two_stories_that_are_one_shows_it():
    gatherer = Gatherer()
    for id_ in (1, 2):  # two stories, by hand, on the same event
        _, trace = gatherer.place(Subject(id_, id_, id_, *_TEXTS[0]))
        gatherer.put(replace(trace, story=id_))
    for id_, (title, text) in enumerate(_TEXTS[3:], 3):
        _put(gatherer, id_, title, text)
    placement, _ = _put(gatherer, 9, *_TEXTS[2])
    assert {placement.story, *placement.merges} == {1, 2}


def test_an_article_that_is_moved_takes_its_words_along():
    gatherer = Gatherer()
    _, one = _put(gatherer, 1, *_TEXTS[0])
    _put(gatherer, 2, *_TEXTS[1])
    gatherer.put(replace(one, story=7))
    assert _put(gatherer, 3, *_TEXTS[2])[0].story == 7


@pytest.mark.parametrize(
    "title",
    [
        "Lenne bridge in Altdorf: live updates",
        "Horoscope for Monday",
        "News in brief: a bridge",
        "Altdorf-Liveticker",
    ],
)
def test_live_blogs_and_round_ups_gather_no_others(title):
    gatherer = Gatherer()
    _put(gatherer, 1, title, _BRIDGE)
    assert _put(gatherer, 2, *_TEXTS[2])[0].story is None


def test_an_article_that_is_near_to_many_unlike_stories_gathers_no_others():
    gatherer = Gatherer()
    for id_, number in enumerate((0, 1, 4, 5), 1):
        _put(gatherer, id_, *_TEXTS[number])
    _put(gatherer, 5, "What happened", " ".join((_BRIDGE, _CUP, _FIRE, _VOTE)))
    assert [_put(gatherer, 10 + number, *_TEXTS[number])[0].nearest for number in (2, 3)] == [1, 2]


def test_a_wrong_date_in_the_future_makes_nothing_forgotten():
    gatherer = Gatherer()
    _gathered(gatherer, _stream(range(2)))
    _put(gatherer, 8, *_TEXTS[5], dated=10_000 * _DAY)
    assert _put(gatherer, 9, *_TEXTS[2], dated=1200)[0].story == 1


_WORDS = st.lists(
    st.sampled_from(["bridge", "flood", "cup", "final", "fire", "vote", "dock", "pier", "mayor", "Đà", "Nẵng", "洪水"]),
    max_size=12,
)
_ARTICLES = st.lists(
    st.tuples(
        st.one_of(_WORDS.map(" ".join), st.text(max_size=20)),
        st.one_of(_WORDS.map(" ".join), st.text(max_size=40)),
        st.integers(-5 * _DAY, 40 * _DAY),
    ),
    max_size=12,
)


def _asked(stream):
    """The same articles again, as new ones, two days later."""
    return [Subject(100 + id_, 1, dated + 2 * _DAY, title, text) for id_, (title, text, dated) in stream]


@settings(max_examples=25, deadline=None)
@given(_ARTICLES, st.integers(0, 12))
def test_a_restart_anywhere_changes_nothing_whatever_comes_in_whatever_order(articles, at):
    stream = list(enumerate(articles, 1))
    without = _gathered(Gatherer(), stream)
    first = Gatherer()
    kept = _gathered(first, stream[:at])
    again = Gatherer()
    again.recall(kept.values())
    assert [again.place(one) for one in _asked(stream)] == [first.place(one) for one in _asked(stream)]
    assert _stories(_gathered(Gatherer(), stream)) == _stories(without)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=60), st.integers(0, 60))
def test_what_is_too_old_may_be_retired(numbers, at):
    stream = [(id_, (*_TEXTS[number], id_ * _DAY)) for id_, number in enumerate(numbers, 1)]
    traces = list(_gathered(Gatherer(), stream).values())
    horizon = (len(traces) - 14) * _DAY
    old = [trace for trace in traces if trace.dated < horizon]
    again, whole = Gatherer(retire(retire(b"", old[: at % 7]), old[at % 7 :])), Gatherer()
    again.recall([trace for trace in traces if trace.dated >= horizon])
    whole.recall(traces)
    for number in range(6):
        subject = Subject(100 + number, 1, (len(traces) + 1) * _DAY, *_TEXTS[number])
        assert again.place(subject) == whole.place(subject)


_YOUNG = [
    "Der Bäcker in der Altstadt öffnet nach dem Umbau wieder, und die Kunden stehen schon vor der Tür.",
    "Le moulin de la vallée tourne de nouveau, et les habitants du village en sont très heureux.",
    "The seals came back to the harbour wall this week, and the wardens have asked people to keep away from them.",
    "The council will vote on the new bus fares this week, and the mayor has said that they would be lower for most.",
    "A library of tools has lent its ten thousandth item, and the people who run it have said that it was a ladder.",
    "The prize for the best novel went to a writer who has kept shop all her life, and the jury said it was not close.",
]


def test_in_a_young_archive_small_words_gather_nothing():
    gatherer, stories = Gatherer(), []
    for number, text in enumerate(_YOUNG, 1):
        placement, trace = gatherer.place(Subject(number, number, number * 600, text.split(",")[0], text))
        stories.append(placement.story or number)
        gatherer.put(replace(trace, story=stories[-1]))
    assert stories == list(range(1, len(_YOUNG) + 1))


def test_a_live_blog_is_told_by_its_entries_and_gathers_nothing():
    gatherer = Gatherer()
    entries = "\n\n".join(f"{hour}:15 · {title}\n\n{text}" for hour, (title, text) in enumerate(_TEXTS, 10))
    _, blog = gatherer.place(Subject(1, 1, 0, "The day in Altdorf", entries))
    gatherer.put(replace(blog, story=1))
    placement, _ = gatherer.place(Subject(2, 2, 600, *_TEXTS[0]))
    assert placement.story is None
