"""The walk: what a person does with Broadsheet on the first day, step by step, each with its picture.

The steps follow each other; each leaves behind what the next one needs. `tests/web/test_walk.py` runs them.
"""

import io
import re
import time
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import PASSWORD
from tests.postbox import Postbox, text_of
from tests.web.scenes import Scene

MEMBER = "bela@home.example"
PATIENCE = 90  # seconds: the jobs look each minute


class Walk:
    """`page`: the owner's browser. `another`: opens the browser of somebody else."""

    def __init__(
        self,
        page: Page,
        scene: Scene,
        postbox: Postbox,
        another: Callable[[], AbstractContextManager[Page]],
        pictures: Path | None,
    ) -> None:
        self.page, self.scene, self.postbox, self.another, self.pictures = page, scene, postbox, another, pictures
        self.steps = 0
        self.article = self.channel = ""

    def picture(self, name: str, page: Page | None = None) -> None:
        """A picture of a step, where pictures are wanted."""
        self.steps += 1
        if self.pictures:
            (page or self.page).screenshot(path=self.pictures / f"{self.steps:02} {name}.png", full_page=True)

    def until(self, path: str, words: str) -> None:
        """Load a page again and again until it shows these words."""
        deadline = time.monotonic() + PATIENCE
        self.page.goto(path)
        while words not in self.page.content() and time.monotonic() < deadline:
            time.sleep(0.5)
            self.page.goto(path)
        assert words in self.page.content(), f"{words} is not on {path}"

    def until_all_are_read(self) -> None:
        """Wait until no source is new any more: each has been asked, and its articles are here."""
        deadline = time.monotonic() + PATIENCE
        self.page.goto("/sources")
        while self.page.locator(".state.new").count() and time.monotonic() < deadline:
            time.sleep(0.5)
            self.page.goto("/sources")

    def first_run(self) -> None:
        """The first visit makes the owner."""
        page = self.page
        page.goto("/")
        expect(page).to_have_url(re.compile("/owner$"))
        self.picture("first run")
        page.get_by_label("Name").fill("Ada")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Make it mine").click()
        expect(page).to_have_url(re.compile("/welcome$"))

    def add_outlets(self) -> None:
        """The outlets are pasted, and become a front page."""
        page = self.page
        page.get_by_label("Addresses, one a line").fill("\n".join(self.scene.sources))
        self.picture("paste the outlets")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_role("heading", name=f"{len(self.scene.sources)} sources added")).to_be_visible()
        self.picture("added")
        self.until("/newest", self.scene.headline)
        page.goto("/")
        self.picture("front page")
        page.goto("/newest")

    def open_article(self) -> None:
        """The article is clean: no promotion, and the quotation that it cut is whole again."""
        page, scene = self.page, self.scene
        page.get_by_role("link", name=re.compile(scene.headline)).first.click()
        self.article = page.url
        expect(page.get_by_role("heading", level=1)).to_contain_text(scene.headline)
        text = page.locator(".body").inner_text()
        assert scene.promotion not in text
        places = [text.index(part) for part in scene.quote]
        assert max(places) - min(places) < 400, "the quotation is cut"
        expect(page.locator("article time").first).to_have_attribute("datetime", re.compile(r"^\d{4}-"))
        self.picture("article")

    def follow_hashtag(self) -> None:
        """A hashtag leads to its page, which has the article."""
        self.page.get_by_role("link", name=self.scene.hashtag, exact=True).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(self.scene.hashtag)
        expect(self.page.get_by_role("link", name=re.compile(self.scene.headline)).first).to_be_visible()
        self.picture("hashtag")
        self.page.goto(self.article)

    def see_receipts(self) -> None:
        """A key point is tapped: its words are marked in the article, and in sight."""
        page = self.page
        point = page.locator(".points a").first
        said = point.inner_text()
        point.click()
        marked = page.locator("mark#receipt")
        expect(marked).to_be_in_viewport()
        assert said.startswith(marked.inner_text())
        self.picture("receipt of a key point")
        page.get_by_text("Who said what").click()
        expect(page.locator(".quotes .speaker", has_text=self.scene.speaker).first).to_be_visible()
        page.get_by_text("Names and numbers").click()
        expect(page.locator(".facts dt").first).to_be_visible()
        self.picture("who said what, names and numbers")

    def talk(self) -> None:
        """The owner comments; an invited reader answers and flags; the owner resolves it, and the log says so."""
        page = self.page
        page.goto(self.article)
        page.get_by_label("Your comment").fill("We should **all** read this twice.")
        page.get_by_role("button", name="Post").click()
        expect(page.locator(".comment strong", has_text="all")).to_be_visible()
        page.goto("/readers")
        page.get_by_role("button", name="Make an invitation").click()
        invitation = page.locator(".fresh-link a").inner_text()
        self.picture("invitation")
        with self.another() as bela:
            bela.goto(invitation)
            bela.get_by_label("Name").fill("Bela")
            bela.get_by_label("Password").fill(PASSWORD)
            self.picture("invited", bela)
            bela.get_by_role("button", name="Come in").click()
            bela.goto(self.article)
            bela.get_by_role("link", name="Answer Ada").click()
            bela.get_by_label("Your words").fill("Twice is not enough.")
            bela.locator("main form button").first.click()
            expect(bela.get_by_text("Twice is not enough.")).to_be_visible()
            self.picture("answered", bela)
            bela.get_by_role("link", name="Flag what Ada said").click()
            bela.locator("input[name=reason]").first.check()
            self.picture("flag", bela)
            bela.get_by_role("button", name="Flag it").click()
        page.goto("/moderation")
        expect(page.get_by_text("Bela").first).to_be_visible()
        self.picture("queue")
        page.get_by_role("button", name="Keep it").first.click()
        page.goto("/moderation/log")
        expect(page.get_by_text("Ada").first).to_be_visible()
        self.picture("moderation log")

    def see_related(self) -> None:
        """A related card names its outlet once, says why it stands there, and leads on."""
        page = self.page
        page.goto(self.article)
        card = page.locator(".related .card", has_text=self.scene.related).first
        expect(card.locator(".outlet")).to_have_count(1)
        expect(card.locator("time")).to_be_visible()
        expect(card.locator(".reason")).to_contain_text(re.compile("^(Same story|Both on)"))
        card.locator(".headline a").click()
        expect(page.locator(".opener .outlet")).to_have_text(self.scene.related)
        self.picture("related article")

    def make_channel(self) -> None:
        """A channel, due in a minute; its public page has a QR code that leads to the page to join."""
        page = self.page
        page.goto("/channels")
        page.get_by_role("link", name=re.compile("Make a")).first.click()
        page.get_by_label("Name").fill("The day in brief")
        page.get_by_label(re.compile("^Invitation")).fill("Ten headlines, once a day.")
        self.set_time()
        self.picture("make a channel")
        page.get_by_role("button", name="Make the channel").click()
        page.get_by_role("link", name="Public page").click()
        self.channel = page.url
        self.picture("public page")

    def set_time(self) -> None:
        """The form of a channel: daily, at the next minute that is surely still to come."""
        at = datetime.now(UTC) + timedelta(minutes=1, seconds=10)
        self.page.get_by_label("Once a day").check()
        self.page.get_by_label("At", exact=True).fill(at.strftime("%H:%M"))
        self.page.get_by_label("In the time zone").select_option("UTC")

    def join(self) -> None:
        """Somebody without an account scans the code, gives an address, and says yes by the link in the mail."""
        here = self.page.viewport_size
        self.page.set_viewport_size({"width": 1440, "height": 900})  # the code is for desks: a phone has the link
        code = Image.open(io.BytesIO(self.page.locator("img.code").first.screenshot()))
        self.page.set_viewport_size(here)
        (found,) = zxingcpp.read_barcodes(code)
        with self.another() as phone:
            phone.goto(found.text)
            phone.get_by_label("Your e-mail address").fill(MEMBER)
            self.picture("join", phone)
            phone.get_by_role("button", name="Join by e-mail").click()
            expect(phone.get_by_role("heading", name="Look into your mail")).to_be_visible()
            mail = self.wait_for_mails(1)[0]
            phone.goto(re.search(r"http\S+/joining/\S+", text_of(mail))[0])
            self.picture("confirm", phone)
            phone.locator("main form button").click()
            expect(phone.locator("h1")).to_be_visible()
            self.picture("joined", phone)

    def wait_for_mails(self, number: int) -> list:
        """The mails to the member, once there are so many."""
        deadline = time.monotonic() + PATIENCE
        while len(self.postbox.to(MEMBER)) < number and time.monotonic() < deadline:
            time.sleep(0.3)
        found = self.postbox.to(MEMBER)
        assert len(found) >= number, f"{len(found)} mails came"
        return found

    def get_issue_and_leave(self) -> None:
        """The issue comes by mail; one click of a mail program (RFC 8058) ends it."""
        issue = self.wait_for_mails(2)[1]
        assert self.scene.related in text_of(issue) or self.scene.headline in text_of(issue)
        assert issue["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        self.page.set_content(text_of(issue, "html"))
        self.picture("issue by mail")
        self.page.goto(self.channel)
        self.picture("public page with the issue")
        leave = issue["List-Unsubscribe"].strip().strip("<>")
        with urllib.request.urlopen(leave, b"List-Unsubscribe=One-Click", timeout=20) as answer:
            assert answer.status == 200

    def hear_no_more(self) -> None:
        """The next issue is made, and nothing comes to who has left."""
        page = self.page
        page.goto("/sources")
        page.get_by_label("Addresses, one a line").fill(self.scene.later)
        page.get_by_role("button", name="Add", exact=True).click()
        self.until_all_are_read()
        page.goto(f"{self.channel}/edit")
        self.set_time()
        page.get_by_role("button", name="Save").click()
        self.until(self.channel, "Earlier")
        page.goto(f"{self.channel}/desk")
        self.picture("desk of the channel")
        time.sleep(2)
        assert len(self.postbox.to(MEMBER)) == 2
