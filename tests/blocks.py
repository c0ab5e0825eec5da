"""The Python blocks of a page of Markdown, which are run: each is followed by what it prints."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

__all__ = ["blocks", "links", "run", "unprinted"]

_BLOCK = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\((?!http)([^)#]+)(?:#[^)]*)?\)")


def blocks(page: Path) -> list[tuple[str, str]]:
    """Each block of Python and what it prints."""
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


def unprinted(page: Path) -> int:
    """How many blocks of Python are not followed by what they print."""
    return page.read_text(encoding="utf-8").count("```python") - len(blocks(page))


def run(page: Path) -> None:
    """Run the blocks of a page one after the other; each must print exactly what stands under it."""
    names: dict[str, Any] = {}
    try:
        for code, expected in blocks(page):
            with redirect_stdout(StringIO()) as printed:
                exec(compile(code, page.name, "exec"), names)  # noqa: S102  it is our own
            assert printed.getvalue() == expected
    finally:
        if session := names.get("spark"):
            session.stop()


def links(page: Path) -> list[str]:
    """The files a page points to."""
    return _LINK.findall(page.read_text(encoding="utf-8"))
