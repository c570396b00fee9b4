"""Hashtags over time."""

from broadsheet.store import hashtags, trends
from tests.store.samples import add_source, keep, numbered

_DAY = 86_400


def test_a_portrait_counts_the_articles_of_each_day_and_names_who_and_what_goes_with_it(conn, source, now):
    second = add_source(conn, "second.example", now)
    moments = [(source, now), (source, now), (second, now - _DAY), (source, now - 5 * _DAY), (source, now - 90 * _DAY)]
    for n, (whose, at) in enumerate(moments):
        keep(conn, whose, numbered(n), at, tags=("Bus", "Dam") if n < 2 else ("Bus", f"Only {n}"))
    keep(conn, second, numbered(9), now, tags=("Dam",))
    bus = hashtags.get(conn, "bus")
    found = trends.portrait(conn, bus, now)
    assert (len(found.days), found.days[-1], found.days[-2], found.days[-6], sum(found.days)) == (30, 2, 1, 1, 4)
    assert found.first_day % _DAY == 0 and found.first_day + 29 * _DAY <= now < found.first_day + 30 * _DAY
    assert [(outlet.id, count) for outlet, count in found.outlets] == [(source.outlet.id, 4), (second.outlet.id, 1)]
    assert [(tag.name, count) for tag, count in found.companions] == [("Dam", 2)]
    assert found.looked_at == 5


def test_what_is_usual_of_a_hashtag_is_learned_from_its_own_past(conn, source, now):
    since = now - 2 * _DAY
    for n in range(28):
        keep(conn, source, numbered(n), since - (n + 1) * _DAY + 60, tags=("Weather",))
    for n in range(28, 31):
        keep(conn, source, numbered(n), now - 60, tags=("Weather", "Flood") if n < 30 else ("Weather",))
    found = {rise.hashtag.key: (rise.lately, round(rise.usual, 1)) for rise in trends.rises(conn, since, now)}
    assert found == {"weather": (3, 2.0), "flood": (2, 0.0)}


def test_an_empty_archive_has_no_trends(conn, now):
    assert trends.rises(conn, now - _DAY, now) == []
