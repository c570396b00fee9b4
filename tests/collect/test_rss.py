import pytest

from broadsheet.collect.listing import read_listing
from broadsheet.model.listings import Enclosure, Image, Kind
from tests.collect.samples import page, rss


def entry(item: str):
    return read_listing(page(rss(item))).entries[0]


def test_a_usual_item_is_read_whole():
    found = entry(
        "<title>River plan agreed</title><link>https://press.example/river?utm_source=rss</link>"
        "<guid isPermaLink='false'>r-1</guid><pubDate>Mon, 30 Jun 2025 16:05:00 +0100</pubDate>"
        "<dc:creator>Jane Doe</dc:creator><category>Local</category><category>Rivers</category>"
        "<description>&lt;p&gt;Short&lt;/p&gt;</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>"
    )
    assert (found.key, found.title) == ("r-1", "River plan agreed")
    assert found.url == "https://press.example/river?utm_source=rss"  # asked for as the outlet listed it
    assert (found.summary, found.content) == ("<p>Short</p>", "<p>Long</p>")
    assert (found.authors, found.topics) == (("Jane Doe",), ("Local", "Rivers"))
    assert found.published.iso == "2025-06-30T16:05:00+01:00"
    assert found.kind is Kind.ARTICLE


def test_the_channel_says_title_home_language_and_pause():
    channel = "<title>The &lt;b&gt;Press&lt;/b&gt;</title><link>/</link><language>de-at</language><ttl>90</ttl>"
    listing = read_listing(page(rss("<title>A</title>", channel=channel)))
    assert (listing.title, listing.home_url, listing.language) == ("The Press", "https://press.example/", "de-AT")
    assert listing.asks.pause == 5400
    assert listing.entries[0].language == "de-AT"


def test_the_syndication_module_says_the_pause_too():
    channel = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    assert read_listing(page(rss(channel=channel))).asks.pause == 21_600


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("&lt;i&gt;Word&lt;/i&gt; and more", "Word and more"),
        ("&amp;lt;i&amp;gt;Word&amp;lt;/i&amp;gt;", "Word"),
        ("<![CDATA[Caf&eacute; &#8217;s]]>", "Café ’s"),
        ("if a &lt; b", "if a < b"),
        ("It&#146;s", "It’s"),
        ("A <b>bold</b> one", "A bold one"),
        ("  two\n lines ", "two lines"),
    ],
)
def test_a_title_is_plain_however_it_is_encoded(written, title):
    assert entry(f"<title>{written}</title>").title == title


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>/a</link>", "https://press.example/a"),
        ("<link>www.press.example/a</link>", "https://www.press.example/a"),
        ("<link>\n https://press.example/a \n</link>", "https://press.example/a"),
        ("<link href='https://press.example/a'/>", "https://press.example/a"),
        ("<atom:link rel='alternate' href='/a'/>", "https://press.example/a"),
        ("<atom:link rel='self' href='/feed'/><guid>https://press.example/a</guid>", "https://press.example/a"),
        ("<guid isPermaLink='false'>https://press.example/?p=1</guid>", ""),
        ("<guid>tag:1</guid>", ""),
        (
            "<link>https://proxy.example/~r/1</link><feedburner:origLink>https://press.example/a</feedburner:origLink>",
            "https://press.example/a",
        ),
        ("<link>javascript:alert(1)</link>", ""),
    ],
)
def test_the_address_is_found_where_the_outlet_put_it(item, url):
    assert entry("<title>A</title>" + item).url == url


def test_without_an_id_the_address_identifies_and_tracking_does_not_change_it():
    first = entry("<title>A</title><link>https://press.example/a?utm_source=1</link>")
    later = entry("<title>A</title><link>https://press.example/a?utm_source=2</link>")
    assert first.key == later.key == "https://press.example/a"


def test_without_id_and_address_the_words_identify():
    assert entry("<title>A</title>").key == entry("<title>A</title>").key != entry("<title>B</title>").key


@pytest.mark.parametrize(
    ("item", "authors"),
    [
        ("<author>jane@press.example (Jane Doe)</author>", ("Jane Doe",)),
        ("<author>Jane Doe &lt;jane@press.example&gt;</author>", ("Jane Doe",)),
        ("<author>jane@press.example</author>", ()),
        ("<dc:creator>By Jane Doe; John Roe</dc:creator>", ("Jane Doe", "John Roe")),
        ("<dc:creator>Jane Doe</dc:creator><dc:creator>JANE DOE</dc:creator>", ("Jane Doe",)),
        ("<itunes:author>The Crew</itunes:author>", ("The Crew",)),
        ("<atom:author><atom:name>Jane Doe</atom:name></atom:author>", ("Jane Doe",)),
    ],
)
def test_authors_are_names(item, authors):
    assert entry("<title>A</title>" + item).authors == authors


