"""The documentation: its examples run, its figures are those of the data, and no link is broken."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

import claimx
from blocks import blocks, links, run, unprinted
from claimx.records import Metric

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
WITH_CODE = [page for page in PAGES if blocks(page)]


def words(page: Path) -> str:
    """The words of a page that was built, without its marks."""
    return re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))


def measured(part: str) -> dict[str, Any]:
    """What ``make bench`` wrote of a part."""
    found: dict[str, Any] = json.loads((ROOT / "benchmarks" / "results" / f"{part}.json").read_text("utf-8"))
    return found


def sentences() -> list[str]:
    """The sentences of the page of mistakes, without their marks."""
    bodies = re.findall(r"^@ .*\n(.+)$", (DOCS / "limits.txt").read_text("utf-8"), re.MULTILINE)
    return [re.sub(r"\[\[|\]\]|<<|\|[^>}]*(?:>>|\}\})|\{\{", "", body) for body in bodies]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as ``make docs`` does."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return folder


def test_pages() -> None:
    """Every block of Python is followed by what it prints, and most pages have one."""
    assert [page.name for page in PAGES if unprinted(page)] == []
    assert len(WITH_CODE) >= 6


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_CODE, ids=lambda page: page.stem)
@pytest.mark.usefixtures("spark_environment")
def test_code_prints_what_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page, run one after the other, print exactly what stands under them."""
    monkeypatch.chdir(tmp_path)
    run(page)


def test_links() -> None:
    """The pages and pictures that a page points to are there."""
    found = {page.name: links(page) for page in PAGES}
    assert sum(map(len, found.values())) > 5
    assert [(name, link) for name, each in found.items() for link in each if not (DOCS / link).exists()] == []


@pytest.mark.parametrize("record", ["Extraction", "Claim", "Company", "DateMention", "Check"])
def test_fields(record: str) -> None:
    """The page of the records speaks of every field."""
    text = (DOCS / "records.md").read_text(encoding="utf-8")
    fields = set(getattr(claimx, record).model_fields)
    assert {name for name in fields if not re.search(rf"\b{name}\b", text)} == set()


class TestSite:
    def test_accuracy(self, site: Path) -> None:
        """Every row of the data is in the table, with the figures that were measured."""
        measures: list[dict[str, Any]] = tomllib.loads((DOCS / "accuracy.toml").read_text())["measures"]
        test, press, held = measured("accuracy"), measured("real"), measured("held")
        text = words(site / "accuracy.html")
        for each in measures:
            row = text[text.index(f"{each['name']}\n") :].split("\n")[2:5]
            assert row[0] == f"{press['lines'][each['line']]['F1']:.1f}"
            assert row[1] == (f"{held[each['held']]:.1f}" if "held" in each else "—")
            assert row[2].startswith(f"{test['lines'][each['line']]['F1']:.1f} (")
        assert {each["held"] for each in measures if "held" in each} == set(held) - {"claims", "weights"}
        assert f"{held['claims']} claims" in text
        assert "not comparable" in text

    def test_confidence(self, site: Path) -> None:
        """Both pages that speak of the confidence tell how many of the surest claims are right."""
        above = measured("accuracy")["calibration"]["at least"]["0.8"]
        for page in ("accuracy", "records"):
            text = words(site / f"{page}.html")
            assert f"of {above['claims']} claims of 0.8 or more, {above['whole']:.1f} % are right" in text

    def test_limits(self, site: Path) -> None:
        """The page of mistakes has every kind with its count, and sentences that are read wrong."""
        text = words(site / "limits.html")
        for kind, counted in measured("accuracy")["mistakes"].items():
            section = text[text.index(f"{kind.capitalize()}&para;") :]
            assert f"{sum(counted.values())} mistakes: " in section.split("&para;")[1]
        shown = [words_of for words_of in sentences() if words_of[:60] in text]
        assert len(shown) >= 5
        assert "here in the repository" not in text

    def test_metrics(self, site: Path) -> None:
        """The page of the records lists what may be measured."""
        text = words(site / "records.html")
        assert [metric for metric in get_args(Metric) if metric not in text] == []

    def test_commands(self, site: Path) -> None:
        """The page of the commands has their help, as it is."""
        text = words(site / "commands.html")
        assert "--published" in text
        assert "--time-limit" in text
        assert "--rehearsal" in text

    def test_reference(self, site: Path) -> None:
        """Everything public is in the reference."""
        text = words(site / "reference.html")
        assert [name for name in claimx.__all__ if name not in text] == []

    def test_nothing_is_fetched(self, site: Path) -> None:
        """No page loads anything from elsewhere."""
        fetched = re.compile(
            r'(?:src|href)="(https?:)?//[^"]+"[^>]*(?:rel="stylesheet"|\.js)|<script[^>]+src="http'
        )
        assert [page.name for page in site.glob("*.html") if fetched.search(page.read_text())] == []

    def test_nothing_is_left(self, site: Path) -> None:
        """Every mark of a page was replaced."""
        marks = re.compile(r"&lt;!--|<!-- (?:/|accuracy|columns|confidence|help|limits|metrics|picture)")
        assert [page.name for page in site.glob("*.html") if marks.search(page.read_text())] == []
