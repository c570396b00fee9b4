import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.urls import absolute, host, identity, is_home, is_unnamed, source_identity, without_tracking

BASE = "https://example.com/news/today.html"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("../a?b=1#part", "https://example.com/a?b=1"),
        ("//Other.ORG:443/p", "https://other.org/p"),
        ("?page=2", "https://example.com/news/today.html?page=2"),
        ("https://u:secret@example.com/x", "https://example.com/x"),
        ("http://bücher.de/ä b?q=ü&x=%zz", "http://xn--bcher-kva.de/%C3%A4%20b?q=%C3%BC&x=%25zz"),
        ("http:\\\\other.org\\x", "http://other.org/x"),
        (" /with\nbreak ", "https://example.com/withbreak"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("https://app.example/#!/story/1", "https://app.example/#!/story/1"),
        ("HTTPS://EXAMPLE.com", "https://example.com/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@example.com", None),
        ("http://[::1", None),
        ("http://a b.com/", None),
        ("http://example.com:99999/", None),
        ("/" + "x" * 3000, None),
    ],
)
def test_an_address_is_made_absolute_and_clean_or_refused(href, url):
    assert absolute(BASE, href) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/2025/river",
        "http://example.com/2025/river/",
        "https://www.example.com/2025/river?utm_source=rss&utm_medium=feed",
        "https://m.example.com/2025/river#comments",
        "https://mobile.example.com:443/2025//river",
        "https://amp.example.com/2025/river",
        "https://example.com/2025/river/amp/",
        "https://example.com/amp/2025/river",
        "https://example.com/2025/river?amp=1&fbclid=x",
        "https://example.com/2025/river?outputType=amp",
        "https://example.com/2025/river/index.html",
        "https://example.com/2025/r%69ver?ref=rss&xtor=RSS-1&at_medium=RSS",
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/2025/river/amp",
        "https://www.google.com/amp/s/www.example.com/2025/river",
    ],
)
def test_spellings_of_one_address_have_one_identity(url):
    assert identity(url) == "example.com/2025/river"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/?p=1", "https://example.com/?p=2"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com:8080/a", "https://example.com/a"),
        ("https://sport.example.com/a", "https://example.com/a"),
        ("https://example.com/#!/a", "https://example.com/#!/b"),
        ("https://example.com/amp", "https://example.com/"),
        ("https://example.com/?ref=chapter2", "https://example.com/"),
        ("https://www.co.uk/", "https://co.uk/"),
    ],
)
def test_different_pages_have_different_identities(one, other):
    assert identity(one) != identity(other)


def test_the_order_of_parameters_does_not_matter():
    assert identity("https://example.com/?b=2&a=1") == identity("https://example.com/?a=1&b=2") == "example.com?a=1&b=2"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.com/a?utm_source=x&id=7&mc_cid=9", "https://example.com/a?id=7"),
        ("https://example.com/a?gclid=x", "https://example.com/a"),
        ("https://example.com/a#xtor=RSS-3", "https://example.com/a"),
        ("https://example.com/a?source=rss&source=official", "https://example.com/a?source=official"),
        ("https://example.com/a?x=1&amp;utm_medium=rss", "https://example.com/a?x=1"),
        ("https://example.com/a/", "https://example.com/a/"),
    ],
)
def test_tracking_goes_and_the_rest_stays(url, shown):
    assert without_tracking(url) == shown


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://Example.com/a", "example.com"),
        ("https://example.com:443/", "example.com"),
        ("http://example.com:8080/", "example.com:8080"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("nonsense", ""),
        ("http://[", ""),
    ],
)
def test_the_host_keeps_a_port_that_is_not_usual(url, name):
    assert host(url) == name


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/en", "/en-gb/", "/de/index.php", "/home", "/?utm_source=x"])
def test_a_front_page_is_a_home(path):
    assert is_home("https://example.com" + path)


@pytest.mark.parametrize("path", ["/news", "/?p=123", "/fr/a", "/a", "/enindex.html", "/#!/story"])
def test_an_article_is_no_home(path):
    assert not is_home("https://example.com" + path)


ADDRESSES = st.text(alphabet="abAB0/.:?&=#%!-_~ü\\ @[]", max_size=60).map(
    lambda rest: "https://www.example.com/" + rest
)


@settings(max_examples=100, deadline=None)
@given(ADDRESSES | st.text(max_size=60))
def test_a_clean_address_stays_as_it_is(href):
    url = absolute(BASE, href)
    if url is not None:
        assert url.isascii()
        assert absolute(BASE, url) == url
        assert without_tracking(without_tracking(url)) == without_tracking(url)


@settings(max_examples=100, deadline=None)
@given(ADDRESSES | st.text(max_size=60))
def test_an_identity_is_its_own_identity(href):
    url = absolute(BASE, href)
    if url is not None:
        assert identity("https://" + identity(url)) == identity(url)
    identity(href)
    host(href)
    is_home(href)


@pytest.mark.parametrize(
    ("name", "unnamed"),
    [
        ("", True),
        ("www.press.example", True),
        ("Press.Example", True),
        ("https://press.example/", True),
        ("Press", False),
    ],
)
def test_a_name_that_only_repeats_the_address_is_none(name, unnamed):
    assert is_unnamed(name, "http://www.press.example/feed") is unnamed


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.press.example/feed/", "https://press.example/feed", True),
        ("press.example/feed", "https://press.example/feed#top", True),
        ("https://press.example/?feed=rss", "https://press.example/", False),
        ("https://press.example:81/feed", "https://press.example/feed", False),
    ],
)
def test_two_addresses_of_one_source_are_told(one, other, same):
    assert (source_identity(one) == source_identity(other)) is same
