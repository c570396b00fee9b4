"""A public Broadsheet hands the words of an article's text to nobody: no page, feed, mail, issue or export has them.

The real app on a real database, walked whole as a visitor, as a reader and as the owner.
"""

import re
import subprocess
import sys
from dataclasses import replace
from itertools import product

import pytest

from broadsheet.model.articles import Article, SafeHtml
from broadsheet.model.listings import Image
from broadsheet.model.moments import Moment
from broadsheet.model.readers import Role
from broadsheet.model.revisions import ChangeKind
from broadsheet.model.rights import Place, Policy, Rights, Said, Signal
from broadsheet.service import answers, articles, channels, comments, ingest, issues
from broadsheet.store import articles as store
from broadsheet.web.app import PAGES
from tests.postbox import text_of
from tests.service.broadcast import ALICE, EDITOR
from tests.store.samples import add_source, insight, keep
from tests.web.paperboy import paperboy

MARK = "Qzmarked"  # a name that stands in the text, well behind its beginning, and nowhere else
GETS = sorted({route.path for page in PAGES for route in page.router.routes if "GET" in route.methods})
COMMANDS = [["sources", "--json"], ["export"]]
WHO = (Role.READER, Role.OWNER)  # an editor is shown what is between the two
OPENING = "The harbour council met on Tuesday and spoke about the pier for three hours. " * 5
REST = (
    f"In the end Mayor Anna {MARK} rose and asked for silence. “The {MARK} pier will stand again before winter comes,” "
    f"said Mayor Anna {MARK}. It will cost 4.2 million crowns at {MARK} Wharf. Nobody at {MARK} Wharf disagreed."
)


def story(host, text, rights=()):
    picture = f"https://{host}/{MARK}.jpg"
    html = f"<p>{text}</p><figure><img src='{picture}' alt='{MARK}'></figure>"
    return Article(
        url=f"https://{host}/pier", title=f"The pier of {host}", html=SafeHtml(html), text=text, language="en",
        image=Image(f"https://{host}/pier.jpg"), rights=Rights(rights),
    )  # fmt: skip


def house(folder, **settings):
    return paperboy(folder, anonymous_reading=True, **settings)


def fill(boy):
    """An article that was changed, is talked about and was mailed; and one that asks for no picture and no excerpt."""
    room, now = boy.room, boy.clock.now
    boy.key = room.channel().key
    room.join(channels.public(room.ctx, boy.key).channel, ALICE)
    with room.ctx.database.write() as conn:
        said = (Said(Signal.NOSNIPPET, Place.ROBOTS_META), Said(Signal.NOIMAGEINDEX, Place.ROBOTS_META))
        source = add_source(conn, "gazette.example", now)
        hidden = replace(story("gazette.example", f"{MARK} begins it. {OPENING}", said), lead=f"{MARK} leads.")
        keep(conn, source, hidden, now, tags=("Pier",))
        source = add_source(conn, "herald.example", now)
        dated = Moment(now, "2025-10-09T08:53:20Z")
        first = replace(story("herald.example", OPENING + REST.replace("4.2", "42")), published=dated)
        article_id = keep(conn, source, first, now, tags=("Pier",)).id
        second = replace(first, text=OPENING + REST, html=SafeHtml(f"<p>{OPENING}{REST}</p>"))
        store.renew(conn, article_id, second, insight("Pier"), [], now, 2, None, (ChangeKind.NUMBER,))
    comments.post(room.ctx, boy.reader(Role.READER), article_id, "What do you think?")
    ingest.gather(room.ctx)
    boy.clock.now += 86_400
    issues.make_due(room.ctx)
    room.post()


def addresses(boy):
    """Every address that a GET route can have here, searches and receipts included."""
    numbers = [str(issue.id) for issue in channels.overview(boy.room.ctx, EDITOR, boy.key).issues]
    known = {"key": [boy.key, "pier"], "number": numbers, "form": ["rss", "atom", "json"]}
    for path in GETS:
        names = re.findall(r"\{(\w+)(?::\w+)?\}", path)
        for values in product(*(known.get(name, ["1", "2"]) for name in names)):
            filled = iter(values)
            filled_in = re.sub(r"\{[^}]*\}", lambda _, filled=filled: next(filled), path)
            more = {"/search": ["?q=harbour"], "/article": ["?receipt=points-0", "?receipt=quotes-0"]}
            yield from (
                filled_in + query for query in ["", *more.get(re.sub(r"(/feed\.\w+|/\d+)$", "", filled_in), [])]
            )


def with_the_mark(boy):
    """Who is shown the words of the text, and where."""
    doors = {"visitor": boy.ask, **{role.value: boy.as_(role) for role in WHO}}
    return {(who, path) for who, ask in doors.items() for path in addresses(boy) if MARK in ask(path).text}


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    with house(tmp_path_factory.mktemp("public"), policy=Policy.PUBLIC) as boy:
        fill(boy)
        yield boy


def test_no_page_and_no_feed_of_a_public_broadsheet_shows_the_text_to_anybody(public):
    assert len(list(addresses(public))) > 100 and public.ask("/article/2").status == 200
    assert with_the_mark(public) == set()


def test_no_mail_and_no_text_to_share_has_it(public):
    mails = [text_of(mail) + mail.as_string() for mail in public.room.postbox.mails]
    assert any("The pier of herald.example" in mail for mail in mails) and not [mail for mail in mails if MARK in mail]


def test_no_command_prints_it(public):
    for command in COMMANDS:
        whole = [sys.executable, "-m", "broadsheet", *command, "--data", str(public.room.ctx.settings.data)]
        done = subprocess.run(whole, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0 and MARK not in done.stdout + done.stderr


def test_no_picture_of_a_page_that_wants_none_shown_is_named(public):
    for path in ("/", "/feed.atom", "/outlet/1", "/search?q=pier", "/article/1", "/article/2"):
        assert "gazette.example%2Fpier.jpg" not in (shown := public.ask(path).text)
        assert "gazette.example/pier.jpg" not in shown


def test_a_private_broadsheet_shows_it_to_readers_alone_so_that_the_search_would_find_it(tmp_path):
    with house(tmp_path) as boy:
        fill(boy)
        found = with_the_mark(boy)
        assert {who for who, _ in found} == {role.value for role in WHO}
        assert {"/article/2", "/article/2/changes", "/abilities", "/article/2?receipt=quotes-0"} <= {
            at for _, at in found
        }
        assert not [mail for mail in boy.room.postbox.mails if MARK in text_of(mail)]
        ctx, reader = boy.room.ctx, boy.reader(Role.READER)
        assert answers.of_article(ctx, reader, articles.read(ctx, reader, 2).article)
