"""Run one peer in its own environment: a request of JSON on standard input, the answer on standard output.

    PEER/bin/python benchmarks/peers/run.py ADAPTER < request.json > answer.json

The request has ``options``, ``texts`` to read and ``given`` words, each with ``published``, and ``timed``,
lists of texts by name. The answer tells what was ``found``, the ``values`` of the words, the processor
seconds of ``load`` and, by name, of reading what is ``timed``, warm.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from shapes import Peer

WARM = 3  # texts


def day(written: str | None) -> date | None:
    """A date as JSON has it."""
    return date.fromisoformat(written) if written else None


def answer(name: str, request: dict[str, Any]) -> dict[str, Any]:
    """Ask a peer."""
    start = time.process_time()
    peer = cast("Peer", importlib.import_module(f"adapters.{name}").load(request["options"]))
    loaded = time.process_time() - start
    found = [asdict(peer.read(one["text"], day(one["published"]))) for one in request["texts"]]
    values = [peer.value(one["words"], day(one["published"])) for one in request["given"]]
    seconds = {}
    for key, texts in request["timed"].items():
        for text in texts[:WARM]:
            peer.read(text, None)
        start = time.process_time()
        for text in texts:
            peer.read(text, None)
        seconds[key] = time.process_time() - start
    return {"found": found, "values": values, "load": loaded, "seconds": seconds}


if __name__ == "__main__":
    json.dump(answer(sys.argv[1], json.load(sys.stdin)), sys.stdout)
