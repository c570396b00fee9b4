import pytest

from broadsheet.collect.listing import read_listing
from broadsheet.model.listings import Enclosure, Image, Kind
from tests.collect.samples import atom, page

XHTML = "xmlns='http://www.w3.org/1999/xhtml'"


def entry(inner: str, about: str = ""):
    return read_listing(page(atom(inner, about=about))).entries[0]


def test_a_usual_entry_is_read_whole():
    found = entry(
        "<id>urn:1</id><title>River plan</title><link rel='self' href='/1.atom'/><link href='/river'/>"
        "<published>2025-06-30T16:05:00+01:00</published><updated>2025-06-30T17:00:00Z</updated>"
        "<author><name>Jane Doe</name></author><category term='r' label='Rivers'/><category term='Local'/>"
        "<summary>Short &amp; plain</summary><content type='html'>&lt;p&gt;Long&lt;/p&gt;</content>"
    )
    assert (found.key, found.url, found.title) == ("urn:1", "https://press.example/river", "River plan")
    assert (found.summary, found.content) == ("<p>Short &amp; plain</p>", "<p>Long</p>")
    assert (found.authors, found.topics) == (("Jane Doe",), ("Rivers", "Local"))
    assert (found.published.iso, found.modified.iso) == ("2025-06-30T16:05:00+01:00", "2025-06-30T17:00:00+00:00")


def test_the_feed_speaks_for_entries_that_say_nothing_themselves():
    about = "<title>The Press</title><link href='https://press.example/'/><author><name>The Desk</name></author>"
    listing = read_listing(
        page(atom("<id>1</id><title>A</title>", about=about).replace("<feed ", "<feed xml:lang='pt-BR' "))
    )
    assert (listing.title, listing.home_url, listing.language) == ("The Press", "https://press.example/", "pt-BR")
    assert (listing.entries[0].authors, listing.entries[0].language) == (("The Desk",), "pt-BR")


def test_an_author_of_the_source_comes_before_that_of_the_feed():
    inner = "<id>1</id><title>A</title><source><author><name>Jane Doe</name></author></source>"
    assert entry(inner, "<author><name>The Planet</name></author>").authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("content", "html"),
    [
        (f"<content type='xhtml'><div {XHTML}><p>One <br/>two</p></div></content>", "<p>One <br>two</p>"),
        ("<content type='text'>1 &lt; 2\n\nnext</content>", "<p>1 &lt; 2</p><p>next</p>"),
        ("<content>&lt;p&gt;html all the same&lt;/p&gt;</content>", "<p>html all the same</p>"),
        ("<content type='text/html' mode='escaped'>&lt;b&gt;old&lt;/b&gt;</content>", "<b>old</b>"),
        ("<content type='image/png'>iVBORw0KGgo=</content>", ""),
    ],
)  # fmt: skip
def test_content_is_html_whatever_its_type(content, html):
    assert entry("<id>1</id><title>A</title>" + content).content == html


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("<title>1 &lt; 2 &amp; 3</title>", "1 < 2 & 3"),
        ("<title type='html'>&lt;b&gt;Bold&lt;/b&gt; &amp;amp; more</title>", "Bold & more"),
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <i>slanted</i> one</div></title>",
            "A slanted one",
        ),
    ],
)
def test_a_title_is_plain_whatever_its_type(title, plain):
    assert entry("<id>1</id>" + title).title == plain


def test_relative_addresses_start_from_xml_base():
    body = atom("<id>1</id><link href='a' xml:base='2025/'/>").replace(
        "<entry>", "<entry xml:base='https://cdn.example/x/'>"
    )
    assert read_listing(page(body)).entries[0].url == "https://cdn.example/x/2025/a"


def test_a_base_that_is_no_address_is_ignored():
    body = atom("<id>1</id><link href='/a'/>").replace("<feed ", "<feed xml:base='javascript:alert(1)//' ")
    assert read_listing(page(body)).entries[0].url == "https://press.example/a"


def test_html_is_preferred_among_alternate_links():
    links = "<link type='application/json' href='/a.json'/><link rel='alternate' type='text/html' href='/a'/>"
    assert entry("<id>1</id>" + links).url == "https://press.example/a"


def test_an_id_that_is_an_address_stands_in_for_a_link():
    assert entry("<id>https://press.example/a</id><title>A</title>").url == "https://press.example/a"


def test_enclosures_and_pictures_are_links():
    found = entry(
        "<id>1</id><link rel='enclosure' href='/1.mp3' type='audio/mpeg' length='12'/>"
        "<link rel='enclosure' href='/1.jpg' type='image/jpeg'/>"
    )
    assert found.enclosures == (Enclosure("https://press.example/1.mp3", "audio/mpeg", 12),)
    assert found.image == Image("https://press.example/1.jpg")
    assert found.kind is Kind.PODCAST


def test_a_video_site_puts_everything_into_a_group():
    found = entry(
        "<id>yt:1</id><yt:videoId xmlns:yt='http://www.youtube.com/xml/schemas/2015'>x</yt:videoId>"
        "<link rel='alternate' href='https://video.example/watch?v=x'/><media:group><media:title>T</media:title>"
        "<media:content url='https://video.example/v/x' type='application/x-shockwave-flash'/>"
        "<media:thumbnail url='https://video.example/x.jpg' width='480' height='360'/>"
        "<media:description>About it</media:description></media:group>"
    )
    assert found.kind is Kind.VIDEO
    assert found.summary == "<p>About it</p>"
    assert found.image.url == "https://video.example/x.jpg"


def test_atom_0_3_is_read_too():
    body = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><id>1</id><title>A</title><issued>2004-06-30T10:00:00Z</issued></entry></feed>"
    assert read_listing(page(body)).entries[0].published.iso == "2004-06-30T10:00:00+00:00"


def test_a_feed_without_any_namespace_is_read_too():
    assert read_listing(page("<feed><entry><id>1</id><title>A</title></entry></feed>")).entries[0].title == "A"
