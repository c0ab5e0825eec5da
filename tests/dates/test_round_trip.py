"""Random dates, written in every form, read back as themselves."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.dates.reading import periods

from claimx.dates import calendar
from claimx.lexicon import rows

DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))
MONTHS = [
    name
    for number in range(1, 13)
    for name in [next(m for m, n in rows("months_days")["month"].items() if n == number)]
]
WEEKDAYS = list(rows("months_days")["weekday"])
ORDINALS = {
    1: ["premier", "1er"],
    2: ["deuxième", "2e", "second"],
    3: ["troisième", "3e"],
    4: ["quatrième", "4ème"],
}


def forms(day: date) -> list[str]:
    """Write a day as the press does."""
    number = "1er" if day.day == 1 else str(day.day)
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    return [
        f"{number} {month} {day.year}",
        f"{weekday} {number} {month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%d-%m-%Y}",
        day.isoformat(),
        f"{number}\u00a0{month}\u202f{day.year}",
        f"{number} {month.capitalize()} {day.year}",
    ]


@given(DAYS, st.dates(date(1990, 1, 1), date(2040, 1, 1)) | st.none())
def test_a_day_with_its_year_is_read_back(day: date, published: date | None) -> None:
    """However a full date is written, and whenever, it is that day."""
    for form in forms(day):
        assert periods(f"La séance du {form} fut levée.", published) == [(str(day), form)]


@given(DAYS, st.integers(1, 12))
def test_a_month_with_its_year_is_read_back(day: date, month: int) -> None:
    """A month and a year are the days of that month."""
    whole = calendar.months(day.year, month)
    for lead in ("en", "depuis", "fin", "début", "jusqu'en"):
        (period, _), *others = periods(f"Il a vécu là {lead} {MONTHS[month - 1]} {day.year}.")
        assert period.split(" ")[0] == f"{whole.start}..{whole.end}"
        assert not others


@given(st.integers(1950, 2090), st.integers(1, 4))
def test_a_quarter_is_read_back(year: int, number: int) -> None:
    """Every notation of a quarter is the same three months."""
    whole = calendar.quarter(year, number)
    written = [f"T{number} {year}", f"{number}T{year % 100:02}", f"Q{number} {year}"]
    written += [f"{ordinal} trimestre {year}" for ordinal in ORDINALS[number]]
    for form in written if year >= 2000 else written[:1] + written[2:]:
        assert periods(f"Le résultat du {form} est publié.") == [(f"{whole.start}..{whole.end}", form)]


@given(st.integers(1901, 2090), st.integers(1, 9))
def test_a_span_of_years_is_read_back(first: int, more: int) -> None:
    """Two years that bound a period are both in it."""
    expected = f"{first}-01-01..{first + more}-12-31"
    for form in (
        f"entre {first} et {first + more}",
        f"de {first} à {first + more}",
        f"en {first}-{first + more}",
    ):
        assert [period for period, _ in periods(f"C'était {form}, dit-on.")] == [expected]


@given(st.integers(2, 300), st.sampled_from([("ans", "Y"), ("mois", "M"), ("semaines", "W"), ("jours", "D")]))
def test_a_duration_is_read_back(count: int, unit: tuple[str, str]) -> None:
    """A number and a unit are that duration."""
    assert periods(f"Cela a duré pendant {count} {unit[0]}.") == [
        (f"P{count}{unit[1]}", f"{count} {unit[0]}")
    ]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """No text makes the stage fail, and its spans are in order and apart."""
    assert isinstance(periods(text), list)
