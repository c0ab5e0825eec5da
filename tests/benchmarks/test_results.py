"""The results: the pages say what the JSON files say, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pages
import provenance
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
    assert {"accuracy", "peers", "cost", "ablation", "limits", "held"} <= set(results)
    page = pages.page(results)
    assert "not measured" not in page
    assert pages.MARK.search(page) is None


def test_one_code(results: dict[str, pages.Part]) -> None:
    """All parts are of the same code, and the page tells which."""
    codes = {name: part.get("code") for name, part in results.items() if name != "held"}
    assert len(set(codes.values())) == 1, codes
    code = codes["accuracy"]
    assert re.fullmatch(r"[0-9a-f]{12}", str(code))
    assert f"(code {code})" in pages.page(results)


def test_durations(results: dict[str, pages.Part]) -> None:
    """Every part that ``make bench`` measures says how many seconds that took."""
    assert [name for name, part in results.items() if name != "held" and not part.get("seconds", 0) > 0] == []


def test_weights_are_those_shipped(results: dict[str, pages.Part]) -> None:
    """The cross-validation is of the training that made the shipped weights."""
    shipped = ROOT / "src" / "claimx" / "lexicons" / "weights.json"
    assert results["held"]["weights"] == provenance.digest(shipped)


def test_code_is_hashed(tmp_path: Path) -> None:
    """The hash is of names and bytes, whatever was compiled."""
    (tmp_path / "one.py").write_text("1")
    first = provenance.code(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "one.pyc").write_text("")
    assert provenance.code(tmp_path) == first
    assert re.fullmatch(r"[0-9a-f]{12}", first)
    (tmp_path / "one.py").write_text("2")
    second = provenance.code(tmp_path)
    (tmp_path / "one.py").rename(tmp_path / "two.py")
    assert len({first, second, provenance.code(tmp_path)}) == 3


def test_speed_tells_who_is_faster(results: dict[str, pages.Part]) -> None:
    """The README has the rates of everyone that reads whole texts, on both kinds, and says who is faster."""
    told = "\n".join(pages.quoted(results).splitlines()[-2:])
    ran = [peer for peer in results["peers"]["peers"].values() if peer.get("lines")]
    for peer in ran:
        rates = peer["characters a second"]
        assert f"{peer['name']} {rates['articles']:,} ({rates['passages']:,})" in told
    ours = results["peers"]["peers"]["claimx"]["characters a second"]["articles"]
    slower = told.partition("claimx is slower than ")[2].partition(" on articles")[0]
    names = {peer["name"] for peer in ran if peer["characters a second"]["articles"] > ours}
    assert set(re.split(", | and ", slower)) == (names or {"none"})


def test_confidence_on_both_sets(results: dict[str, pages.Part]) -> None:
    """Of the surest claims it is told how many are right, and by how much the confidence is off."""
    sure = {"calibration": {"at least": {"0.8": {"claims": 30, "confidence": 81.2, "whole": 56.7}}}}
    told = list(pages.surest({"accuracy": results["accuracy"], "real": sure}))
    assert len(told) == 2
    assert "of 30 claims of 0.8 or more, 56.7 % are right" in told[1]
    assert told[1].endswith("81.2 % on average: 24.5 points too high.")


def test_limits(results: dict[str, pages.Part]) -> None:
    """Kinds with many mistakes have at least three examples."""
    page = pages.page(results)
    for kind in ("counterparties", "companies", "sources", "when", "metric", "subjects"):
        rows = results["limits"]["examples"][kind]
        assert len(rows) >= 3
        assert f"### {kind.capitalize()}\n" in page
        assert all(row["words"].replace("⟦", "**").replace("⟧", "**") in page for row in rows)


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
    values |= set(NUMBER.findall(json.dumps(results["limits"])))  # of the sentences that are read wrong
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
    """The files hold figures and sentences of docs/limits.txt: no address, no folder of a machine."""
    text = json.dumps(results, ensure_ascii=False)
    assert re.findall(r"\w+://|/(?:home|root|tmp|work)/", text) == []


def test_what_was_not_measured_is_told() -> None:
    """A part without its file is no number."""
    assert "This was not measured." in pages.page({})
