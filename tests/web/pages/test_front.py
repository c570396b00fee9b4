import re

from broadsheet.model.listings import Enclosure, Image
from broadsheet.model.sources import State
from broadsheet.model.timeline import InStory


def test_the_front_page_shows_outlet_time_headline_excerpt_and_hashtags(ask):
    html = ask("/").text
    assert '<a href="/article/7">Tunnel opens early</a>' in html and "Firmer rock than expected." in html
    assert 'datetime="2025-10-09T09:35:20+01:00"' in html and ">18 minutes ago</time>" in html
    assert 'href="/outlet/1"' in html and 'href="/tag/soundtunnel"' in html


def test_a_picture_is_decoration_and_comes_from_the_web_only(ask, paper):
    paper.cards = (paper.card(image=Image("https://h.example/a.jpg")), paper.card(image=Image("javascript:1")))
    html = ask("/").text
    assert len(re.findall(r'<a class="picture" href="/article/7" tabindex="-1" aria-hidden="true">', html)) == 1
    assert 'alt=""' in html and "javascript" not in html


def test_the_first_without_a_picture_is_a_banner(ask, paper):
    assert '<div class="opening banner">' in ask("/").text
    paper.cards = (paper.card(image=Image("https://h.example/a.jpg")),)
    assert '<div class="opening">' in ask("/").text


def test_a_tiny_picture_is_left_out(ask, paper):
    paper.cards = (paper.card(image=Image("https://h.example/pixel.gif", width=1, height=1)),)
    assert "pixel.gif" not in ask("/").text


def test_a_page_of_many_articles_shows_each_once(ask, paper):
    paper.cards = tuple(paper.card(id=number, title=f"Number {number}.") for number in range(40, 10, -1))
    for path in ("/", "/newest"):
        html = ask(path).text
        assert [int(found) for found in re.findall(r">Number (\d+)\.<", html)] == list(range(40, 10, -1))


def test_older_articles_are_one_link_away_and_keep_the_kind(ask, paper):
    paper.next = "a b&c"
    assert 'rel="next" href="/newest?cursor=a+b%26c"' in ask("/newest").text
    assert 'rel="next" href="/newest?cursor=a+b%26c&amp;kind=video"' in ask("/?kind=video").text


def test_the_page_passes_kind_and_cursor_on(ask, paper):
    ask("/?kind=podcast&cursor=x")
    assert paper.calls[0] == ("front", {"cursor": "x", "kind": "podcast", "reprints": False})


def test_podcasts_videos_and_paywalls_are_told_in_words(ask, paper):
    recording = (Enclosure("https://h.example/a.mp3", "audio/mpeg", duration=2470),)
    paper.cards = (
        paper.card(kind="podcast", enclosures=recording),
        paper.card(kind="video"),
        paper.card(paywalled=True),
    )
    html = ask("/").text
    assert "Podcast, 41 min" in html and "</svg>Video</span>" in html and "For subscribers" in html


def test_an_arabic_card_runs_from_right_to_left_on_an_english_page(ask, paper):
    paper.cards = (paper.card(language="ar", title="النفق"),)
    html = ask("/").text
    assert '<h2 class="headline" lang="ar" dir="rtl">' in html and '<html lang="en" dir="ltr">' in html


def test_the_first_visit_leads_to_the_welcome_page(ask, paper):
    paper.cards, paper.listing = (), ()
    answer = ask("/")
    assert (answer.status, answer.headers["location"]) == (303, "/welcome")


def test_sources_without_articles_are_being_read(ask, paper):
    paper.cards = ()
    paper.listing = (paper.source(id=1, checked=None, state=State.NEW), paper.source(id=2, reason="It did not answer."))
    html = ask("/").text
    assert "<h1>Reading your outlets</h1>" in html and "1 of 2 sources asked so far" in html
    assert "It did not answer." in html and 'http-equiv="refresh"' in html


def test_a_kind_that_nobody_published_is_no_error(ask, paper):
    paper.cards = ()
    assert "No videos here" in ask("/?kind=video").text


def test_the_feeds_of_the_front_page_are_announced(ask):
    html = ask("/").text
    assert all(f'href="/feed.{form}?key=adas-feed-key"' in html for form in ("rss", "atom", "json"))


def test_a_story_is_one_card_and_says_where_else_it_is_and_why_it_stands_there(ask, paper):
    paper.cards, paper.others = (paper.card(story=InStory(4, 6, 5)),), ("Herald", "Post", "Star", "Sun")
    html = ask("/").text
    assert '<a href="/story/4">Also in 4 outlets</a>: <bdi>Herald</bdi>, <bdi>Post</bdi>, <bdi>Star</bdi> …' in html
    assert "<summary>Why first?</summary>" in html
    assert "<dt>Outlets <span" in html and "(4 outlets)" in html and "<dd>20.0</dd>" in html and "<dd>55.5</dd>" in html


def test_more_stories_follow_and_count_on(ask, paper):
    paper.cards = tuple(paper.card(id=number) for number in range(1, 31))
    assert 'rel="next" href="/?start=30"' in ask("/").text
    assert "<summary>Why 31st?</summary>" in ask("/?start=30").text


def test_sections_have_pages_of_their_own(ask, paper):
    html = ask("/section/sport").text
    assert (
        '<a href="/section/sport" aria-current="page">Sport</a>' in html and "<title>Sport · Broadsheet</title>" in html
    )
    paper.cards = ()
    assert "No stories here yet" in ask("/section/sport").text
