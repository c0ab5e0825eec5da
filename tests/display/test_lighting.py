"""The rules that light the words of a figure."""

from __future__ import annotations

import pytest

from claimx.display.lighting import rules
from claimx.display.marking import lines
from claimx.records import Extraction
from handmade import claim, extraction, half_year


def selectors(what: Extraction) -> list[str]:
    """What is lit where a figure is pointed at."""
    return rules([list(lines(what))]).partition("{")[0].strip().split(",\n")


def test_same_line_and_before() -> None:
    """From the line of a figure one rule leads to its record, one to its words there, one to those before."""
    assert selectors(half_year()) == [
        ".cx-l1:has(.cx-h0:hover)~.cx-records .cx-r0",
        ".cx-l:has(+.cx-l .cx-h0:hover) .cx-e0",
        ".cx-l:has(.cx-h0:hover) .cx-e0",
        ".cx-l1:has(.cx-h1:hover)~.cx-records .cx-r1",
        ".cx-l:has(.cx-h1:hover) .cx-e1",
    ]


@pytest.mark.parametrize(("gap", "steps"), [(1, "+.cx-l"), (2, "+.cx-l+.cx-l"), (30, "~.cx-l")])
def test_after(gap: int, steps: str) -> None:
    """Words in a later line are reached by steps, far ones by a search."""
    text = "8 %" + "\nrien" * (gap - 1) + "\nmarge"
    made = extraction(text, [claim(text, "8 %", {"metric": ["marge"]})])
    assert selectors(made)[1] == f".cx-l:has(.cx-h0:hover){steps} .cx-e0"


def test_focus_gives_way() -> None:
    """What is focused is lit too, but while nothing is pointed at."""
    pointed, focused = rules([list(lines(half_year()))]).split(".claimx:not(:has(.cx-h:hover)){")
    assert pointed.count(":hover") == focused.count(":focus") == 5
    assert ":hover" not in focused


def test_views_of_a_page_share() -> None:
    """Views with the same rules have them once; a view without figures has none."""
    read = list(lines(half_year()))
    assert rules([read, read]) == rules([read])
    assert rules([]) == rules([list(lines(extraction("Rien.")))]) == ""


def test_linear() -> None:
    """The rules grow in step with the figures."""
    text = "\n".join(f"marge{n} de {n} % " for n in range(2000))
    claims = [claim(text, f" {n} % ", {"metric": [f"marge{n} "]}) for n in range(2000)]
    size = [len(rules([list(lines(extraction(text, claims[:count])))])) for count in (1000, 2000)]
    assert size[1] < 2.1 * size[0]
    assert size[1] < 200 * 2000
