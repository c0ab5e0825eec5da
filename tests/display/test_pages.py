"""Pages that stand alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimx.display import save
from claimx.errors import InputError
from handmade import claim, extraction, half_year


def test_one(tmp_path: Path) -> None:
    """One extraction is a page in UTF-8, French, titled by its first line, closed to all from outside."""
    save(half_year(), tmp_path / "page.html")
    page = (tmp_path / "page.html").read_bytes().decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">\n')
    assert "<title>Velmor a publié ses comptes du premier semestre 2024.</title>" in page
    assert "default-src 'none'" in page
    assert re.findall(r"<h\d>", page) == ["<h2>"]


def test_many(tmp_path: Path) -> None:
    """Many extractions are one page with a title, a section each, and the rules once."""
    save((each for each in [half_year(), half_year()]), str(tmp_path / "page.html"), title="Résultats & co")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<title>Résultats &amp; co</title>" in page
    assert re.findall(r"<h\d>", page) == ["<h1>", "<h2>", "<h2>"]
    assert page.count("<style>") == 1
    assert page.count(".cx-h0:hover)") == 3


def test_published(tmp_path: Path) -> None:
    """The day of publication is shown where it is known."""
    dated = half_year().model_validate({**half_year().model_dump(), "published": "2024-07-30"})
    save([dated, half_year()], tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").count("<time>2024-07-30</time>") == 1


def test_odd_text(tmp_path: Path) -> None:
    """A text of odd signs, or of none, has a page; its title cannot be left."""
    text = "</title><script>\ud800\x00 8 %"
    save([extraction(text, [claim(text, "8 %")]), extraction("")], tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;/title&gt;&lt;script&gt;" in page


def test_unwritable(tmp_path: Path) -> None:
    """A file that cannot be written is told with what to do."""
    with pytest.raises(InputError, match=r"no such file or directory; name a file in a folder that is there"):
        save(half_year(), tmp_path / "none" / "page.html")


def test_wrong() -> None:
    """What is no extraction is refused before anything is written."""
    with pytest.raises(InputError, match="takes an Extraction or many, not str"):
        save("page.html", "page.html")  # type: ignore[arg-type]
