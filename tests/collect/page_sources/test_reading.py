from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.page_sources import read_page
from broadsheet.collect.page_sources.elements import MOST_TAGS, elements_of
from broadsheet.errors import BadInput
from broadsheet.model.listings import Format, Image
from broadsheet.model.page_sources import Selectors
from tests.collect.page_sources.homes import HOMES
from tests.collect.samples import page

HOME = "https://press.example/"
HTML = (
    "<html lang=de><head><title>Press – news</title><meta property='og:site_name' content='The Press'></head><body>"
    "<ul><li class=t><a href='/pier?utm_source=home'><img data-src='/p.jpg' alt='The pier'></a>"
    "<h2><a href='/pier'>Pier <b>re</b>built</a></h2><p>In short.</p><span class=d>Di., 7. Oktober 2025</span></li>"
    "<li class=t><h2><a href='ferry'>Ferry at night</a></h2>"
    "<time datetime='2025-10-08T20:00:00+02:00'>gestern</time></li>"
    "<li class=t><h2><a href='https://shop.example/sofa'>Buy this sofa</a></h2></li>"
    "<li class=t><a href='/'>Home</a></li>"
    "<li class=t>nothing</li><li class=t><a href='javascript:alert(1)'>Bad</a></li></ul></body></html>"
)


def read(html, *selectors, **more):
    return read_page(page(html, url=HOME), Selectors(*selectors, **more))


def test_each_item_says_its_link_headline_date_summary_and_picture():
    listing = read(HTML, "li.t", date="time, .d", summary="p", image="img")
    pier, ferry = listing.entries
    assert (listing.format, listing.title, listing.language) == (Format.PAGE, "The Press", "de")
    assert (pier.url, pier.key, pier.title) == (f"{HOME}pier", f"{HOME}pier", "Pier rebuilt")
    assert (pier.published.iso, pier.summary, pier.image) == (
        "2025-10-07", "<p>In short.</p>", Image(f"{HOME}p.jpg", "The pier"),
    )  # fmt: skip
    assert (ferry.url, ferry.published.iso, ferry.image) == (f"{HOME}ferry", "2025-10-08T20:00:00+02:00", None)


def test_advertising_that_leads_elsewhere_is_left_out_where_most_links_stay():
    assert "sofa" not in str(read(HTML, "li").entries)


def test_a_page_of_links_to_others_is_read_as_it_is():
    html = "".join(f"<li><a href='https://{name}.example/story'>Story of {name}</a></li>" for name in "abc")
    assert len(read(html, "li").entries) == 3


def test_an_item_may_be_the_link_or_lie_in_it():
    html = "<a href=/a class=c><h3>Alpha</h3><p>More</p></a><a href=/b><div class=c><h3>Beta</h3></div></a>"
    assert [entry.title for entry in read(html, ".c").entries] == ["Alpha", "Beta"]


def test_what_stands_in_an_inner_item_belongs_to_it_alone():
    inside = "<article><h2><a href=/inner>Inner</a></h2><time>2025-10-01</time></article>"
    html = f"<article><h2><a href=/out>Outer</a></h2>{inside}</article>"
    outer, inner = read(html, "article").entries
    assert (outer.title, outer.published, inner.title, inner.published.iso) == ("Outer", None, "Inner", "2025-10-01")


def test_an_address_that_stands_twice_is_one_entry_with_the_words_of_both():
    html = "<i><a href=/a><img src=/p.jpg alt=Pier></a></i><i><a href=/a>Pier rebuilt</a><time>2025-10-01</time></i>"
    (entry,) = read(html, "i", image="img").entries
    assert (entry.title, entry.image.url, entry.published.iso) == ("Pier rebuilt", f"{HOME}p.jpg", "2025-10-01")


def test_old_charsets_are_read_as_their_page_declares_them():
    html = "<meta charset=windows-1251><p><a href=/a>Совет порта решил</a></p>".encode("cp1251")
    assert read(html, "p").entries[0].title == "Совет порта решил"


def test_addresses_start_from_the_base_that_the_page_names():
    assert read("<base href='/news/'><p><a href=a>Alpha</a></p>", "p").entries[0].url == f"{HOME}news/a"


def test_a_page_nested_without_end_is_read_to_a_depth():
    assert len(elements_of(page("<div>" * 2 * MOST_TAGS)).all) <= 260


@given(
    st.binary(max_size=400), st.sampled_from(("li", "a", "div, p", "* > *", "x[")), st.sampled_from(("", "a", "b *"))
)
def test_any_bytes_are_a_listing(data, item, inner):
    try:
        listing = read(data, item, inner, inner, inner, inner, inner)
    except BadInput:
        assert item == "x["
    else:
        assert all(entry.url for entry in listing.entries)


@given(st.sampled_from(HOMES), st.data())
def test_any_damage_to_a_page_is_a_listing(home, data):
    html = home.html.encode()
    start = data.draw(st.integers(0, len(html)))
    cut = html[:start] + data.draw(st.binary(max_size=20)) + html[start + data.draw(st.integers(0, 200)) :]
    assert read(cut, "li, article, tr, div, a").format is Format.PAGE


def test_tags_with_thousands_of_attributes_and_names_cost_nothing():
    crowd = " ".join(f"a{number}=1" for number in range(60_000))
    names = "a_" * 50_000
    listing = read(f"<p {crowd}>x</p><p class='{names} t'><a href=/a>Alpha</a></p>", "p.t")
    assert [entry.title for entry in listing.entries] == ["Alpha"]
