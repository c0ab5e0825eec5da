"""The regression gate: a headline figure of the dev split may not fall by more than a point."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import gate
import pytest

Gold = dict[str, Any]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[Gold]:
    """What is read of the dev split: everything right, until a test changes it."""
    read = copy.deepcopy(gate.load(sorted(gate.DEV.glob("*.txt"))))
    monkeypatch.setattr(gate, "predict", lambda _: read)
    return read


@pytest.fixture
def baseline(tmp_path: Path, reading: list[Gold]) -> list[str]:
    """A baseline recorded when everything was right, as arguments."""
    arguments = ["--baseline", str(tmp_path / "baseline.json")]
    assert reading
    assert gate.main([*arguments, "--record"]) == 0
    return arguments


def spoil(read: list[Gold], claims: int) -> None:
    """Take the metric of so many claims wrong."""
    every = [claim for one in read for claim in one["claims"]]
    for claim in every[:claims]:
        claim["metric"] = "nothing"


def test_nothing_fell(baseline: list[str]) -> None:
    """The same figures pass."""
    assert gate.main(baseline) == 0


def test_a_drop_fails(baseline: list[str], reading: list[Gold], capsys: pytest.CaptureFixture[str]) -> None:
    """A drop of more than a point fails, and is told with what to do."""
    spoil(reading, 6)  # of some 200
    assert gate.main(baseline) == 1
    told = capsys.readouterr().err
    assert "metric fell from 100.0 to 97.0" in told
    assert "WHOLE CLAIM fell" in told
    assert "direction" not in told
    assert "--record" in told


def test_noise_passes(baseline: list[str], reading: list[Gold]) -> None:
    """A drop of a point or less passes."""
    spoil(reading, 1)
    assert gate.main(baseline) == 0


def test_recorded_again(baseline: list[str], reading: list[Gold]) -> None:
    """A drop that was recorded on purpose passes."""
    spoil(reading, 6)
    assert gate.main([*baseline, "--record"]) == 0
    assert gate.main(baseline) == 0


def test_a_missing_figure_has_fallen() -> None:
    """A figure of the baseline that is measured no more fails."""
    assert list(gate.fallen({}, {"metric": 60.0})) == ["metric fell from 60.0 to 0.0"]


def test_the_recorded_baseline() -> None:
    """The baseline of the repository has every headline figure."""
    assert list(json.loads(gate.BASELINE.read_text("utf-8"))) == list(gate.HEADLINES)


def test_is_part_of_what_must_pass() -> None:
    """What must pass before a merge runs the gate."""
    root = gate.BASELINE.parents[1]
    assert "make gate" in (root / ".ci" / "run").read_text("utf-8").splitlines()
    assert "benchmarks/gate.py" in (root / "Makefile").read_text("utf-8")
