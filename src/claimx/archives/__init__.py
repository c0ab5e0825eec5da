"""Whole archives of articles in, tables or JSON out: resumable, exact, on all cores of one machine.

``run(["2024.jsonl.gz"], "claims")`` reads every article and writes the folder ``claims``; run again after any
interruption, it goes on where it was.
"""

from __future__ import annotations

from claimx.archives.options import Fields, Options
from claimx.archives.run import Summary, run

__all__ = ["Fields", "Options", "Summary", "run"]
