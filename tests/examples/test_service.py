"""The service of the examples, in a process of its own, as its clients meet it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

import claimx
from claimx import Extraction

ROOT = Path(__file__).parents[2]
ARTICLE = (ROOT / "examples" / "articles" / "verrelec.txt").read_text(encoding="utf-8")
PARAGRAPHS = [paragraph for paragraph in ARTICLE.split("\n\n") if any(map(str.isdigit, paragraph))]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def service() -> Iterator[httpx.Client]:
    """A client of the running service."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "service:app", "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT / "examples")  # noqa: S603
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            _wait(client, process)
            yield client
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the service has ended"
        try:
            client.get("/health").raise_for_status()
        except httpx.ConnectError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the service does not answer")


def read(service: httpx.Client, text: str) -> Extraction:
    """An article as the service reads it."""
    answer = service.post("/extract", json={"text": text, "published": "2024-07-30"})
    assert answer.status_code == 200, answer.text
    return Extraction.model_validate_json(answer.content)


def test_concurrent_clients(service: httpx.Client) -> None:
    """Eight clients at once get what the library returns, each for its own article."""
    texts = PARAGRAPHS * 4
    with ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda text: read(service, text), texts))
    own = {text: claimx.extract(text, published="2024-07-30") for text in PARAGRAPHS}
    assert answers == [own[text] for text in texts]
    assert sum(len(answer.claims) for answer in answers) > 80


def test_answers_while_it_reads(service: httpx.Client) -> None:
    """While long articles are read the service still tells that it is up."""
    with ThreadPoolExecutor(8) as clients:
        reading = [clients.submit(read, service, ARTICLE * 8) for _ in range(4)]
        health = service.get("/health")
        waited = sum(not each.done() for each in reading)
        assert [len(each.result().claims) > 0 for each in reading] == [True] * 4
    assert health.json()["status"] == "ok"
    assert waited > 0, "it answered only after all had been read"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "text: Field required"),
        ({"text": ""}, "text: String should have at least 1 character"),
        ({"text": 3}, "text: Input should be a valid string"),
        ({"text": "x" * 200_001}, "text: String should have at most 200000 characters"),
        ({"text": "3 M€", "published": "mardi"}, "published: Input should be a valid date"),
        ({"text": "3 M€", "publié": "2024-07-30"}, "publié: Extra inputs are not permitted"),
        (["3 M€"], "Input should be a valid dictionary"),
    ],
)
def test_bad_input(service: httpx.Client, body: Any, message: str) -> None:  # noqa: ANN401
    """A wrong request is told what is wrong with it, in a line, without the article."""
    answer = service.post("/extract", json=body)
    assert answer.status_code == 422
    assert message in answer.json()["detail"]
    assert len(answer.content) < 300


@pytest.mark.parametrize("body", [b"3 M\xe2\x82\xac", b"", b'{"text": "\\ud800"}', b'{"text": "\xff"}'])
def test_no_json(service: httpx.Client, body: bytes) -> None:
    """A body that is no JSON of UTF-8 is the client's error, not the service's."""
    answer = service.post("/extract", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.json()["detail"]


def test_openapi(service: httpx.Client) -> None:
    """The description of the service has the records, field by field."""
    schemas = service.get("/openapi.json").json()["components"]["schemas"]
    assert {"Extraction", "Claim", "Company", "Money", "Percentage", "When", "Evidence"} <= set(schemas)
    assert "revenue" in schemas["Claim"]["properties"]["metric"]["enum"]
