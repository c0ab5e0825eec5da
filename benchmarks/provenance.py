"""Which code was measured."""

from __future__ import annotations

import hashlib
from pathlib import Path

import claimx


def code(folder: Path = Path(claimx.__file__).parent) -> str:
    """A short hash of the files of claimx, names and bytes, as they are now: what a result is a result of."""
    files = sorted(each for each in folder.rglob("*") if each.is_file() and "__pycache__" not in each.parts)
    made = hashlib.sha256()
    for each in files:
        made.update(f"{each.relative_to(folder).as_posix()}\0{each.stat().st_size}\0".encode())
        made.update(each.read_bytes())
    return made.hexdigest()[:12]


def digest(path: Path) -> str:
    """A short hash of one file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
