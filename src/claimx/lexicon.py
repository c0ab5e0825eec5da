"""The lexicons: French words as data, read once, checked, and turned into patterns.

Each file of ``claimx/lexicons`` is TOML, one entry a line, with a head comment that explains its rows. In a
form, a group in round brackets writes variants in short: ``"(hausse|progression)"`` is two forms, and a
group with one member is optional: ``"bénéfice(s) net(s)"`` is four. ``"recul(|e|ent)"`` is three.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Any

from claimx.errors import LexiconError

__all__ = ["alternation", "expand", "place", "rows", "single_spaced"]

_SPACES = re.compile(" {2,}")
_GROUP = re.compile(r"\(([^()]*)\)")


class _Tables(dict[str, Any]):
    """The tables of a file; to ask for one that it should have and has not is told as what it is."""

    def __init__(self, name: str, tables: Mapping[str, Any]) -> None:
        super().__init__(tables)
        self._name = name

    def __missing__(self, key: str) -> Any:  # noqa: ANN401  as dict has it
        raise LexiconError(
            f"lexicons/{self._name}.toml has no [{key}]; write it again as the comment at its head says"
        )


@cache
def rows(name: str) -> Mapping[str, Any]:
    """The tables of ``lexicons/<name>.toml``. Raises ``LexiconError`` when the file cannot be read."""
    path = resources.files("claimx") / "lexicons" / f"{name}.toml"
    try:
        return _Tables(name, tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise LexiconError(f"lexicons/{name}.toml is missing: reinstall claimx") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"lexicons/{name}.toml: {error}; see the comment at its head") from error


def place(entry: str, name: str = "") -> str:
    """Where an entry stands, to begin the message of an error with: "lexicons/metrics.toml, line 12: ".

    It is looked for in the file named, else in all of them; no line is told when it stands in none.
    """
    written = re.compile(rf"""["']{re.escape(entry)}\??["']|^{re.escape(entry)}\s*=""")
    files = sorted(Path(str(resources.files("claimx") / "lexicons")).glob(f"{name or '*'}.toml"))
    return next(
        (
            f"lexicons/{path.name}, line {number}: "
            for path in files
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if not line.startswith("#") and written.search(line)
        ),
        f"lexicons/{name}.toml: " if name else "",
    )


def expand(form: str) -> tuple[str, ...]:
    """Write out the variants of a form.

    >>> expand("bénéfice(s)")
    ('bénéfice', 'bénéfices')
    >>> expand("recul(|e|ent)")
    ('recul', 'recule', 'reculent')
    """
    pieces = _GROUP.split(form)
    if any(bracket in piece for piece in pieces for bracket in "()"):
        raise LexiconError(
            f"{place(form)}{form!r}: groups do not nest and each '(' needs its ')'; write the forms apart"
        )
    choices = [
        (piece,) if index % 2 == 0 else tuple(piece.split("|")) if "|" in piece else ("", piece)
        for index, piece in enumerate(pieces)
    ]
    return tuple("".join(parts) for parts in product(*choices))


def single_spaced(words: str) -> str:
    """The form that words matched by ``alternation`` stand for: its spaces match one or more.

    >>> single_spaced("et   demi")
    'et demi'
    """
    return _SPACES.sub(" ", words) if "  " in words else words


def alternation(forms: Iterable[str]) -> str:
    """One regular expression that matches any of the forms, longest first, sharing their beginnings.

    Spaces in a form match one or more spaces. The forms are literal: nothing in them is a pattern.
    Raises ``LexiconError`` when there is no form, or an empty one.
    """
    tree: dict[str, Any] = {}
    empty = True
    for form in forms:
        if not form.strip():
            raise LexiconError(f"{place(form)}an empty form would match everywhere; remove it")
        empty = False
        node = tree
        for character in single_spaced(form):  # patterns of spaces in a row try every split
            node = node.setdefault(character, {})
        node[""] = {}
    if empty:
        raise LexiconError("a pattern needs one form at least")
    # A form that begins with a space begins at the first of several: from each of them, it is quadratic.
    return rf"(?:(?!\ )|(?<!\ )){_pattern(tree)}" if " " in tree else _pattern(tree)


def _pattern(node: Mapping[str, Any]) -> str:
    branches = [
        ((r"\ +" if character == " " else re.escape(character)) + _pattern(below))
        for character, below in sorted(node.items())
        if character
    ]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if "" in node else body
