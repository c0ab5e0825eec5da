"""``python -m claimx`` is the ``claimx`` command."""

from __future__ import annotations

from claimx.cli import app

if __name__ == "__main__":
    app(prog_name="claimx")
