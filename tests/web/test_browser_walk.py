"""A newcomer's walk through the demo in a real Chromium: first visit, reading, searching, adding, removing."""

import os
import re
import subprocess
import sys
import time

import pytest
from playwright.sync_api import Browser, Page, expect

from broadsheet.demo.press import Press
from tests.browser import PASSWORD
from tests.web.chromium import chromium, visitor


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def press():
    with Press() as running:
        yield running


@pytest.fixture(scope="module")
def address(press, tmp_path_factory):
    """A fresh Broadsheet that may read the press."""
    command = [sys.executable, "-m", "broadsheet", "up", "--port", "0", "--data", str(tmp_path_factory.mktemp("walk"))]
    settings = {"BROADSHEET_ALLOW_PRIVATE_ADDRESSES": "true", "BROADSHEET_HOST_PAUSE": "0"}
    process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True)
    yield re.search(r"http://\S+?(?=/ )", process.stdout.readline()).group()
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def owner(browser: Browser, address: str):
    """What the owner's browser keeps: the session."""
    with visitor(browser, address) as page:
        page.goto("/")
        expect(page).to_have_url(re.compile("/owner$"))
        page.get_by_label("Name").fill("Ada")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Make it mine").click()
        yield page.context.storage_state()


@pytest.fixture
def page(browser: Browser, address: str, owner):
    """A page of the owner's."""
    with visitor(browser, address, storage_state=owner, viewport={"width": 1280, "height": 900}) as opened:
        yield opened


def test_the_first_visit_leads_to_a_paper_that_can_be_read(page: Page, press):
    page.goto("/")
    expect(page).to_have_url(re.compile("/welcome$"))
    by_key = {outlet.key: outlet for outlet in press.outlets}
    page.get_by_label("Addresses, one a line").fill(f"{by_key['tidewick'].home}\n{by_key['sada'].source}\nnonsense")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("is not an address")).to_be_visible()
    until(page, "/newest", "Brannock Yard wins order")
    page.get_by_role("link", name=re.compile("Brannock Yard wins order")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Brannock Yard")
    expect(page.get_by_text("WhatsApp community")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^Read at"))).to_have_attribute("href", re.compile("^http"))


def test_an_opml_file_brings_the_others(page: Page, press, tmp_path):
    opml = tmp_path / "outlets.opml"
    opml.write_bytes(press.opml())
    page.goto("/sources")
    page.get_by_label("OPML file").set_input_files(opml)
    page.get_by_role("button", name="Import").click()
    until(page, "/sources", "answered 503")
    expect(page.get_by_role("row", name=re.compile("Grauhafener Tagblatt"))).to_be_visible()


def test_the_pictures_of_an_article_and_of_the_front_page_come_from_us(page: Page):
    asked = []
    page.on("response", lambda answer: asked.append(answer) if answer.request.resource_type == "image" else None)
    until(page, "/newest", "Brannock Yard wins order")
    page.get_by_role("link", name=re.compile("Brannock Yard wins order")).first.click()
    expect(page.locator(".lead-picture img")).to_be_visible()
    page.wait_for_load_state("networkidle")
    widths = "[...document.querySelectorAll('main img')].filter(e => e.complete).map(e => e.naturalWidth)"
    shown = page.evaluate(widths)
    assert shown and all(shown)
    assert {answer.status for answer in asked} == {200} and any("/media/" in answer.url for answer in asked)


def test_a_story_is_one_card_that_says_why_it_stands_there_and_leads_to_all_its_outlets(page: Page):
    until(page, "/", "Also in")
    page.get_by_text("Why first?").click()
    expect(page.locator(".why[open] .sum dd").first).to_have_text(re.compile(r"^\d+\.\d$"))
    page.locator(".also a", has_text="Also in").first.click()
    expect(page).to_have_url(re.compile(r"/story/\d+$"))
    outlets = page.locator(".reporters li").count()
    assert outlets > 1 and page.locator(".report").count() >= outlets
    page.get_by_text("How this story came together").click()
    expect(page.locator(".history li").first).to_contain_text("opened a story")
    page.locator(".report .headline a").first.click()
    expect(page.get_by_role("link", name=re.compile("^Same story: in"))).to_be_visible()


def test_a_search_finds_marks_and_leads_on(page: Page):
    until(page, "/search?q=ferries", "Brannock Yard")
    page.goto("/search")
    page.get_by_label("Words").fill("hydrogen ferries")
    page.get_by_label("Order").select_option("best")
    page.get_by_role("search").last.get_by_role("button", name="Search").click()
    expect(page.locator("mark").first).to_be_visible()
    page.locator("main article h2 a, main article h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("ferries", re.IGNORECASE))


def test_a_search_is_narrowed_saved_and_found_again(page: Page):
    until(page, "/search?q=ferries", "Brannock Yard")
    page.goto("/search?q=ferries")
    page.get_by_role("navigation", name="Narrow the search").get_by_role("link", name="#Tidewick", exact=True).click()
    expect(page.get_by_label("Words")).to_have_value("ferries tag:tidewick")
    expect(page.locator("[aria-current=true]")).to_have_text("#Tidewick")
    page.get_by_role("link", name="Search without tag:tidewick").click()
    expect(page.get_by_label("Words")).to_have_value("ferries")
    page.get_by_label("Name of the search").fill("All the boats")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All the boats")
    page.get_by_role("link", name="Saved searches").click()
    page.get_by_role("link", name="All the boats", exact=True).click()
    expect(page.locator("mark").first).to_be_visible()


def test_an_arabic_article_runs_from_right_to_left(page: Page):
    until(page, "/search?q=العبارات", "صدى المضيق</a>")
    page.locator("main article h2 a, main article h3 a").first.click()
    assert page.locator("article.reading").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/newest",
        "/section/science",
        "/story/1",
        "/story/1/desk",
        "/sources",
        "/welcome",
        "/outlets",
        "/search?q=storm",
        "/searches",
        "/article/1",
        "/me",
        "/readers",
        "/abilities",
        "/comments",
        "/moderation",
        "/channels",
        "/channels/new",
    ],
)
@pytest.mark.parametrize("width", [320, 390, 820])
def test_no_page_is_wider_than_the_screen(page: Page, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_reader_can_walk_by_keyboard_alone(page: Page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(60):  # past the sections, the hashtags of the day, and the outlet's name
        page.keyboard.press("Tab")
        if "/article/" in page.evaluate("document.activeElement.href || ''"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/article/"))


def test_a_source_is_removed_after_a_question_and_its_articles_stay(page: Page):
    page.goto("/sources")
    page.get_by_role("row", name=re.compile("Gull Rock Gazette")).get_by_text("Remove").click()
    page.get_by_role("button", name=re.compile("Remove")).click()
    expect(page.get_by_text("The source was removed.")).to_be_visible()


def until(page: Page, path: str, words: str) -> None:
    """Wait until the jobs have brought what a page is to show."""
    deadline = time.monotonic() + 60
    page.goto(path)
    while words not in page.content() and time.monotonic() < deadline:
        time.sleep(0.3)
        page.goto(path)
