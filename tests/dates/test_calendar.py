"""Calendar arithmetic: months are months, weeks are ISO weeks, feasts fall where they fall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.dates import calendar
from claimx.dates.calendar import Interval, Part, add_months, around, easter, move, shift, timex

DAYS = st.dates(date(1100, 1, 1), date(2899, 12, 31))


def interval(start: str, end: str = "") -> Interval:
    """Write an interval in short."""
    return Interval(date.fromisoformat(start), date.fromisoformat(end or start))


@pytest.mark.parametrize(
    ("year", "day"),
    [(2019, "04-21"), (2020, "04-12"), (2024, "03-31"), (2025, "04-20"), (2038, "04-25"), (1818, "03-22")],
)
def test_easter_falls_on_its_sunday(year: int, day: str) -> None:
    """Easter Sunday is the one of the almanac."""
    assert easter(year) == date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize(
    ("part", "year", "expected"),
    [
        (Part("day", 2, 29), 2024, interval("2024-02-29")),
        (Part("day", 2, 29), 2023, None),
        (Part("day", 2, 31), 2024, None),
        (Part("day", 13, 1), 2024, None),
        (Part("month", 2), 2024, interval("2024-02-01", "2024-02-29")),
        (Part("month", 2), 2100, interval("2100-02-01", "2100-02-28")),
        (Part("quarter", 4), 2023, interval("2023-10-01", "2023-12-31")),
        (Part("half", 2), 2023, interval("2023-07-01", "2023-12-31")),
        (Part("third", 3), 2023, interval("2023-09-01", "2023-12-31")),
        (Part("season", 3), 2023, interval("2023-12-21", "2024-03-19")),
        (Part("week", 53), 2020, interval("2020-12-28", "2021-01-03")),
        (Part("fortnight", 2, 2), 2024, interval("2024-02-16", "2024-02-29")),
        (Part("week_of_month", 2, -1), 2020, interval("2020-02-24", "2020-03-01")),
        (Part("weekend_of_month", 9, 1), 2019, interval("2019-09-07", "2019-09-08")),
        (Part("feast", rule="easter+39"), 2024, interval("2024-05-09")),
        (Part("feast", rule="nth 11 4 4 1"), 2024, interval("2024-11-29")),
        (Part("feast", rule="nth 5 7 -1 0"), 2024, interval("2024-05-26")),
    ],
)
def test_a_part_of_a_year_is_these_days(part: Part, year: int, expected: Interval | None) -> None:
    """A part of a year gives its first and last day, or None where the year has none."""
    assert part.within(year) == expected


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (interval("2024-06-30"), "2024-06-30"),
        (interval("2024-06-01", "2024-06-30"), "2024-06"),
        (interval("2024-07-01", "2024-09-30"), "2024-Q3"),
        (interval("2024-01-01", "2024-06-30"), "2024-H1"),
        (interval("2024-01-01", "2024-12-31"), "2024"),
        (interval("2030-01-01", "2039-12-31"), "203"),
        (interval("2001-01-01", "2100-12-31"), "20"),
        (interval("2024-09-09", "2024-09-15"), "2024-W37"),
        (interval("2020-12-28", "2021-01-03"), "2020-W53"),
        (interval("2020-09-19", "2020-09-20"), "2020-W38-WE"),
        (interval("2018-06-21", "2018-09-22"), "2018-SU"),
        (interval("2022-02-01", "2022-04-30"), None),
    ],
)
def test_an_interval_has_its_timex(days: Interval, name: str | None) -> None:
    """Days, weeks, months, quarters, halves, years, decades, centuries and seasons have a TIMEX3 value."""
    assert timex(days) == name


def test_a_part_without_a_year_says_so() -> None:
    """The year of a TIMEX3 value that is not known is written XXXX."""
    assert Part("quarter", 3).timex == "XXXX-Q3"


def test_a_month_later_is_a_month_later() -> None:
    """The day of the month is kept where the month has it, else the last one is taken."""
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 12, 31), 2) == date(2024, 2, 29)
    assert add_months(date(2024, 3, 15), -15) == date(2022, 12, 15)


def test_a_period_moves_whole() -> None:
    """A quarter moved by a year is a quarter, February keeps its last day."""
    assert shift(interval("2021-07-01", "2021-09-30"), "year", -1) == interval("2020-07-01", "2020-09-30")
    assert shift(interval("2023-02-01", "2023-02-28"), "year", 1) == interval("2024-02-01", "2024-02-29")
    assert shift(interval("2024-02-29"), "year", -1) == interval("2023-02-28")
    assert shift(interval("2018-06-21", "2018-09-22"), "year", -1) == interval("2017-06-21", "2017-09-22")


def test_nothing_moves_out_of_the_calendar() -> None:
    """A move beyond the first or last year there is gives None."""
    assert move(date(1500, 1, 1), "year", -3000) is None
    assert move(date(2024, 1, 1), "century", 90) is None


@given(DAYS, st.sampled_from(sorted(calendar.UNITS - {"weekend"})))
def test_a_day_is_in_the_unit_around_it(moment: date, unit: str) -> None:
    """The week, month or decade around a day holds it."""
    whole = around(moment, unit)
    assert whole.start <= moment <= whole.end


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "half", "year"]), st.integers(-40, 40))
def test_neighbouring_units_touch(moment: date, unit: str, count: int) -> None:
    """The unit after one begins the day after it ends."""
    here = around(moment, unit)
    there = shift(here, unit, count)
    after = shift(here, unit, count + 1)
    assert there is not None
    assert after is not None
    assert after.start == there.end + timedelta(days=1)
