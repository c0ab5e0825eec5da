"""The records have the shapes of the contract, are frozen, and travel as JSON without loss."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from claimx import records
from claimx.records import Claim, Evidence, Extraction, Money, Percentage, Period, When

# The contract, as it is written for users: the fields of each record, in order.
FIELDS = {
    "Extraction": "text published companies claims dates checks",
    "Company": "name mentions listing",
    "Listing": "ticker isin exchange country",
    "Mention": "start end text",
    "Claim": "start end text figure metric direction certainty subjects counterparties sources when evidence "
    "confidence",
    "Evidence": "metric direction certainty subjects counterparties sources comparator when",
    "Money": "kind low high currency per comparator",
    "Percentage": "kind low high unit comparator",
    "When": "start end mod duration timex relation",
    "Period": "start end mod duration timex",
    "DateMention": "start end text period companies",
    "Check": "value basis change computed unit agrees",
}
LISTS = {
    "Metric": "revenue orders profit operating_profit ebitda loss margin cash_flow cash debt financing "
    "investment cost savings acquisition stake valuation share_price dividend buyback price volume "
    "market_share workforce pay penalty tax subsidy rate index other",
    "Direction": "up down flat",
    "Certainty": "stated forecast estimated conditional denied",
    "Relation": "in by since until over versus",
    "Modifier": "start mid end approx",
    "Comparator": "exact approx over at_least under at_most range",
    "PercentUnit": "percent point basis_point",
}

# The contract's own example.
EXTRACTION = {
    "text": "Oracle signe un contrat estimé à 300 milliards de dollars "
    "jusqu’au début de la prochaine décennie.",
    "published": "2025-09-15",
    "companies": [
        {
            "name": "Oracle",
            "mentions": [{"start": 0, "end": 6, "text": "Oracle"}],
            "listing": {"ticker": "ORCL", "isin": None, "exchange": None, "country": None},
        }
    ],
    "claims": [
        {
            "start": 33,
            "end": 57,
            "text": "300 milliards de dollars",
            "figure": {
                "kind": "money",
                "low": "300000000000",
                "high": "300000000000",
                "currency": "USD",
                "per": None,
                "comparator": "exact",
            },
            "metric": "orders",
            "direction": None,
            "certainty": "estimated",
            "subjects": ["Oracle"],
            "counterparties": [],
            "sources": [],
            "when": [
                {
                    "start": "2030-01-01",
                    "end": "2039-12-31",
                    "mod": "start",
                    "duration": None,
                    "timex": "203",
                    "relation": "until",
                }
            ],
            "evidence": {
                "metric": [{"start": 16, "end": 23, "text": "contrat"}],
                "direction": [],
                "certainty": [{"start": 24, "end": 32, "text": "estimé à"}],
                "subjects": [{"start": 0, "end": 6, "text": "Oracle"}],
                "counterparties": [],
                "sources": [],
                "comparator": [],
                "when": [{"start": 58, "end": 97, "text": "jusqu’au début de la prochaine décennie"}],
            },
            "confidence": 0.8,
        }
    ],
    "dates": [
        {
            "start": 67,
            "end": 97,
            "text": "début de la prochaine décennie",
            "period": {
                "start": "2030-01-01",
                "end": "2039-12-31",
                "mod": "start",
                "duration": None,
                "timex": "203",
            },
            "companies": ["Oracle"],
        }
    ],
}

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False) | st.none()
DAYS = st.dates() | st.none()
PERIODS = {
    "start": DAYS,
    "end": DAYS,
    "mod": st.sampled_from(["start", "mid", "end", "approx", None]),
    "duration": st.sampled_from(["P5Y", None]),
    "timex": st.sampled_from(["203", None]),
}
TEXTS = st.text(st.characters(codec="utf-8"))
MENTIONS = st.builds(records.Mention, start=st.integers(0), end=st.integers(0), text=TEXTS)
CLAIMS = st.builds(
    Claim,
    start=st.integers(0),
    end=st.integers(0),
    text=TEXTS,
    figure=st.builds(Money, low=NUMBERS, high=NUMBERS, currency=st.just("EUR"), per=TEXTS | st.none())
    | st.builds(
        Percentage, low=NUMBERS, high=NUMBERS, unit=st.sampled_from(["percent", "point", "basis_point"])
    ),
    subjects=st.tuples(TEXTS),
    when=st.tuples(st.builds(When, **PERIODS, relation=st.sampled_from(LISTS["Relation"].split()))),
    evidence=st.builds(Evidence, metric=st.tuples(MENTIONS)),
    confidence=st.floats(0, 1),
)
EXTRACTIONS = st.builds(
    Extraction,
    text=TEXTS,
    published=DAYS,
    companies=st.tuples(st.builds(records.Company, name=TEXTS, mentions=st.tuples(MENTIONS))),
    claims=st.lists(CLAIMS, max_size=3).map(tuple),
    dates=st.just(()),
)


@pytest.mark.parametrize(("name", "fields"), FIELDS.items())
def test_fields(name: str, fields: str) -> None:
    """A record has the fields of the contract, in its order."""
    assert list(getattr(records, name).model_fields) == fields.split()


@pytest.mark.parametrize(("name", "values"), LISTS.items())
def test_closed_lists(name: str, values: str) -> None:
    """A closed list holds the values of the contract, in its order."""
    assert list(get_args(getattr(records, name))) == values.split()


def test_every_record_is_covered() -> None:
    """No public record or list stands outside these tables."""
    assert set(records.__all__) == {*FIELDS, *LISTS, "Figure"}


def test_json_shape() -> None:
    """An extraction dumps to exactly the JSON of the contract, keys in order, decimals as strings."""
    extraction = Extraction.model_validate_json(json.dumps(EXTRACTION))
    assert json.dumps(extraction.model_dump(mode="json")) == json.dumps(EXTRACTION)
    assert json.loads(extraction.model_dump_json()) == EXTRACTION


def test_python_values() -> None:
    """In Python, numbers are Decimals and days are dates."""
    extraction = Extraction.model_validate_json(json.dumps(EXTRACTION))
    (claim,) = extraction.claims
    assert extraction.published == date(2025, 9, 15)
    assert claim.figure == Money(low=Decimal(300_000_000_000), high=Decimal(300_000_000_000), currency="USD")
    assert claim.when[0].end == date(2039, 12, 31)


@given(EXTRACTIONS)
def test_round_trip(extraction: Extraction) -> None:
    """An extraction written as JSON and read again is equal, and is written alike."""
    written = extraction.model_dump_json()
    read = Extraction.model_validate_json(written)
    assert read == extraction
    assert read.model_dump_json() == written
    assert Extraction.model_validate(extraction.model_dump(mode="json")) == extraction


@pytest.mark.parametrize(
    ("number", "written"), [("3E+9", "3000000000"), ("1.20", "1.20"), ("1E-7", "0.0000001"), ("-0.5", "-0.5")]
)
def test_decimals_are_written_plainly(number: str, written: str) -> None:
    """A decimal is written without exponent, its digits as they are."""
    figure = Percentage(low=Decimal(number), high=None)
    assert figure.model_dump(mode="json")["low"] == written


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        ({"kind": "money", "low": "1", "high": "1", "currency": "EUR"}, Money),
        ({"kind": "percent", "low": "1", "high": "1"}, Percentage),
    ],
)
def test_figure_is_told_by_its_kind(figure: dict[str, Any], kind: type[BaseModel]) -> None:
    """The kind of a figure says which record it is."""
    claim = {**EXTRACTION["claims"][0], "figure": figure}  # type: ignore[dict-item]
    assert type(Claim.model_validate(claim).figure) is kind


@pytest.mark.parametrize(
    "change",
    [
        {"metric": "turnover"},
        {"direction": "sideways"},
        {"certainty": "sure"},
        {"confidence": 1.5},
        {"start": -1},
        {"colour": "red"},
        {"figure": {"kind": "money", "low": "beaucoup", "high": None, "currency": "EUR"}},
        {"figure": {"kind": "weight", "low": "1", "high": "1"}},
    ],
    ids=str,
)
def test_wrong_values(change: dict[str, Any]) -> None:
    """A value outside the contract, or a field it does not know, is refused."""
    with pytest.raises(ValidationError):
        Claim.model_validate({**EXTRACTION["claims"][0], **change})  # type: ignore[dict-item]


def test_frozen() -> None:
    """A record cannot be changed, and equal records hash alike."""
    extraction = Extraction.model_validate_json(json.dumps(EXTRACTION))
    with pytest.raises(ValidationError, match="frozen"):
        extraction.claims[0].metric = "cost"
    assert hash(extraction) == hash(Extraction.model_validate_json(json.dumps(EXTRACTION)))


def test_json_schema() -> None:
    """The JSON Schema describes the records, closes the lists and tells figures apart by kind."""
    schema = Extraction.model_json_schema(mode="serialization")
    assert set(schema["$defs"]) == {*FIELDS} - {"Extraction"}
    claim = schema["$defs"]["Claim"]["properties"]
    assert claim["metric"]["enum"] == LISTS["Metric"].split()
    assert claim["figure"]["discriminator"]["propertyName"] == "kind"
    assert schema["$defs"]["Money"]["properties"]["low"]["anyOf"] == [{"type": "string"}, {"type": "null"}]


def test_period_of_a_when() -> None:
    """A when is a period with a relation."""
    assert isinstance(When(relation="by", timex="2030"), Period)
