"""The first day with Broadsheet, as a person: from the first run to the last mail. `make walk` keeps the pictures."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.conftest import SHARED
from tests.postbox import Postbox
from tests.web import scenes
from tests.web.chromium import chromium, visitor
from tests.web.walk import Walk

WIDTHS = {390: "dark", 1440: "light"}


@contextmanager
def running(folder: Path, settings: dict[str, str]):
    """A fresh Broadsheet with these settings."""
    command = [sys.executable, "-m", "broadsheet", "up", "--port", str(scenes.free_port()), "--data", str(folder)]
    given = {f"BROADSHEET_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(command, env={**os.environ, **given}, stdout=subprocess.PIPE, text=True)
    try:
        yield re.search(r"http://\S+?(?=/ )", process.stdout.readline()).group()
    finally:
        process.kill()
        process.wait()


def places(pictures: Path | None):
    """Once, at the reference page's outlets where they are at hand; with pictures, everywhere and at all widths."""
    if pictures:
        return [(name, width) for name in ("seed", "demo") for width in WIDTHS]
    return [("seed" if SHARED.exists() else "demo", 1440)]


def pytest_generate_tests(metafunc):
    if "place" in metafunc.fixturenames:
        found = places(metafunc.config.getoption("--pictures"))
        metafunc.parametrize(("place", "width"), found, ids=[f"{name}-{width}" for name, width in found])


def test_the_first_day(place, width, tmp_path, pytestconfig, request):
    scene_of = partial(scenes.seed, request.getfixturevalue("shared")) if place == "seed" else scenes.demo
    pictures = pytestconfig.getoption("--pictures")
    folder = Path(pictures, f"{place} {width}") if pictures else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": WIDTHS[width]}
    with scene_of() as scene, Postbox() as postbox, chromium() as browser:
        mail = {"smtp": postbox.address, "mail_from": "The paper <paper@home.example>"}
        with running(tmp_path, {**scene.settings, **mail}) as address:
            another = partial(visitor, browser, address, elsewhere=scene.elsewhere, **options)
            with another() as page:
                walk = Walk(page, scene, postbox, another, folder)
                walk.first_run()
                walk.add_outlets()
                walk.open_article()
                walk.follow_hashtag()
                walk.see_receipts()
                walk.talk()
                walk.see_related()
                walk.make_channel()
                walk.join()
                walk.get_issue_and_leave()
                walk.hear_no_more()
