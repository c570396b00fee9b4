"""Following an outlet without a feed, in a real Chromium: add its address, look at the proposals, change, save."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PASSWORD
from tests.outlet import Answer, Outlet, article, title
from tests.web.chromium import chromium, visitor

SLUGS = ("northern-pier-to-be-rebuilt-soon", "ferry-runs-at-night-from-spring", "school-garden-feeds-two-hundred")


@pytest.fixture(scope="module")
def outlet():
    items = "".join(
        f"<li class=teaser><h2><a href='/{slug}'>{title(slug)}</a></h2><time>9 October 2025</time></li>"
        for slug in SLUGS
    )
    with Outlet() as running:
        running.pages["/"] = Answer(f"<html lang=en><title>Harbour Post</title><ul>{items}</ul></html>".encode())
        running.pages |= {f"/{slug}": Answer(article(title(slug)).encode()) for slug in SLUGS}
        yield running


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A fresh Broadsheet that may read the outlet."""
    command = [sys.executable, "-m", "broadsheet", "up", "--port", "0", "--data", str(tmp_path_factory.mktemp("page"))]
    settings = {"BROADSHEET_ALLOW_PRIVATE_ADDRESSES": "true", "BROADSHEET_HOST_PAUSE": "0"}
    process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True)
    yield re.search(r"http://\S+?(?=/ )", process.stdout.readline()).group()
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, address: str):
    with visitor(browser, address, viewport={"width": 390, "height": 900}) as opened:
        yield opened


def test_an_outlet_without_a_feed_is_followed_by_its_page(page: Page, outlet: Outlet):
    page.goto("/")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make it mine").click()
    page.goto("/sources")
    page.get_by_label("Addresses, one a line").fill(outlet.address)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Harbour Post")
    expect(page.get_by_role("link", name=title(SLUGS[0]))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Its date").fill("time:first")
    page.get_by_role("button", name="Preview again").click()
    expect(page.get_by_text("conditions with a colon")).to_be_visible()
    page.get_by_label("Its date").first.fill("li time")
    page.get_by_role("button", name="Add this source").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 source added")
    page.goto("/sources")
    page.get_by_role("link", name="Change: Harbour Post").click()
    expect(page.get_by_label("Its date").first).to_have_value("li time")
    page.get_by_label("Its date").first.fill("")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("read by its new selectors")).to_be_visible()
