"""Any string gives a record whose offsets hold and whose JSON keeps to its schema, twice the same."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import claimx
from claimx.archives.articles import Article, Item, Reject, admit
from claimx.archives.formats import read_csv, read_jsonl
from claimx.archives.options import Options
from claimx.dates import find_dates, resolve_dates
from claimx.figures import find_figures
from claimx.source import Source
from hostile import TEXTS, mentions

SCHEMA = Draft202012Validator(claimx.Extraction.model_json_schema(mode="serialization"))
QUICK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WITH_MODEL = settings(QUICK, max_examples=40)
LINE = {
    "letters": "a" * 1_000_000,
    "capitals and dots": "A." * 500_000,
    "digits": "1" * 1_000_000,
    "a grouped number": "1.000" + ".000" * 199_999,
}


def checked(text: str) -> claimx.Extraction:
    """An extraction of which everything holds that holds of any."""
    extraction = claimx.extract(text, "2024-07-30")
    assert [text[m.start : m.end] for m in mentions(extraction)] == [m.text for m in mentions(extraction)]
    assert all(0 <= m.start < m.end <= len(text) for m in mentions(extraction))
    return extraction


@given(TEXTS)
@WITH_MODEL
def test_extract(text: str) -> None:
    """Whatever the text, the record holds, comes out the same twice, its JSON too, which reads back."""
    extraction = checked(text)
    assert extraction == claimx.extract(text, "2024-07-30")
    content = extraction.model_dump_json()
    SCHEMA.validate(json.loads(content))
    assert claimx.Extraction.model_validate_json(content).model_dump_json() == content


def test_half_a_character() -> None:
    """Half a character stands as it is in the record and as U+FFFD, one for one, in JSON."""
    extraction = checked("\ud83d a gagné 3 \ud83d% puis 4 % en 2024")
    content = json.loads(extraction.model_dump_json())
    assert content["text"] == "\ufffd a gagné 3 \ufffd% puis 4 % en 2024"
    for claim in content["claims"]:
        assert content["text"][claim["start"] : claim["end"]] == claim["text"]


@given(TEXTS)
@QUICK
def test_figures(text: str) -> None:
    """The figures of any text stand in order, apart, and have ends in order."""
    figures = find_figures(Source(text))
    assert all(one.span.end <= other.span.start for one, other in pairwise(figures))
    assert all(f.low is None or f.high is None or f.low <= f.high for f in figures)
    assert figures == find_figures(Source(text))


@given(TEXTS)
@QUICK
def test_dates(text: str) -> None:
    """The dates of any text stand in order, apart, outside its figures, and resolve to periods in order."""
    source = Source(text)
    figures = [figure.span for figure in find_figures(source)]
    dates = find_dates(source, figures)
    assert all(one.span.end <= other.span.start for one, other in pairwise(dates))
    assert not any(dated.span.overlaps(span) for dated in dates for span in figures)
    for resolved in resolve_dates(source, dates, date(2024, 7, 30), lambda _: None):
        period = resolved.period
        assert period.start is None or period.end is None or period.start <= period.end


LINES = st.one_of(
    st.binary(max_size=60),
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    TEXTS.map(lambda text: json.dumps({"id": 1, "text": text}).encode()),
    st.recursive(
        st.none() | st.booleans() | st.floats() | TEXTS, lambda inner: st.dictionaries(TEXTS, inner)
    ).map(lambda value: json.dumps({"text": value, "published": value}).encode()),
)


@given(st.lists(LINES, max_size=6).map(b"\n".join))
@QUICK
def test_archives(content: bytes) -> None:
    """Any bytes read as JSON lines or CSV give articles that can be encoded, or rejects that say why."""
    options = Options(max_chars=500)
    for reader in (read_jsonl, read_csv):
        for line, raw, fault in reader(BytesIO(content), options.max_chars):
            admitted = admit(Item(0, "in", line, raw, fault), options)
            if isinstance(admitted, Reject):
                assert admitted.reason
            else:
                assert isinstance(admitted, Article)
                assert admitted.text is None or len(admitted.text.encode()) <= 4 * options.max_chars
                json.loads(admitted.extra)


def test_csv_header_with_a_lone_carriage_return() -> None:
    """A header that cannot be read makes its file one reject."""
    [(line, raw, fault)] = read_csv(BytesIO(b"id;text;des\rk\n1;Velmor gagne 3 %;x\n"), 500)
    assert (line, raw) == (1, None)
    assert fault is not None
    assert fault.startswith("bad CSV: the header cannot be read (new-line character")


@pytest.mark.parametrize("text", LINE.values(), ids=LINE)
def test_a_million_characters_without_a_space(text: str) -> None:
    """A megabyte of one word is read, and says nothing."""
    assert checked(text).claims == ()


def test_many_numbers() -> None:
    """A hundred thousand bare numbers are no figures."""
    assert checked("".join(f"{number} " for number in range(100_000))).claims == ()


FOUND = sorted((Path(__file__).parent / "found").iterdir())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_found_by_fuzzing(path: Path) -> None:
    """Inputs on which an earlier version crashed or hung are read, as a text and as an archive."""
    content = path.read_bytes()
    checked(content.decode("utf-8", "surrogateescape"))
    for reader in (read_jsonl, read_csv):
        assert all(raw is not None or fault for _, raw, fault in reader(BytesIO(content), 500))


@pytest.mark.parametrize("inner", ["3 %", "(3 %)", "Velmor a gagné 3 %"])
def test_nested_brackets(inner: str) -> None:
    """A figure in ten thousand brackets is still one."""
    assert [claim.text for claim in checked(f"{'(' * 10_000}{inner}{')' * 10_000}").claims] == ["3 %"]


def test_brackets_behind_each_other() -> None:
    """Figures each in a bracket of the one before are read, however deep they go."""
    assert len(checked("contre 3 % (" * 150).claims) == 150


@pytest.mark.parametrize("sign", ["ſ", "ı", "İ", "\u212a", "ẞ", "ŉ"])
def test_letters_of_two_cases(sign: str) -> None:
    """A letter that only looks like another in another case breaks no word list."""
    for word in ("chiffre d'affaires", "soit", "million", "hausse", "semestre", "dollars", "ils visent"):
        odd = word.replace("s", sign).replace("i", sign)
        for written in (odd, odd.upper(), odd.title()):
            checked(f"Velmor : {written} de 3 {written} de 5 % {written} en 2024, {written} juin.")


@pytest.mark.parametrize("digits", [20, 30, 79, 100, 300, 100_000])
def test_numbers_beyond_all_measure(digits: int) -> None:
    """A number of any length is a number, its comparison with another too."""
    text = (
        f"Velmor : chiffre d'affaires de {'9' * digits} milliards d'euros, contre 3 euros, en hausse de 12 %."
    )
    extraction = checked(text)
    SCHEMA.validate(json.loads(extraction.model_dump_json()))
    assert claimx.Extraction.model_validate_json(extraction.model_dump_json()) == extraction
