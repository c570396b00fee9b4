def test_all_outlets_stand_by_name(ask):
    html = ask("/outlets").text
    assert '<a href="/outlet/1"' in html and "1 outlet, by name" in html and "harbour.example" in html


def test_an_outlet_has_its_articles_and_its_feeds(ask):
    html = ask("/outlet/1").text
    assert ">Harbour Gazette</h1>" in html and "Tunnel opens early" in html
    assert 'href="/outlet/1/feed.rss?key=adas-feed-key"' in html


def test_an_outlet_without_articles_says_so(ask, paper):
    paper.cards = ()
    assert "No article of this outlet is here so far." in ask("/outlet/1").text


def test_the_cursor_goes_on(ask, paper):
    paper.next = "older"
    assert 'href="/outlet/1?cursor=older"' in ask("/outlet/1").text
    assert paper.calls[-1] == ("of_outlet", 1, {"cursor": None})
