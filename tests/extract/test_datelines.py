import pytest

from broadsheet.extract.datelines import in_address, in_lines, in_page
from tests.extract.samples import document


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://press.example/2025/06/30/pier", "2025-06-30"),
        ("https://press.example/news/2025-6-3-pier", "2025-06-03"),
        ("https://press.example/meldungen/29-10-2021", "2021-10-29"),
        ("https://press.example/2025/13/45/pier", None),
        ("https://press.example/news/pier-12345678", None),
    ],
)
def test_an_address_may_name_the_day(url, day):
    moment = in_address(url)
    assert (moment.iso if moment else None) == day


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Harbour news", "30 June 2025"], "2025-06-30"),
        (["Published: 30 June 2025"], "2025-06-30"),
        (["Bo Ek | 30 June 2025"], "2025-06-30"),
        (
            ["In 1998 the pier was 212 metres long and 9 wide, as the town's own records of that year say in detail."],
            None,
        ),
        (["no date"], None),
    ],
)
def test_a_line_beside_the_headline_may_name_the_day(lines, day):
    moment = in_lines(lines)
    assert (moment.iso if moment else None) == day


def test_the_whole_page_is_searched_last():
    moment = in_page(document("<p class=post-date>30 June 2025</p><p>words</p>"))
    assert moment is not None
    assert moment.iso == "2025-06-30"
