"""Listings: only where the name leaves no doubt."""

from __future__ import annotations

import pytest

from claimx.companies import shipped
from claimx.companies.listings import find_listing
from claimx.records import Listing


def test_listing_of_a_known_company() -> None:
    """Listing of a known company."""
    expected = Listing(ticker="RNO", isin="FR0000131906", exchange="Euronext Paris", country="FR")
    assert find_listing("Renault", shipped()) == expected
    assert find_listing("SocGen", shipped()) == find_listing("Société Générale", shipped()) is not None


@pytest.mark.parametrize(
    "name", ["Merck", "Aéroports de Paris", "Match", "Zéphira", "Cactus", "Hydro-Québec", "SES"]
)
def test_no_listing_in_doubt(name: str) -> None:
    """No listing in doubt."""
    assert find_listing(name, shipped()) is None


@pytest.mark.parametrize("name", ["LVMH", "Apple", "Nestlé", "UBS", "Airbus", "Meta", "Walmart"])
def test_share_codes_are_well_formed(name: str) -> None:
    """Share codes are well formed."""
    listing = find_listing(name, shipped())
    assert listing is not None
    assert listing.isin is not None
    assert listing.isin[:2] == listing.country
    assert len(listing.isin) == 12
