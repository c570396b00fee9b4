"""Articles gathered into stories as they come."""

from dataclasses import replace

from broadsheet.model.related import Subject
from broadsheet.understand.stories.gathering import Gatherer, retire

_DAY = 86_400
_BRIDGE = (
    "The old stone bridge over the river Lenne in Altdorf collapsed on Monday morning after the flood, police said."
)
_CUP = "Harbour United won the northern cup final on penalties against Port Rovers after a goalless match on Saturday."
_TEXTS = [
    ("Bridge over the Lenne collapses in Altdorf", _BRIDGE),
    ("Harbour United win cup final on penalties", _CUP),
    ("Altdorf: flood brings down Lenne bridge", _BRIDGE + " Nobody was hurt when the bridge fell."),
    ("Penalties decide northern cup final for Harbour", _CUP + " The goalkeeper saved three."),
]


def _gathered(gatherer, numbers):
    stories = {}
    for number in numbers:
        title, text = _TEXTS[number % len(_TEXTS)]
        placement, trace = gatherer.place(Subject(number + 1, number + 1, number * 600, title, text))
        stories[number + 1] = trace = replace(trace, story=placement.story or number + 1)
        gatherer.put(trace)
    return stories


def test_articles_on_one_event_come_into_one_story():
    stories = {article: trace.story for article, trace in _gathered(Gatherer(), range(4)).items()}
    assert stories == {1: 1, 2: 2, 3: 1, 4: 2}


def test_a_restart_changes_no_assignment():
    without = _gathered(Gatherer(), range(8))
    kept = list(_gathered(Gatherer(), range(4)).values())
    again = Gatherer(retire(b"", kept[:1]))
    again.recall(kept[1:])
    again.put(kept[0])
    after = _gathered(again, range(4, 8))
    assert {article: trace.story for article, trace in after.items()} == {
        article: without[article].story for article in after
    }
