"""A reader at the keyboard, in a real Chromium: keys, buttons in place, news announced, and no connection."""

import re
import threading

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from broadsheet import __version__
from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.service import readers
from broadsheet.web.app import create_app
from broadsheet.web.pages import live
from tests.browser import PASSWORD, free_port
from tests.store.samples import add_source, keep, numbered
from tests.web.chromium import chromium, visitor


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A Broadsheet with six articles, served in this process: the Context and the address."""
    port = free_port()
    with pytest.MonkeyPatch.context() as patch, open_context(Settings(data=tmp_path_factory.mktemp("reading"))) as ctx:
        patch.setattr(live, "PAUSE", 0.2)
        readers.create_owner(ctx, "Ada", PASSWORD)
        with ctx.database.write() as conn:
            source = add_source(conn, "north.example", ctx.clock())
            for number in range(6):
                keep(conn, source, numbered(number), ctx.clock(), tags=("Flood",))
        server = uvicorn.Server(
            uvicorn.Config(
                create_app(ctx, version=__version__), port=port, log_level="error", timeout_graceful_shutdown=1
            )
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        yield ctx, f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def owner(browser: Browser, paper):
    with visitor(browser, paper[1]) as page:
        page.goto("/sign-in")
        page.get_by_label("Name").fill("Ada")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page).to_have_url(re.compile("/$"))
        yield page.context.storage_state()


@pytest.fixture
def page(browser: Browser, paper, owner):
    with visitor(browser, paper[1], storage_state=owner) as opened:
        opened.goto("/")
        yield opened


@pytest.fixture
def lonely(browser: Browser, paper, owner):
    """The same page, where it is no fault that something cannot be had."""
    with visitor(browser, paper[1], elsewhere=True, storage_state=owner) as opened:
        opened.goto("/")
        yield opened


def _focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent")


def test_the_paper_is_read_by_keyboard_alone(page: Page):
    headlines = page.locator("main .card .headline a").all_text_contents()
    page.keyboard.press("j")
    assert _focused(page) == headlines[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert _focused(page) == headlines[1]
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text(headlines[1])
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page).to_have_url(re.compile("/history$"))
    expect(page.get_by_role("link", name=headlines[1])).to_be_visible()


def test_a_key_saves_the_article_in_focus_and_says_so(page: Page):
    page.keyboard.press("j")
    title = _focused(page)
    page.keyboard.press("s")
    expect(page.locator("#said")).to_have_text("Saved.")
    page.goto("/saved")
    expect(page.get_by_role("link", name=title)).to_be_visible()
    page.get_by_role("button", name=f"Take off this list: {title}").click()
    expect(page.get_by_text("Nothing is saved.")).to_be_visible()


def test_a_button_answers_in_place_and_keeps_the_focus(page: Page):
    page.locator("main .card .headline a").first.click()
    page.evaluate("window.stayed = true")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Saved")).to_be_focused()
    page.get_by_role("button", name="Mark as unread").click()
    expect(page.get_by_role("button", name="Mark as read")).to_be_focused()
    page.get_by_role("button", name="Saved").click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()
    assert page.evaluate("window.stayed")


def test_the_keys_are_listed_and_a_field_keeps_its_letters(page: Page):
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jogging?")
    expect(page.get_by_role("searchbox")).to_have_value("jogging?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_news_is_announced_and_nothing_moves(page: Page, paper):
    ctx, _ = paper
    expect(page.locator("#news")).to_be_hidden()
    before = page.locator("main .card .headline a").all_text_contents()
    with ctx.database.write() as conn:
        keep(conn, add_source(conn, "south.example", ctx.clock()), numbered(77), ctx.clock())
    expect(page.locator("#news")).to_have_text("1 new article")
    assert page.locator("main .card .headline a").all_text_contents() == before
    page.get_by_role("link", name="1 new article").click()
    expect(page.get_by_role("link", name=numbered(77).title)).to_be_visible()


def test_the_last_pages_are_read_without_a_connection(lonely: Page):
    page = lonely
    title = page.locator("main .card:not(.read) .headline a").first.text_content()
    page.reload()
    page.wait_for_function("async () => (await (await caches.open('pages')).keys()).length > 6")
    page.context.set_offline(True)
    page.goto("/")
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.goto("/outlets")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.context.set_offline(False)
    page.goto("/history")
    expect(page.get_by_role("link", name=title)).to_have_count(0)


def test_signing_out_leaves_nothing_on_the_device(page: Page):
    page.reload()
    page.wait_for_function("async () => (await (await caches.open('pages')).keys()).length > 1")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page).to_have_url(re.compile("/sign-in"))
    page.wait_for_function("async () => (await caches.keys()).length === 0")
