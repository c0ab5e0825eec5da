"""The results: the pages say what the JSON files say, and nothing else."""

from __future__ import annotations

import json
import re

import pages
import pytest

NUMBER = re.compile(r"\d+\.\d")
ROOT = pages.HERE.parent


@pytest.fixture(scope="module")
def results() -> dict[str, pages.Part]:
    """What was measured."""
    return pages.read()


def test_readme(results: dict[str, pages.Part]) -> None:
    """The table of the README has the figures of the JSON files, with the day and the machine."""
    told = pages.QUOTED.findall(pages.README.read_text("utf-8"))
    assert told == [pages.quoted(results)]
    for line in pages.IN_README.values():
        assert f"{results['accuracy']['lines'][line]['F1']:.1f}" in told[0]
    assert results["accuracy"]["date"] in told[0]
    assert f"{results['accuracy']['cores']} cores" in told[0]


def test_page(results: dict[str, pages.Part]) -> None:
    """RESULTS.md is made of the JSON files."""
    assert (pages.HERE / "RESULTS.md").read_text("utf-8") == pages.page(results)


def test_everything_was_measured(results: dict[str, pages.Part]) -> None:
    """No part is missing, and the page says everything there is."""
    assert {"accuracy", "peers", "ablation"} <= set(results)
    page = pages.page(results)
    assert "not measured" not in page
    assert pages.MARK.search(page) is None


def test_every_number_comes_from_a_file(results: dict[str, pages.Part]) -> None:
    """Each number of the page is a value of the JSON files, rounded."""
    values: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, dict):
            for each in value.values():
                collect(each)
        elif isinstance(value, list):
            for each in value:
                collect(each)
        elif isinstance(value, int | float):
            values.add(f"{value:.1f}")

    collect(results)
    for peer in results["peers"]["peers"].values():  # what is a share there
        values |= {f"{100 * row['right'] / row['of']:.1f}" for row in peer.get("given", {}).values()}
    rows = [line for line in pages.page(results).splitlines() if line.startswith("|") and "==" not in line]
    told = {number for row in rows for cell in row.split("|")[2:] for number in NUMBER.findall(cell)}
    assert told
    assert told - values == set()


def test_plots(results: dict[str, pages.Part]) -> None:
    """Every plot of the page is there, and is an SVG."""
    plots = re.findall(r"\]\((results/\w+\.svg)\)", pages.page(results))
    assert len(plots) >= 6
    for plot in plots:
        assert (pages.HERE / plot).read_text("utf-8").startswith("<svg")


def test_no_passage_is_quoted(results: dict[str, pages.Part]) -> None:
    """The files hold figures alone: no address, no folder of a machine."""
    text = json.dumps(results, ensure_ascii=False)
    assert re.findall(r"\w+://|/(?:home|root|tmp|work)/", text) == []


def test_what_was_not_measured_is_told() -> None:
    """A part without its file is no number."""
    assert "This was not measured." in pages.page({})
