from broadsheet.collect.listing import read_listing
from broadsheet.model.listings import Format, Image, Kind
from tests.collect.samples import page

GOOGLE = "http://www.google.com/schemas/sitemap"
OPEN = (
    f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='{GOOGLE}-news/0.9' "
    f"xmlns:image='{GOOGLE}-image/1.1' xmlns:video='{GOOGLE}-video/1.1'>"
)


def test_a_news_sitemap_names_title_date_keywords_and_picture():
    listing = read_listing(
        page(
            f"{OPEN}<url><loc>https://press.example/river</loc><lastmod>2025-06-30T17:00:00Z</lastmod>"
            "<news:news>"
            "<news:publication><news:name>The Press</news:name><news:language>pt</news:language></news:publication>"
            "<news:publication_date>2025-06-30T16:05:00+01:00</news:publication_date>"
            "<news:title>River plan</news:title>"
            "<news:keywords>Rivers, Towns</news:keywords><news:access>Subscription</news:access></news:news>"
            "<image:image><image:loc>https://press.example/r.jpg</image:loc></image:image></url></urlset>"
        )
    )
    found = listing.entries[0]
    assert (listing.format, listing.title, listing.language) == (Format.SITEMAP, "The Press", "pt")
    assert (found.key, found.title, found.language) == ("https://press.example/river", "River plan", "pt")
    assert (found.published.iso, found.modified.iso) == ("2025-06-30T16:05:00+01:00", "2025-06-30T17:00:00+00:00")
    assert (found.topics, found.paywalled) == (("Rivers", "Towns"), True)
    assert found.image == Image("https://press.example/r.jpg")


def test_a_video_sitemap_lists_videos():
    found = read_listing(
        page(
            f"{OPEN}<url><loc>https://press.example/v</loc><video:video><video:title>Film</video:title>"
            "<video:thumbnail_loc>/t.jpg</video:thumbnail_loc><video:content_loc>/v.mp4</video:content_loc>"
            "<video:duration>90</video:duration></video:video></url></urlset>"
        )
    ).entries[0]
    assert (found.kind, found.title, found.image) == (Kind.VIDEO, "Film", Image("https://press.example/t.jpg"))
    assert (found.enclosures[0].url, found.enclosures[0].duration) == ("https://press.example/v.mp4", 90)


def test_an_index_names_its_sitemaps_last_changed_first():
    listing = read_listing(
        page(
            "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
            "<sitemap><loc>https://press.example/old.xml</loc><lastmod>2024-01-01</lastmod></sitemap>"
            "<sitemap><loc>https://press.example/new.xml</loc><lastmod>2025-01-01</lastmod></sitemap>"
            "<sitemap><loc>ftp://press.example/x.xml</loc></sitemap></sitemapindex>"
        )
    )
    assert listing.entries == ()
    assert [child.url for child in listing.children] == [
        "https://press.example/new.xml",
        "https://press.example/old.xml",
    ]
    assert listing.children[0].changed.iso == "2025-01-01"


def test_pages_without_a_usable_address_are_left_out():
    listing = read_listing(page(f"{OPEN}<url><loc>javascript:x</loc></url><url/></urlset>"))
    assert listing.entries == ()
    assert listing.faults == ("2 entries had neither an address nor a text.", "The sitemap names no pages.")
