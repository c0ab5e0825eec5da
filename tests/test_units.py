"""Pint quantities and conversions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, localcontext

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.errors import ConversionError, InputError
from claimx.records import Money, Percentage
from claimx.units import registry

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15)
RATE = {("EUR", "USD"): Decimal("1.08")}


def money(
    low: str | None = "300", high: str | None = "300", currency: str = "EUR", per: str | None = None
) -> Money:
    """An amount, 300 euros unless said."""
    numbers = [None if number is None else Decimal(number) for number in (low, high)]
    return Money(low=numbers[0], high=numbers[1], currency=currency, per=per)


class TestQuantity:
    @given(NUMBERS)
    def test_exact(self, number: Decimal) -> None:
        """A quantity holds the very number, as a Decimal."""
        magnitude = Money(low=number, high=number, currency="EUR").quantity.magnitude
        assert isinstance(magnitude, Decimal)
        assert magnitude == number

    def test_units_add(self) -> None:
        """Amounts of one currency add; amounts of two do not."""
        assert (money().quantity + money("200", "200").quantity).magnitude == Decimal(500)
        with pytest.raises(pint.DimensionalityError):
            money().quantity + money(currency="USD").quantity

    def test_per(self) -> None:
        """A price per share times a number of shares is an amount."""
        price = money("1.33", "1.33", per="action").quantity
        shares = registry().Quantity(Decimal(1000), price.units**-1 * registry().Unit("EUR"))
        assert (price * shares).to("EUR") == money("1330", "1330").quantity

    @pytest.mark.parametrize("per", ["mégawatt-heure", "m²", "1", "€", "m", "percent", "point", "EUR"])
    def test_per_any_word(self, per: str) -> None:
        """Whatever a price is per, its quantity holds the number and is no plain amount."""
        quantity = money(per=per).quantity
        assert quantity.magnitude == Decimal(300)
        assert quantity.dimensionality != money().quantity.dimensionality

    @pytest.mark.parametrize(
        ("unit", "percent"), [("percent", "25"), ("point", "25"), ("basis_point", "0.25")]
    )
    def test_percent(self, unit: str, percent: str) -> None:
        """Points and basis points convert to percent."""
        figure = Percentage.model_validate({"low": "25", "high": "25", "unit": unit})
        assert figure.quantity.to("percent").magnitude == Decimal(percent)

    @pytest.mark.parametrize(("low", "high", "stated"), [("3", "4", "3"), ("3", None, "3"), (None, "4", "4")])
    def test_bounds(self, low: str | None, high: str | None, stated: str) -> None:
        """The quantity is the lower end, or the only bound there is."""
        assert money(low, high).quantity.magnitude == Decimal(stated)

    def test_no_number(self) -> None:
        """A figure without a number has no quantity, and says so."""
        with pytest.raises(InputError, match="no number"):
            _ = money(None, None).quantity

    def test_threads(self) -> None:
        """Units come up safely under threads."""
        codes = [f"T{first}{second}" for first in "ABCDEFGH" for second in "ABCDEFGH"] * 4
        with ThreadPoolExecutor(8) as pool:
            quantities = list(pool.map(lambda code: money(currency=code).quantity, codes))
        assert [str(quantity.units) for quantity in quantities] == codes


class TestConversion:
    def test_direct(self) -> None:
        """A rate multiplies."""
        assert money().to("USD", rates=RATE) == money("324.00", "324.00", "USD")

    def test_inverse(self) -> None:
        """The rate of the other direction divides."""
        assert money("324", "324", "USD").to("EUR", rates=RATE) == money()

    def test_keeps_the_rest(self) -> None:
        """A conversion keeps bounds, comparator and what the price is per."""
        figure = Money(low=Decimal(3), high=None, currency="EUR", per="action", comparator="over")
        assert figure.to("USD", rates=RATE) == figure.model_copy(
            update={"low": Decimal("3.24"), "currency": "USD"}
        )

    def test_same_currency(self) -> None:
        """An amount is converted to its own currency without a rate."""
        assert money().to("EUR", rates={}) == money()

    def test_caller_precision(self) -> None:
        """A low precision of the caller's own arithmetic does not cut the result."""
        with localcontext(prec=3):
            converted = money("123456789", "123456789").to("USD", rates=RATE)
        assert converted.low == Decimal("133333332.12")

    def test_contexts_do_not_leak(self) -> None:
        """A rate serves the call it is given to, and no other."""
        money().to("USD", rates=RATE)
        with pytest.raises(ConversionError, match=r"no rate from EUR to USD: pass rates="):
            money().to("USD", rates={})

    @pytest.mark.parametrize("rate", ["0", "-1", "NaN", "Infinity"])
    def test_bad_rate(self, rate: str) -> None:
        """A rate must be a positive number."""
        with pytest.raises(ConversionError, match="positive Decimal"):
            money().to("USD", rates={("EUR", "USD"): Decimal(rate)})

    @pytest.mark.parametrize("code", ["euro", "", "US D", "€"])
    def test_bad_code(self, code: str) -> None:
        """A currency is an ISO 4217 code."""
        with pytest.raises(ConversionError, match="ISO 4217"):
            money().to(code, rates=RATE)
