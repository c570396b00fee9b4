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


def test_its_page_says_what_it_stands_for(ask):
    assert '<p class="standfirst">Place</p>' in ask("/tag/soundtunnel").text
