from broadsheet.collect.plan import MOST_TOUCHED, is_archive, make_plan
from broadsheet.model.listings import Entry, Format, Listing
from broadsheet.model.moments import Moment

DAY = 86_400


def entry(key: str, at: int | None = None, url: str = "https://press.example/a") -> Entry:
    return Entry(key, url, published=Moment(at, "") if at is not None else None)


def keys(entries):
    return [found.key for found in entries]


def plan(*entries, now, format_=Format.RSS, known=(), most_new=200, **about):
    listing = Listing(format_, entries=tuple(entries), home_url="https://press.example/", **about)
    return make_plan(listing, known, now, most_new=most_new)


def test_what_is_new_is_wanted_oldest_first(now):
    assert keys(plan(entry("b", now), entry("a", now - 60), entry("c", now + 60), now=now).wanted) == ["a", "b", "c"]


def test_an_entry_without_a_date_stays_beside_its_neighbour(now):
    made = plan(entry("d", now), entry("c"), entry("b", now - 60), entry("a"), now=now)
    assert keys(made.wanted) == ["a", "b", "c", "d"]


def test_what_is_known_is_skipped_and_says_so(now):
    made = plan(entry("a"), entry("b"), now=now, known={"a"})
    assert keys(made.wanted) == ["b"]
    assert made.skipped[0].reason == "It is here already."


def test_an_entry_with_nothing_to_open_or_read_is_skipped(now):
    made = plan(entry("a", url=""), now=now)
    assert made.wanted == ()
    assert "neither an address nor a text" in made.skipped[0].reason


def test_beyond_the_bound_the_newest_are_taken_and_the_others_left(now):
    made = plan(*[entry(str(i), now - i) for i in range(5)], now=now, most_new=2)
    assert keys(made.wanted) == ["1", "0"]
    assert keys(made.skipped) == ["4", "3", "2"]
    assert "next look" in made.skipped[0].reason


def test_a_sitemap_brings_only_the_last_week(now):
    made = plan(entry("new", now - DAY), entry("old", now - 8 * DAY), entry("bare"), now=now, format_=Format.SITEMAP)
    assert keys(made.wanted) == ["new"]
    assert "older than 7 days" in made.skipped[0].reason


def test_a_sitemap_without_any_dates_is_taken_as_it_is(now):
    assert keys(plan(entry("a"), entry("b"), now=now, format_=Format.SITEMAP).wanted) == ["b", "a"]


def test_an_old_entry_of_a_feed_is_wanted(now):
    assert keys(plan(entry("old", now - 900 * DAY), now=now).wanted) == ["old"]


def test_pages_of_an_archive_that_were_only_touched_do_not_flood(now):
    touched = [
        Entry(str(n), f"https://press.example/{n}", modified=Moment(now - n, "")) for n in range(MOST_TOUCHED + 300)
    ]
    made = plan(*touched, now=now, format_=Format.SITEMAP, most_new=1_000)
    assert len(made.wanted) == MOST_TOUCHED
    again = plan(*touched, now=now, format_=Format.SITEMAP, known=keys(made.wanted), most_new=1_000)
    assert again.wanted == ()


def test_an_address_of_an_older_date_is_no_news(now):
    old = Entry("old", "https://press.example/2019/03/05/river", modified=Moment(now, ""))
    new = Entry("new", "https://press.example/2025/10/09/river", modified=Moment(now, ""))
    assert keys(plan(old, new, now=now, format_=Format.SITEMAP).wanted) == ["new"]


def test_a_sitemap_of_all_pages_without_dates_is_an_archive():
    entries = tuple(entry(str(n)) for n in range(101))
    assert is_archive(Listing(Format.SITEMAP, entries=entries))
    assert not is_archive(Listing(Format.SITEMAP, entries=entries[:100]))
    assert not is_archive(Listing(Format.RSS, entries=entries))
