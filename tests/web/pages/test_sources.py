import re

from broadsheet.errors import BadFile
from broadsheet.model.newsletters import Mailbox, Progress
from broadsheet.model.sources import Addition, State
from broadsheet.service import sources


def upload(data: bytes) -> dict[str, object]:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.opml"\r\nContent-Type: text/xml\r\n\r\n'
    return {"method": "POST", "body": head + data + b"\r\n--x--\r\n", "content_type": "multipart/form-data; boundary=x"}


def test_the_table_says_how_each_source_is_doing(ask):
    html = ask("/sources").text
    for part in ("Harbour Gazette", "Fine", "10 minutes ago", "in 20 minutes", "1,204", "Local", 'scope="row"'):
        assert part in html


def test_a_newsletter_is_called_so_and_waits_for_the_mailbox(ask, paper, now):
    url = "mailto:letter@tide.example?List-Id=tide.list.example"
    paper.listing = (paper.source(title="Tide Letter", url=url, next_look=None),)
    box = Mailbox("mail.home.example", 993, implicit=True, user="ada", password="secret", folder="News")
    paper.mailbox = (box, Progress(checked=now - 120, next_look=now + 180))
    html = ask("/sources").text
    for part in (
        "Newsletter</span> · letter@tide.example",
        "with the mailbox",
        "mail.home.example",
        "News",
        "in 3 minutes",
    ):
        assert part in html
    assert "secret" not in html


def test_what_is_wrong_with_the_mailbox_is_said(ask, paper, now):
    box = Mailbox("mail.home.example", 993, implicit=True, user="ada", password="secret")
    paper.mailbox = (box, Progress(checked=now, failures=1, reason="mail.home.example did not answer."))
    assert "<strong>mail.home.example did not answer.</strong>" in ask("/sources").text


def test_removing_a_newsletter_says_how_to_have_it_again(ask, paper, monkeypatch):
    monkeypatch.setattr(
        sources, "get", lambda *_: paper.source(title="Tide Letter", url="mailto:letter@tide.example?List-Id=t.example")
    )
    html = ask("/sources/3/remove").text
    assert "still subscribed" in html and ">mailto:letter@tide.example<" in html


def test_under_the_next_check_stands_why_it_is_then(ask, paper):
    paper.listing = (paper.source(look_because="every 12 min: 5 new articles an hour"),)
    assert "every 12 min: 5 new articles an hour" in ask("/sources").text


def test_failing_sources_come_first_with_their_reason(ask, paper):
    failing = paper.source(id=9, title="Zebra", state=State.FAILING, reason="It did not answer.", failures=4)
    gone = paper.source(id=8, title="Yak", state=State.GONE, reason="It is gone.", next_look=None)
    paper.listing = (paper.source(), failing, gone)
    html = ask("/sources").text
    assert re.findall(r'id="source-(\d+)"', html) == ["8", "9", "3"]
    assert "It did not answer." in html and "4 times in a row" in html and "not by itself" in html


def test_without_sources_the_page_offers_ways_to_begin(ask, paper):
    paper.listing = ()
    assert 'href="/welcome"' in ask("/sources").text


def test_addresses_are_added_one_a_line(ask, paper):
    paper.additions = (
        Addition("harbour.example", paper.source()),
        Addition("old.example", paper.source(id=4), known=True),
        Addition("none.example", fault="Nothing there is a feed."),
    )
    html = ask("/sources", form={"addresses": " harbour.example\r\n\r\nnone.example ", "folder": " Local "}).text
    assert paper.calls[0] == ("add", ["harbour.example", "none.example"], "Local", {})
    assert "1 source added" in html and "Already here" in html and "Nothing there is a feed." in html


def test_a_folder_name_that_is_none_is_refused(ask, paper):
    assert ask("/sources", form={"addresses": "a.example", "folder": "x" * 101}).status == 400
    assert ask("/sources", form={"addresses": "a.example", "folder": "a\0b"}).status == 400
    assert not paper.calls


def test_a_file_is_imported(ask, paper):
    paper.additions = (Addition("https://harbour.example/feed.xml", paper.source()),)
    answer = ask("/sources/import", **upload(b"<opml/>"))
    assert answer.status == 200 and paper.calls[0] == ("import_file", b"<opml/>", {})


def test_a_broken_file_is_answered_with_a_sentence(ask, paper):
    paper.fails = BadFile("This is not an OPML file.")
    answer = ask("/sources/import", **upload(b"x"))
    assert answer.status == 400 and "This is not an OPML file." in answer.text


def test_an_import_without_a_file_says_so(ask):
    answer = ask("/sources/import", form={})
    assert answer.status == 400 and "No file was chosen." in answer.text


def test_what_was_chosen_from_the_starter_list_is_added(ask, paper):
    paper.additions = (Addition("https://deich.example/f", paper.source()),)
    assert ask("/sources/starter", form={"feed": ["https://deich.example/f"]}).status == 200
    assert paper.calls[-1][:2] == ("choose", ["https://deich.example/f"])


def test_a_source_is_removed_after_a_second_question(ask, paper):
    assert "Remove <bdi>Harbour Gazette</bdi>?" in ask("/sources/3/remove").text
    answer = ask("/sources/3/remove", form={})
    assert (answer.status, answer.headers["location"]) == (303, "/sources?done=removed")
    assert "The source was removed." in ask("/sources?done=removed").text


def test_a_source_can_be_asked_now_and_so_can_all(ask, paper):
    assert ask("/sources/3/check", form={}).headers["location"] == "/sources?done=checking#source-3"
    assert ask("/sources/check", form={}).headers["location"] == "/sources?done=checking-all"
    assert paper.calls == [("check_now", 3, {}), ("check_now", {})]


def test_words_in_the_address_are_not_shown_as_ours(ask):
    assert "Call this number" not in ask("/sources?done=Call+this+number").text


def test_all_sources_leave_as_opml(ask):
    answer = ask("/sources.opml")
    assert answer.text == "<opml/>" and "attachment" in answer.headers["content-disposition"]
