from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.dates import day_first_in, parse

READ = [
    # RFC 3339 and its relatives
    ("2025-06-30T16:05:00+01:00", "2025-06-30T16:05:00+01:00"),
    ("2025-06-30T16:05Z", "2025-06-30T16:05:00+00:00"),
    ("20250630T160500Z", "2025-06-30T16:05:00+00:00"),
    ("2025-06-30 16:05:00 +0100", "2025-06-30T16:05:00+01:00"),
    ("2025-06-30T16:05:00.123456789Z", "2025-06-30T16:05:00+00:00"),
    ("2025-06-30T16:05:00EST", "2025-06-30T16:05:00-05:00"),
    ("2025-06-30T24:00:00Z", "2025-07-01T00:00:00+00:00"),
    ("2025-06-30T16:05:60Z", "2025-06-30T16:05:59+00:00"),
    ("2025-6-3", "2025-06-03"),
    ("2025-06-30", "2025-06-30"),
    ("20250630", "2025-06-30"),
    ("2025-181", "2025-06-30"),
    ("2025-W27-1", "2025-06-30"),
    ("2025/06/30 16:05", "2025-06-30T16:05:00+00:00"),
    # RFC 5322 and its relatives
    ("Mon, 30 Jun 2025 16:05:00 +0100", "2025-06-30T16:05:00+01:00"),
    ("Fri, 30 Jun 2025 16:05:00 GMT", "2025-06-30T16:05:00+00:00"),
    ("30 Jun 25 16:05 EST", "2025-06-30T16:05:00-05:00"),
    ("Mon,30 Jun 2025 16:05:00 CEST", "2025-06-30T16:05:00+02:00"),
    ("Monday, 30 June 2025 16:05:00 BST", "2025-06-30T16:05:00+01:00"),
    ("Mon, 3 Jun 2025 9:5:00 GMT", "2025-06-03T09:05:00+00:00"),
    ("Mon Jun 30 16:05:00 2025", "2025-06-30T16:05:00+00:00"),
    ("Mon Jun 30 16:05:00 +0100 2025", "2025-06-30T16:05:00+01:00"),
    ("Mon Jun 30 2025 16:05:00 GMT+0100 (British Summer Time)", "2025-06-30T16:05:00+01:00"),
    ("20 Nov 94 10:00 GMT", "1994-11-20T10:00:00+00:00"),
    # seconds, milliseconds
    ("1751298300", "2025-06-30T15:45:00+00:00"),
    ("1751298300000", "2025-06-30T15:45:00+00:00"),
    ("20250630160500", "2025-06-30T16:05:00+00:00"),
    # as people write
    ("June 30th, 2025 at 4:05 p.m. EST", "2025-06-30T16:05:00-05:00"),
    ("12:05 AM June 30, 2025", "2025-06-30T00:05:00+00:00"),
    ("Sept. 5, 2025", "2025-09-05"),
    ("30. Juni 2025, 16.05 Uhr MESZ", "2025-06-30T16:05:00+02:00"),
    ("30.06.2025 16:05", "2025-06-30T16:05:00+00:00"),
    ("03.04.2025", "2025-04-03"),
    ("mar. 3 juin 2025 à 16h05", "2025-06-03T16:05:00+00:00"),
    ("1er août 2025", "2025-08-01"),
    ("30 de junho de 2025 às 16h", "2025-06-30T16:00:00+00:00"),
    ("30 de junio de 2025", "2025-06-30"),
    ("30 giugno 2025", "2025-06-30"),
    ("30 mei 2025", "2025-05-30"),
    ("30 июня 2025 г., 16:05 MSK", "2025-06-30T16:05:00+03:00"),
    ("30 listopada 2025", "2025-11-30"),
    ("30 Ağustos 2025", "2025-08-30"),
    ("2025. június 30.", "2025-06-30"),
    ("٣٠ يونيو ٢٠٢٥", "2025-06-30"),
    ("30 كانون الأول 2025", "2025-12-30"),
    ("30 มิถุนายน 2568", "2025-06-30"),
    ("30 जून 2025", "2025-06-30"),
    ("ngày 30 tháng 6 năm 2025", "2025-06-30"),
    ("2025年6月30日 16時05分", "2025-06-30T16:05:00+00:00"),
    ("2025年06月30日 下午4:05", "2025-06-30T16:05:00+00:00"),
    ("令和7年6月30日", "2025-06-30"),
    ("2025년 6월 30일 오후 4시 5분", "2025-06-30T16:05:00+00:00"),
]
NOT_READ = [
    None, "", "today", "Jun 30", "2025", "2025-06", "2025-W27", "16:05", "31 Feb 2025", "0000-00-00 00:00:00",
    "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "2525-01-01", "03/04/2025", "-1", "9" * 40,
    "2025-06-30T16:05:00+99:99", "Monday " * 50,
]  # fmt: skip


@pytest.mark.parametrize(("written", "iso"), READ)
def test_a_date_is_read_as_the_outlet_meant_it(written, iso):
    assert parse(written).iso == iso


@pytest.mark.parametrize("written", NOT_READ)
def test_what_is_no_certain_date_is_none(written):
    assert parse(written) is None


def test_a_bare_day_counts_as_its_noon_in_utc():
    moment = parse("2025-06-30")
    assert moment.at == 1_751_284_800
    assert moment.day_only


def test_a_time_without_a_zone_takes_the_hint():
    hint = timezone(timedelta(hours=9))
    assert parse("2025-06-30 16:05", zone_hint=hint).iso == "2025-06-30T16:05:00+09:00"
    assert parse("2025年6月30日 16:05", zone_hint=hint).iso == "2025-06-30T16:05:00+09:00"


@pytest.mark.parametrize(
    ("language", "iso"), [("en-US", "2025-03-04"), ("en-GB", "2025-04-03"), ("fr", "2025-04-03"), ("en", None)]
)
def test_a_date_of_two_readings_follows_the_language(language, iso):
    moment = parse("03/04/2025", day_first=day_first_in(language))
    assert (moment and moment.iso) == iso


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120) | st.text(alphabet="0123456789-/:., TZ+apmJunMonGMT", max_size=40))
def test_no_text_at_all_raises(text):
    moment = parse(text)
    assert moment is None or 600_000_000 < moment.at < 4_200_000_000


@settings(max_examples=100, deadline=None)
@given(st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(2099, 1, 1)))
def test_what_mail_programs_write_is_read_back(when):
    written = when.strftime("%a, %d %b %Y %H:%M:%S +0000")
    assert parse(written).iso == when.replace(microsecond=0).isoformat() + "+00:00"
