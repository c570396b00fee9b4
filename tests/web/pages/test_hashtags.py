def test_a_hashtag_has_a_page_with_its_latest_news(ask):
    html = ask("/tag/soundtunnel").text
    assert "Latest news with</span> <bdi>#SoundTunnel</bdi>" in html and "Tunnel opens early" in html
    assert 'href="/tag/soundtunnel/feed.atom?key=adas-feed-key"' in html


def test_a_hashtag_in_any_script_has_an_address(ask, paper):
    paper.calls.clear()
    ask("/tag/النفق")
    assert paper.calls[-1][:2] == ("of_hashtag", "النفق")


def test_a_hashtag_that_nothing_carries_any_more_says_so(ask, paper):
    paper.cards = ()
    assert "No article carries this hashtag any more." in ask("/tag/soundtunnel").text


def test_a_hashtags_page_shows_its_days_as_a_picture_and_in_words(ask):
    html = ask("/tag/soundtunnel").text
    assert html.count("<rect ") == 30 and "4 articles in 30 days, 3 of them today; 3 on the busiest." in html


def test_a_hashtags_page_says_who_writes_about_it_and_what_goes_with_it(ask):
    html = ask("/tag/soundtunnel").text
    assert 'href="/outlet/1" dir="auto">Harbour Gazette</a> <span class="many">4</span>' in html
    assert 'href="/tag/soundbridge" dir="auto">#SoundBridge</a> <span class="many">2</span>' in html


def test_the_front_page_says_by_how_much_a_hashtag_rose(ask):
    assert 'title="3 articles in two days; 0 as usual">#SoundTunnel' in ask("/").text


def test_its_page_says_what_it_stands_for(ask):
    assert '<p class="standfirst">Place</p>' in ask("/tag/soundtunnel").text