def test_a_podcast_has_its_file_and_length():
    found = entry(
        "<title>Episode 1</title><enclosure url='/1.mp3' length='1234' type='audio/mpeg'/>"
        "<itunes:duration>1:02:03</itunes:duration><itunes:image href='/cover.jpg'/>"
    )
    assert found.kind is Kind.PODCAST
    assert found.enclosures == (Enclosure("https://press.example/1.mp3", "audio/mpeg", 1234, 3723),)
    assert found.image == Image("https://press.example/cover.jpg")


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        ("<enclosure url='/1.mp4' type='video/mp4'/>", Kind.VIDEO),
        ("<enclosure url='/1.mp3'/>", Kind.PODCAST),
        ("<media:content url='/1.mp4' medium='video'/>", Kind.VIDEO),
        ("<media:content url='/1' type='video/mp4'><media:player url='/p'/></media:content>", Kind.VIDEO),
        ("<media:content url='/1.jpg' medium='image'/>", Kind.ARTICLE),
        ("<enclosure url='/1.pdf' type='application/pdf'/>", Kind.ARTICLE),
        ("<enclosure url='javascript:x' type='audio/mpeg'/>", Kind.ARTICLE),
    ],
)
def test_sound_makes_a_podcast_and_film_a_video(media, kind):
    assert entry("<title>A</title>" + media).kind is kind


def test_the_largest_picture_is_taken_with_its_caption_and_credit():
    found = entry(
        "<title>A</title><media:thumbnail url='/s.jpg' width='120'/><media:group>"
        "<media:content url='/m.jpg' type='image/jpeg' width='400'/>"
        "<media:content url='/l.jpg' type='image/jpeg' width='1200' height='800'>"
        "<media:description>The river</media:description><media:credit>J. Roe</media:credit></media:content>"
        "</media:group>"
    )
    assert found.image == Image("https://press.example/l.jpg", "", "The river", "J. Roe", 1200, 800)


def test_a_counting_pixel_is_no_picture():
    assert entry("<title>A</title><media:content url='/p.gif' medium='image' width='1' height='1'/>").image is None


def test_thousands_of_enclosures_are_cut_and_absurd_lengths_ignored():
    found = entry("<title>A</title>" + "".join(f"<enclosure url='/{i}.mp3' length='{'9' * 20}'/>" for i in range(500)))
    assert len(found.enclosures) == 20
    assert found.enclosures[0].length is None


def test_markup_that_was_not_escaped_is_kept_as_html():
    found = entry("<title>A</title><description><p>One &amp; <em>two</em></p><br/></description>")
    assert found.summary == "<p>One &amp; <em>two</em></p><br>"


@pytest.mark.parametrize(
    "item",
    [
        "<creator xmlns='http://purl.org/dc/elements/1.1/'>Jane Doe</creator>",
        "<x:creator xmlns:x='http://purl.org/dc/elements/1.1/'>Jane Doe</x:creator>",
        "<dc:creator xmlns:dc='urn:wrong'>Jane Doe</dc:creator>",
    ],
)
def test_names_are_known_by_namespace_or_usual_prefix(item):
    assert entry("<title>A</title>" + item).authors == ("Jane Doe",)


def test_prefixes_that_were_never_declared_are_understood():
    item = "<title>A</title><dc:creator>Jane Doe</dc:creator><content:encoded>Long</content:encoded>"
    found = read_listing(page(f"<rss><channel><item>{item}</item></channel></rss>")).entries[0]
    assert (found.authors, found.content) == (("Jane Doe",), "Long")


@pytest.mark.parametrize(
    ("says", "paid"),
    [
        ("<dcterms:accessRights xmlns:dcterms='http://purl.org/dc/terms/'>Subscription</dcterms:accessRights>", True),
        ("<isAccessibleForFree>true</isAccessibleForFree>", False),
        ("<premium>yes</premium>", True),
        ("", None),
    ],
)
def test_a_paywall_is_what_the_feed_says_it_is(says, paid):
    assert entry("<title>A</title>" + says).paywalled is paid


def test_rdf_items_stand_beside_their_channel():
    body = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The Press</title></channel>"
        "<item rdf:about='https://press.example/a'><title>A</title><dc:date>2025-06-30</dc:date>"
        "<dc:subject>Rivers, Towns</dc:subject></item></rdf:RDF>"
    )
    found = read_listing(page(body)).entries[0]
    assert (found.key, found.url) == ("https://press.example/a", "https://press.example/a")
    assert (found.published.iso, found.topics) == ("2025-06-30", ("Rivers", "Towns"))


def test_a_very_long_id_is_digested_and_a_very_long_title_cut():
    found = entry(f"<guid>{'g' * 40_000}</guid><title>{'T' * 1_000_000}</title>")
    assert len(found.key) < 100
    assert len(found.title) == 1_000


def test_an_ambiguous_date_follows_the_language_of_the_feed():
    item = "<title>A</title><pubDate>03/04/2025</pubDate>"
    listing = read_listing(page(rss(item, channel="<language>en-US</language>")))
    assert listing.entries[0].published.iso == "2025-03-04"
