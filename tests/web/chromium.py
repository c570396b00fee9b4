"""A real Chromium, and pages in it that fail a test when anything goes wrong in them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that `make test` installed, or the one that is here."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), str(MAC) if MAC.exists() else None)
    with sync_playwright() as playwright:
        if not found and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("there is no Chromium here: make test installs one")
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def visitor(browser: Browser, address: str, *, elsewhere: bool = False, **options: Any) -> Iterator[Page]:
    """A page of its own. Afterwards: no script failed, nothing was refused, nothing was asked of anybody but us.

    `elsewhere`: the outlets are a replay's, which has no pictures: that they are missing is no fault.
    """
    context = browser.new_context(base_url=address, **options)
    opened, faults = context.new_page(), []
    if not elsewhere:
        opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("request", lambda request: None if _is_ours(request.url, address) else faults.append(request.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert not faults


def _is_ours(url: str, address: str) -> bool:
    """Whether a request is to the Broadsheet at `address`, not only to its machine, where the outlets may be too."""
    return url.startswith((address.rstrip("/") + "/", "data:", "about:"))
