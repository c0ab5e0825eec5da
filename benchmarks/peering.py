"""The peers: install each in an environment of its own, ask it, count it on what it claims to read.

``benchmarks/peers/peers.toml`` says which. Environments are kept in ``benchmarks/.peers`` and made again when
what is to be installed changes. A peer that does not install or does not run is told as such.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from comparing import compare, same_number, same_period, stated
from markup import Gold
from score import Row, figures

PEERS = Path(__file__).with_name("peers")
ENVIRONMENTS = Path(__file__).with_name(".peers")
ROUNDS = 3  # of timing, one peer after the other, since the machine's speed drifts
LIMIT = 1200  # seconds a peer may take
LINES = {
    **{
        kind: tuple(f"{kind} {what}" for what in ("found", "number", "value"))
        for kind in ("money", "percent")
    },
    "dates": ("dates found", "dates value"),
    "companies": ("company mentions",),
    "claims": ("FIGURE + COMPANY", "WHOLE CLAIM"),
}
"""What a peer may read, and the lines it is then counted on."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class PeerError(Exception):
    """A peer that does not install or does not run; the message says which, and the last it said."""


@dataclass(frozen=True)
class Spec:
    """A row of peers.toml."""

    name: str
    adapter: str
    install: Sequence[str] = ()
    reads: Sequence[str] = ()
    given: Sequence[str] = ()
    options: Mapping[str, Any] | None = None
    note: str = ""


OURS = Spec("claimx", "claimx", reads=tuple(LINES))


def specs() -> dict[str, Spec]:
    """The peers by their key."""
    rows = tomllib.loads((PEERS / "peers.toml").read_text("utf-8"))
    return {key: Spec(**row) for key, row in rows.items()}


# --- running ------------------------------------------------------------------------------------------------


def python_of(spec: Spec) -> Path:
    """The Python that has the peer, which is installed if need be."""
    if not spec.install:
        return Path(sys.executable)
    asked = " ".join((*spec.install, sys.version))
    folder = ENVIRONMENTS / hashlib.sha256(asked.encode()).hexdigest()[:12]
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(folder)], "does not install")
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, *spec.install], "does not install")
        (folder / "ready").touch()
    return python


def ask(spec: Spec, request: Mapping[str, Any]) -> Any:  # noqa: ANN401  JSON
    """The answer of a peer, as ``peers/run.py`` gives it."""
    command = [str(python_of(spec)), str(PEERS / "run.py"), spec.adapter]
    told = _run(command, "does not run", json.dumps({"options": spec.options or {}, **request}))
    return json.loads(told)


def _run(command: Sequence[str], fault: str, given: str | None = None) -> str:
    try:
        done = subprocess.run(  # noqa: S603  it is our own
            command,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT,
            env={**os.environ, **ONE_THREAD},
        )
    except subprocess.TimeoutExpired as error:
        raise PeerError(f"{fault}: it takes more than {LIMIT} seconds") from error
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("WARNING")]
        raise PeerError(f"{fault}: {discreet(lines[-1] if lines else 'it says nothing')}")
    return done.stdout


def discreet(line: str) -> str:
    """A line without the addresses and folders of this machine."""
    return re.sub(r"\w+://\S+|(?<!\w)/\S+", "…", line)


# --- counting -----------------------------------------------------------------------------------------------


