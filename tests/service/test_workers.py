"""The signs of life of those who run the jobs."""

import pytest

from broadsheet.errors import BadSettings
from broadsheet.service import workers
from broadsheet.store import workers as store


def test_a_worker_that_is_silent_for_two_minutes_is_counted_as_dead_until_it_is_back(ctx, clock):
    north = workers.begin(ctx, "north")
    clock.now += 60
    workers.begin(ctx, "south")
    clock.now += 61
    assert workers.alive(ctx) == ("south",)
    assert workers.beat(ctx, "north", north)
    assert workers.alive(ctx) == ("north", "south")
    workers.end(ctx, "north", north)
    assert workers.alive(ctx) == ("south",)


@pytest.mark.parametrize(("off", "side"), [(45.2, "45 seconds ahead of"), (-11.0, "11 seconds behind")])
def test_a_worker_with_a_wrong_clock_does_not_begin(ctx, monkeypatch, off, side):
    monkeypatch.setattr(store, "clock_off", lambda _: off)
    with pytest.raises(BadSettings, match=side):
        workers.begin(ctx, "north")
