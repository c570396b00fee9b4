import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract import signals
from broadsheet.extract.topics import MOST, clean_topics, topics_of
from tests.extract.samples import BODY, NODE, document, json_ld


def topics_in(head: str = "", body: str = "<p>words</p>", from_feed: tuple[str, ...] = ()) -> tuple[str, ...]:
    return topics_of(signals.read(document(body, head)), "Harbour Post", from_feed).value


def node(**fields: object) -> str:
    return json_ld({**NODE, **fields})


@pytest.mark.parametrize(
    ("head", "topics"),
    [
        (node(keywords=["Pier", "Harbour"]), ("Pier", "Harbour")),
        (node(keywords="Pier, Harbour; storm"), ("Pier", "Harbour", "storm")),
        ("<meta property=article:tag content=Pier><meta property=article:tag content=Harbour>", ("Pier", "Harbour")),
        ("<meta name=keywords content='Pier, harbour post, PIER'>", ("Pier",)),
        ("", ()),
    ],
)
def test_topics_are_the_outlets_own(head, topics):
    assert topics_in(head) == topics


def test_tags_that_the_page_shows_are_topics():
    assert topics_in(body="<ul class=tags><li><a href=/t/pier>Pier</a><li><a href=/t/h>Harbour</a></ul>") == (
        "Pier",
        "Harbour",
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["a", "ok"], ("ok",)),
        (["type:article", "section/world", "12345", "a_b", "https://x.example", "post.com"], ()),
        (["x" * 80], ()),
        (["AER", "AIRS08", "CRSH", "GEN", "INDG"], ()),
        (["#Pier", '"Harbour"'], ("Pier", "Harbour")),
        ([f"topic {n}" for n in range(50)], tuple(f"topic {n}" for n in range(20))),
    ],
)
def test_codes_and_crowds_are_no_topics(given, kept):
    assert clean_topics(given) == kept


@pytest.mark.parametrize(
    ("head", "body", "topics"),
    [
        # the list that the text speaks of
        (
            "<meta property=article:tag content=Business><meta name=keywords content='storm, pier'>",
            BODY,
            ("storm", "pier"),
        ),
        # no list that is only the address in pieces
        (
            "<meta property=article:tag content=Towns><meta name=keywords content='pier, rebuilt, news, harbour'>",
            BODY,
            ("Towns",),
        ),
        # a line without commas is parted as another list parts it
        (node(keywords="Oak piles Harbour master") + "<meta name=keywords content='Harbour master, Oak piles'>", "",
         ("Harbour master", "Oak piles")),
        # the second line of keywords is the same on each page
        ("<meta name=keywords content='pier, storm'><meta name=keywords content='news, sport, weather'>", BODY,
         ("pier", "storm")),
        ("", "<p>words</p><span class=tag-links><a href=/tag/pier>Pier</a>, <a href=/tag/bay>Bay</a></span>",
         ("Pier", "Bay")),
        ("", "<p>words</p><div><a href=/topic/pier>Pier</a> <a href=/topic/bay>Bay</a></div>", ("Pier", "Bay")),
        ("", BODY + "<ul><li><a href=/x/1>Harbour</a><li><a href=/x/2>Pier</a></ul>", ("Harbour", "Pier")),
        ("", BODY + "<ul><li><a href=/x/1>Politics</a><li><a href=/x/2>Weather</a></ul>", ()),
        ("", "<ul class=topics><li><a href=/a>Why the pier was never rebuilt before the last storm</a></ul>", ()),
    ],
)  # fmt: skip
def test_the_list_that_speaks_of_this_article_is_taken(head, body, topics):
    assert topics_in(head, body) == topics


def test_the_contents_of_the_site_are_no_topics():
    links = "".join(f"<li><a href=/topic/{n}>Topic {n}</a>" for n in range(40))
    html = f"<p>words</p></article></main><nav class=topics><ul>{links}</ul></nav>"
    assert topics_in(body=html) == ()


def test_the_feeds_topics_are_taken_where_the_page_has_none():
    assert topics_in(from_feed=("Pier", "All topics")) == ("Pier",)


@given(st.lists(st.text(max_size=200), max_size=8))
def test_whatever_is_given_topics_are_short_and_few(told):
    topics = clean_topics(told)
    assert len(topics) <= MOST
    assert all(1 < len(topic) <= 60 for topic in topics)
    assert len({topic.lower() for topic in topics}) == len(topics)