def measure(golds: Sequence[Gold], timed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Ask claimx and every peer; count them, time them, and put figures and companies together."""
    asked = {"claimx": OURS, **specs()}
    words = questions(golds)
    texts = [{"text": gold["text"], "published": gold["published"]} for gold in golds]
    answers: dict[str, list[Any]] = {}
    failed: dict[str, str] = {}
    for turn in range(ROUNDS):
        for key, spec in asked.items():
            if key in failed:
                continue
            print(f"round {turn + 1} of {ROUNDS}: {spec.name}", file=sys.stderr, flush=True)
            given = [_question(one) for one in words if one["of"] in spec.given]
            request = {"texts": texts, "given": given} if turn == 0 else {"texts": [], "given": []}
            try:
                answers.setdefault(key, []).append(ask(spec, {**request, "timed": timed}))
            except PeerError as fault:
                if spec is OURS:
                    raise
                failed[key] = str(fault)
    out: dict[str, Any] = {}
    for key, spec in asked.items():
        out[key] = {"name": spec.name, "install": list(spec.install), "note": spec.note}
        if key in failed:
            out[key]["failed"] = failed[key]
        else:
            out[key] |= {
                "lines": count_lines(golds, answers[key][0]["found"], spec.reads),
                "given": count_given(
                    [one for one in words if one["of"] in spec.given], answers[key][0]["values"]
                ),
                **_speed(answers[key], timed),
            }
    found = {key: some[0]["found"] for key, some in answers.items() if key not in failed}
    return {"peers": out, "whose": whose(golds, found)}


def questions(golds: Iterable[Gold]) -> list[dict[str, Any]]:
    """The words of every amount and date, to be read by whom they are given."""
    out = []
    for gold in golds:
        for claim in gold["claims"]:
            if claim["figure"]["kind"] == "money":
                out += [
                    (claim["text"], of, claim["figure"], gold["published"]) for of in ("number", "amount")
                ]
        out += [(dated["text"], "dates", dated["period"], gold["published"]) for dated in gold["dates"]]
    return [
        {"words": words, "of": of, "right": right, "published": published}
        for words, of, right, published in out
    ]


def _question(one: Mapping[str, Any]) -> dict[str, Any]:
    """Words without what they mean."""
    return {key: one[key] for key in ("words", "published")}


def count_lines(golds: Sequence[Gold], found: Sequence[Gold], reads: Sequence[str]) -> dict[str, Row]:
    """The figures of what a peer found, on the lines of what it reads."""
    passages = [compare(gold, one) for gold, one in zip(golds, found, strict=True)]
    wanted = [line for kind in reads for line in LINES[kind]]
    return {line: row for line, row in figures(passages).items() if line in wanted} if wanted else {}


def count_given(words: Sequence[Mapping[str, Any]], values: Sequence[Gold | None]) -> dict[str, Row]:
    """What was asked → of how many words, and of how many the value is right."""
    same = {
        "number": lambda one, other: stated(one) == stated(other),
        "amount": same_number,
        "dates": same_period,
    }
    out: dict[str, Row] = {}
    for asked, value in zip(words, values, strict=True):
        row = out.setdefault(asked["of"], {"right": 0, "of": 0})
        row["of"] += 1
        row["right"] += value is not None and same[asked["of"]](asked["right"], value)
    return out


def _speed(answers: Sequence[Any], timed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Characters a second, warm, and the seconds of loading: medians of processor time."""
    return {
        "characters a second": {
            key: round(sum(map(len, texts)) / median(one["seconds"][key] for one in answers))
            for key, texts in timed.items()
        },
        "load": round(median(one["load"] for one in answers), 2),
    }


# --- whose figure it is -------------------------------------------------------------------------------------


def whose(golds: Sequence[Gold], found: Mapping[str, Sequence[Gold]]) -> dict[str, Row]:
    """FIGURE + COMPANY where the company is the nearest to the left; figures and companies of several."""
    makers = {
        "Recognizers-Text's figures, spaCy md's companies, the nearest to the left": (
            "recognizers",
            "spacy_md",
        ),
        "claimx's figures, spaCy md's companies, the nearest to the left": ("claimx", "spacy_md"),
        "claimx's figures and companies, the nearest to the left": ("claimx", "claimx"),
    }
    out = {}
    for name, (figures_of, companies_of) in makers.items():
        if figures_of in found and companies_of in found:
            both = zip(found[figures_of], found[companies_of], strict=True)
            made = [nearest(claims["claims"], companies["companies"]) for claims, companies in both]
            out[name] = count_lines(golds, made, ["claims"])["FIGURE + COMPANY"]
    out["claimx"] = count_lines(golds, found["claimx"], ["claims"])["FIGURE + COMPANY"]
    return out


def nearest(claims: Iterable[Gold], companies: Sequence[Gold]) -> Gold:
    """The claims with the company mentioned last before each as its subject."""
    places = sorted(
        (mention["start"], company["name"]) for company in companies for mention in company["mentions"]
    )
    made = []
    for claim in claims:
        before = [name for start, name in places if start < claim["start"]]
        made.append({**claim, "subjects": before[-1:]})
    return {"claims": made, "companies": companies, "dates": []}
