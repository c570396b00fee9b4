"""What is wrong with the sources, on the page and as a feed."""

from xml.etree import ElementTree as ET

import pytest

from broadsheet.errors import Forbidden
from broadsheet.model.health import Ailment, Checkup, Discovery, Recovery, Remedy, Severity, Silence, Trouble
from broadsheet.model.sources import State
from tests.web.conftest import GAZETTE

ATOM = "{http://www.w3.org/2005/Atom}"
ALL = (Remedy.FIND, Remedy.CHECK, Remedy.REMOVE)


def ailing(paper, trouble=Trouble.SILENT, severity=Severity.POOR, **changes) -> Ailment:
    values = {
        "source": paper.source(),
        "since": paper.now - 26 * 86_400,
        "noticed": paper.now - 14 * 86_400,
        "observed": "Nothing new for 26 days.",
        "suggestion": "Open the outlet's site.",
        "remedies": ALL,
    }
    return Ailment(trouble=trouble, severity=severity, **{**values, **changes})


def test_the_page_says_what_is_wrong_and_offers_what_helps(ask, paper):
    paper.checkup = Checkup((ailing(paper),))
    html = ask("/sources").text
    for part in (
        "Need a look",
        "Nothing new for 26 days.",
        "13 September 2025",
        'action="/sources/3/find"',
        'action="/sources/3/check"',
        'href="/sources/3/remove"',
        'action="/sources/3/leave"',
        "Less comes than before",
        'href="/sources/health/feed.atom?key=adas-feed-key"',
    ):
        assert part in html


def test_when_all_is_well_the_page_says_nothing_of_it(ask):
    assert "Need a look" not in ask("/sources").text
    assert "Every source is well." in ask("/sources?ailing=1").text


def test_only_those_that_need_a_look_are_shown_when_asked_for(ask, paper):
    paper.listing = (paper.source(), paper.source(id=4, title="Well"))
    paper.checkup = Checkup((ailing(paper),))
    assert 'id="source-4"' in ask("/sources").text
    html = ask("/sources?ailing=1").text
    assert 'id="source-3"' in html and 'id="source-4"' not in html


def test_of_very_many_the_page_shows_the_worst_and_leads_to_the_rest(ask, paper):
    paper.checkup = Checkup(tuple(ailing(paper, source=paper.source(id=at)) for at in range(1, 31)))
    assert "The other 10" in ask("/sources").text
    assert ask("/sources?ailing=1").text.count('id="ailment-') == 30


def test_a_network_that_is_down_is_said_first(ask, paper):
    paper.checkup = Checkup((ailing(paper),), offline=True)
    assert "rather the network of this machine" in ask("/sources").text


def test_the_feed_has_an_entry_for_each_ailment_with_an_id_that_stays(ask, paper):
    paper.checkup = Checkup((ailing(paper),), recoveries=(Recovery(paper.source(id=5), paper.now - 9, paper.now),))
    first = ask("/sources/health/feed.atom")
    root = ET.fromstring(first.body)
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    since = paper.now - 26 * 86_400
    assert ids == [
        f"tag:localhost,2025:broadsheet/health/5/well/{paper.now}",
        f"tag:localhost,2025:broadsheet/health/3/silent/{since}",
    ]
    paper.now += 86_400
    assert ask("/sources/health/feed.atom").body == first.body
    assert ask("/sources/health/feed.atom", if_none_match=first.headers["etag"]).status == 304


def test_words_of_outlets_are_escaped_on_the_page_and_in_the_feed(ask, paper):
    evil = "<script>alert(1)</script>"
    source = paper.source(title=evil, url=f"https://a.example/{evil}")
    paper.checkup = Checkup((ailing(paper, source=source, observed=f"It said {evil}."),))
    paper.listing = (source,)
    assert evil not in ask("/sources").text
    for form in ("atom", "rss"):
        root = ET.fromstring(ask(f"/sources/health/feed.{form}").body)
        html = [each.text for each in root.iter() if each.tag in {f"{ATOM}content", "description"}]
        assert html and all(evil not in (words or "") for words in html)


def test_the_feed_is_for_those_who_look_after_sources(ask, paper):
    paper.fails = Forbidden("The sources are for the owner and the editors.")
    assert ask("/sources/health/feed.atom").status == 403


def test_what_was_found_can_be_taken_over(ask, paper):
    paper.discovery = Discovery(paper.source(), "https://harbour.example/new.xml", "Harbour", 20, paper.now)
    html = ask("/sources/3/find", form={}).text
    assert "20 entries" in html and 'value="https://harbour.example/new.xml"' in html
    answer = ask("/sources/3/take", form={"address": "https://harbour.example/new.xml"})
    assert answer.headers["location"] == "/sources?done=taken#source-3"
    assert paper.calls[-1][:3] == ("take_over", 3, "https://harbour.example/new.xml")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"fault": "Nothing there is a feed."}, "No other feed was found. Nothing there is a feed."),
        ({"url": "https://a.example/f", "same": True}, "which this source has already"),
        ({"url": "https://a.example/f", "taken": True}, "this one can go"),
    ],
)
def test_what_cannot_be_taken_over_says_why(ask, paper, found, words):
    if found.get("taken"):
        found = {**found, "taken": paper.source(id=9, title="Twin")}
    paper.discovery = Discovery(paper.source(state=State.FAILING), **found)
    html = ask("/sources/3/find", form={}).text
    assert words in html and "/sources/3/take" not in html


def test_an_ailment_is_set_aside_and_taken_up_again(ask, paper):
    answer = ask("/sources/3/leave", form={"trouble": "silent", "since": "5"})
    assert answer.headers["location"] == "/sources?done=left"
    assert paper.calls[-1] == ("leave", 3, Trouble.SILENT, 5, {})
    assert ask("/sources/3/leave", form={"trouble": "bored", "since": "5"}).status == 400
    paper.checkup = Checkup((), set_aside=2)
    assert "Show 2 again" in ask("/sources").text
    assert ask("/sources/health/show-all", form={}).status == 303


def test_an_outlets_page_says_why_it_is_silent(ask, paper):
    paper.silence = Silence(GAZETTE, paper.now - 26 * 86_400, "Its feed cannot be read at present.")
    html = ask("/outlet/1").text
    assert "Nothing new since" in html and "13 September 2025" in html and "cannot be read at present" in html
