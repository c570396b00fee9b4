import pytest

from broadsheet.text.periods import begins, ends, is_period

NOW = 1_760_000_000  # 9 October 2025, 08:53:20 UTC
DAY = 86_400


@pytest.mark.parametrize("said", ["2025-10-09", "2025.1.9", "2025-10", "2025", "today", "yesterday", "7d", "12h", "1y"])
def test_days_months_years_and_ages_are_periods(said):
    assert is_period(said)
    assert begins(said, NOW) <= ends(said, NOW)


@pytest.mark.parametrize("said", ["", "2025-13", "2025-02-30", "0001", "9999", "d", "7", "99999d", "tomorrow", "٢٠٢٥"])
def test_nothing_else_is(said):
    assert not is_period(said)
    with pytest.raises(ValueError, match="no period"):
        begins(said, NOW)


@pytest.mark.parametrize(
    ("said", "first", "days"),
    [("today", 1_759_968_000, 1), ("2024-02", 1_706_745_600, 29), ("2024", 1_704_067_200, 366)],
)
def test_a_period_lasts_to_its_last_second(said, first, days):
    assert (begins(said, NOW), ends(said, NOW)) == (first, first + days * DAY - 1)
