"""One extractor for many threads, from the very first call, across forks and under asyncio."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

import pytest
from threadpoolctl import threadpool_info

import claimx
from claimx.forking import ForkLock, kept
from claimx.reading import Reader, Reading, Request

THREADS = 16
CALLS = int(os.environ.get("CLAIMX_THREAD_CALLS", "320"))  # CONTRIBUTING says when to run more
SHAPES = (
    "Velmor {n} a publié un chiffre d’affaires de {n},2 milliards d’euros, en hausse de 5 %.",
    "Selon l'agence Brill, Dorvane aurait cédé {n} % de Kelmor pour {n} millions de dollars mardi.",
    "La dette de Brankel atteint {n} M€ fin 2023. Le groupe vise {n} % de marge en 2025.",
    "Il fait beau depuis {n} jours.",
)
TEXTS = [SHAPES[n % len(SHAPES)].format(n=n) for n in range(2, 42)]

FIRST_USE = """
import hashlib, threading
import claimx
from claimx import extractor
made = []
class Counted(extractor.Extractor):
    def __init__(self):
        made.append(1)
        super().__init__()
extractor.Extractor = Counted
found, gate = set(), threading.Barrier(16)
def first():
    gate.wait()
    found.add(claimx.extract("Velmor a perdu 3 % mardi.", "2024-07-30").model_dump_json())
threads = [threading.Thread(target=first) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(found) == len(made) == 1, (found, made)
print(found.pop())
"""

FORKS = """
import os, sys, threading
import claimx
text = "Velmor a publié un chiffre d’affaires de 3,2 milliards d’euros, en hausse de 5 %. " * 20
wanted = claimx.extract(text).model_dump_json()
stop = threading.Event()
def read():
    while not stop.is_set():
        claimx.extract(text)
threads = [threading.Thread(target=read) for _ in range(3)]
for thread in threads: thread.start()
failed = 0
for _ in range(8):
    child = os.fork()
    if not child:
        os._exit(claimx.extract(text).model_dump_json() != wanted)
    failed += os.waitpid(child, 0)[1]
stop.set()
for thread in threads: thread.join()
assert claimx.extract(text).model_dump_json() == wanted
sys.exit(failed)
"""


def run(script: str) -> str:
    """What a script prints in a fresh process, which must end well and in time."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_threads() -> None:
    """Sixteen threads on one extractor get what one thread gets."""
    extractor = claimx.Extractor()
    serial = [extractor.extract(text, "2024-07-30").model_dump_json() for text in TEXTS]
    texts = [TEXTS[n % len(TEXTS)] for n in range(CALLS)]
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda text: extractor.extract(text, "2024-07-30").model_dump_json(), texts))
    assert found == [serial[n % len(TEXTS)] for n in range(CALLS)]


def test_first_use() -> None:
    """Threads that all call first make one extractor, and all get the same."""
    wanted = claimx.extract("Velmor a perdu 3 % mardi.", "2024-07-30").model_dump_json()
    assert run(FIRST_USE).strip() == wanted


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_fork_while_others_read() -> None:
    """A child forked while threads of its parent read is free to read, and reads the same."""
    assert run(FORKS) == ""


def test_fork_waits_for_the_lock() -> None:
    """A fork begins when nobody holds a lock, so that neither process inherits a held one."""
    lock, order = ForkLock(), list[str]()

    def hold() -> None:
        with lock:
            order.append("held")
            time.sleep(0.3)
            order.append("released")

    holder = Thread(target=hold)
    holder.start()
    while not order:
        time.sleep(0.01)
    child = os.fork()
    if not child:
        with lock:
            os._exit(0 if order == ["held", "released"] else 1)
    assert os.waitpid(child, 0)[1] == 0
    with lock:
        assert order == ["held", "released"]
    holder.join()


def test_one_thread_of_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a text is read NumPy's products run in one thread; afterwards in as many as before."""
    seen: list[set[int]] = []
    read = Reader.read  # where the products are made

    def noted(reader: Reader, request: Request) -> Reading:
        seen.append(blas_threads())
        return read(reader, request)

    before = blas_threads()
    monkeypatch.setattr(Reader, "read", noted)
    claimx.extract(TEXTS[0])
    assert seen == [{1}]
    assert blas_threads() == before


def blas_threads() -> set[int]:
    """How many threads each library of matrix products takes."""
    return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_fork_while_a_value_is_computed() -> None:
    """A child forked while another thread computes what is kept computes its own, and does not wait."""
    begun, go_on = Event(), Event()

    class Slow:
        def __init__(self, *, waits: bool) -> None:
            self.waits = waits

        @kept
        def value(self) -> int:
            if self.waits:
                begun.set()
                go_on.wait()
            return 3

    slow = Slow(waits=True)
    thread = Thread(target=lambda: slow.value)
    thread.start()
    begun.wait()
    child = os.fork()
    if not child:
        signal.alarm(20)  # ends a child that waits for a lock nobody will give back
        os._exit(0 if Slow(waits=False).value == 3 else 1)
    go_on.set()
    thread.join()
    assert os.waitpid(child, 0)[1] == 0
    assert slow.value == slow.__dict__["value"] == 3


def test_asyncio() -> None:
    """Under asyncio, a text is read in a thread, and the loop goes on meanwhile."""

    async def service() -> tuple[list[claimx.Extraction], int]:
        turns = 0

        async def beat() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0.001)
                turns += 1

        beating = asyncio.create_task(beat())
        read = await asyncio.gather(
            *(asyncio.to_thread(claimx.extract, text, "2024-07-30") for text in TEXTS[:8])
        )
        beating.cancel()
        return read, turns

    read, turns = asyncio.run(service())
    assert read == [claimx.extract(text, "2024-07-30") for text in TEXTS[:8]]
    assert turns > 3
