"""One extraction or many."""

from __future__ import annotations

import pytest

from claimx.errors import InputError
from claimx.many import as_list
from handmade import half_year


def test_either() -> None:
    """One is a list of one; many are a list, whatever they came in."""
    one = half_year()
    assert as_list(one) == as_list((one,)) == as_list(iter([one])) == [one]
    assert as_list([]) == []


@pytest.mark.parametrize("wrong", ["text", None, 3, [half_year(), None], half_year().claims[0]])
def test_wrong(wrong: object) -> None:
    """Anything else is refused with what to pass."""
    with pytest.raises(InputError, match=r"pass what claimx\.extract or claimx\.extract_many returned"):
        as_list(wrong)
