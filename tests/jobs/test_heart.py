"""The sign of life that a worker gives, and its name."""

import threading

import pytest

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.jobs import heart
from broadsheet.service import workers


@pytest.fixture
def ctx(tmp_path):
    with open_context(Settings(data=tmp_path)) as context:
        yield context


def test_a_worker_whose_name_another_has_taken_stops(ctx, monkeypatch):
    monkeypatch.setattr(heart, "BEAT", 0.02)
    stopped = threading.Event()
    first = heart.Heart(ctx, "north", "1", stopped.set)
    second = heart.Heart(ctx, "north", "1", pytest.fail)
    first.start()
    assert stopped.wait(20)
    first.stop()
    first.say_good_bye()
    assert workers.alive(ctx) == ("north",)
    second.say_good_bye()
    assert workers.alive(ctx) == ()


def test_the_name_of_a_data_folder_stays(tmp_path):
    (tmp_path / "copy").mkdir()
    name = heart.name_of(tmp_path)
    assert heart.name_of(tmp_path) == name != heart.name_of(tmp_path / "copy")
