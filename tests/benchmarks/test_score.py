"""The scoring: what each line counts, what is a mistake, what is printed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import comparing
import markup
import matching
import pytest
import score

Gold = dict[str, Any]

MARKED = (
    "@ one 2024-07-30 agency\n"
    "[[Velmor]] a gagné {{3 M€|3e6 EUR|profit up|subj Velmor|in 2023}} en <<2023|2023|Velmor>>, soit plus de "
    "{{4 %|>4 %|margin|subj Velmor|source Bancourt}} selon [[Bancourt]], et a payé "
    "{{2 M€|2e6 EUR|acquisition|subj Velmor|other Orlys}} pour [[Orlys]].\n"
    "@ two - daily\n"
    "[[Valtis]] recule de {{5 %|5 %|share_price down|subj Valtis}}.\n"
)
"""Two passages with every field."""


@pytest.fixture
def golds() -> list[Gold]:
    """The marked passages."""
    return list(markup.passages(MARKED))


def counted(golds: list[Gold], found: list[Gold]) -> tuple[dict[str, Any], list[comparing.Mistake]]:
    """The figures of what was found, and the mistakes."""
    passages = score.compared(golds, found)
    return score.figures(passages), [one for passage in passages for one in passage.mistakes]


def test_all_right(golds: list[Gold]) -> None:
    """What is marked, found as it is, is right on every line of the contract."""
    lines, mistakes = counted(golds, golds)
    assert list(lines) == list(comparing.LINES)
    assert {row["F1"] for row in lines.values()} == {100.0}
    assert mistakes == []


def test_nothing_found(golds: list[Gold]) -> None:
    """Where nothing is found, nothing is right, and everything marked was missed."""
    lines, mistakes = counted(golds, [{"companies": [], "claims": [], "dates": []}] * 2)
    assert {row["F1"] for row in lines.values()} == {0.0}
    assert {(one.kind, one.what) for one in mistakes} == {
        (kind, "missed") for kind in ("figures", "dates", "companies")
    }


def _first(**fields: object) -> Callable[[Gold], None]:
    return lambda found: found["claims"][0].update(fields)


def _figure(at: int, **fields: object) -> Callable[[Gold], None]:
    return lambda found: found["claims"][at]["figure"].update(fields)


ALL = {"WHOLE CLAIM"}
WRONG: dict[str, tuple[Callable[[Gold], None], set[str], set[str]]] = {
    "another metric": (_first(metric="loss"), {"metric", *ALL}, {"metric profit → loss"}),
    "no movement": (_first(direction=None), {"direction", *ALL}, {"direction up → none"}),
    "another certainty": (_first(certainty="denied"), {"certainty", *ALL}, {"certainty stated → denied"}),
    "another subject": (
        _first(subjects=["Orlys"]),
        {"subjects", "subjects all right", "FIGURE + COMPANY", *ALL},
        {"subjects others"},
    ),
    "no counterparty": (
        lambda found: found["claims"][2].update(counterparties=[]),
        {"counterparties"},
        {"counterparties missed"},
    ),
    "one source more": (_first(sources=["Bancourt"]), {"sources"}, {"sources added"}),
    "no period": (_first(when=[]), {"when"}, {"when missed"}),
    "a bound forgotten": (
        _figure(1, high="4", comparator="exact"),
        {"percent value", "comparator"},
        {"figures wrong value"},
    ),
    "another number": (
        _figure(0, low="4", high="4"),
        {"money number", "money value", "FIGURE + COMPANY", *ALL},
        {"figures wrong value"},
    ),
    "a price": (_figure(0, per="action"), {"per"}, set()),
    "a shorter span": (_first(end=21), {"money exact span"}, set()),
    "another period": (
        lambda found: found["dates"][0]["period"].update(end="2024-01-01"),
        {"dates value"},
        {"dates wrong period"},
    ),
    "no company of a date": (
        lambda found: found["dates"][0].update(companies=[]),
        {"date companies"},
        set(),
    ),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_one_mistake(name: str, golds: list[Gold]) -> None:
    """One thing read wrong costs just the lines that count it, and is told."""
    change, fallen, told = WRONG[name]
    found = copy.deepcopy(golds)
    change(found[0])
    lines, mistakes = counted(golds, found)
    assert {line for line, row in lines.items() if row["F1"] < 100} == fallen
    assert {f"{one.kind} {one.what}" for one in mistakes} == told


def test_another_name(golds: list[Gold]) -> None:
    """A company under another name counts as the one whose mentions it has: only the name is wrong."""
    found = json.loads(json.dumps(golds, ensure_ascii=False).replace('"Velmor"', '"Velmor SA"'))
    for company in found[0]["companies"]:
        for mention in company["mentions"]:
            mention["text"] = mention["text"].removesuffix(" SA")
    lines, mistakes = counted(golds, found)
    assert {line for line, row in lines.items() if row["F1"] < 100} == {"company names"}
    assert mistakes == []


def test_false_ones(golds: list[Gold]) -> None:
    """What is found and was not marked lowers precision alone."""
    found = copy.deepcopy(golds)
    found[1]["companies"].append({"name": "recule", "mentions": [{"start": 7, "end": 13, "text": "recule"}]})
    lines, mistakes = counted(golds, found)
    assert lines["company mentions"]["R"] == 100
    assert lines["company mentions"]["P"] == 80
    assert [(one.passage, one.what, one.read) for one in mistakes] == [("two", "false", "recule")]
    assert "⟦recule⟧" in mistakes[0].told


def test_longest_overlap_first() -> None:
    """Spans are paired one to one, by the length that they share."""
    spans = [{"start": start, "end": end} for start, end in ((0, 4), (4, 10), (20, 22))]
    found = [{"start": start, "end": end} for start, end in ((2, 10), (0, 3))]
    assert matching.pair(spans, found) == {1: 0, 0: 1}


def test_interval(golds: list[Gold]) -> None:
    """The interval is the same at every run, holds the figure, and is a point where all is right."""
    found = copy.deepcopy(golds)
    found[0]["claims"][0]["metric"] = "loss"
    lines, again = counted(golds, found)[0], counted(golds, found)[0]
    assert lines == again
    assert lines["metric"]["low"] < lines["metric"]["F1"] < lines["metric"]["high"]
    assert lines["money value"]["low"] == lines["money value"]["high"] == 100


def test_confidence_is_judged(golds: list[Gold]) -> None:
    """Every claim that was found is judged with its confidence, false ones too."""
    found = copy.deepcopy(golds[0])
    found["claims"] = [{**claim, "confidence": 0.5} for claim in found["claims"]]
    found["claims"][0]["metric"] = "loss"
    false = {**found["claims"][1], "start": 0, "end": 1}
    found["claims"].append(false)
    judged = comparing.compare(golds[0], found).judged
    assert [(one.usable, one.whole) for one in judged] == [
        (True, False),
        (True, True),
        (True, True),
        (False, False),
    ]


def test_registers(golds: list[Gold]) -> None:
    """Registers of few passages are told together, files one by one."""
    marked = [{**gold, "file": "some"} for gold in golds]
    groups = score.by_register(score.compared(marked, marked))
    assert {name: lines["passages"]["count"] for name, lines in groups.items()} == {
        "file some": 2,
        "register others": 2,
    }


def test_words_around_a_mistake(golds: list[Gold]) -> None:
    """A mistake is told with whole words, and says where the text goes on."""
    gold = {**golds[1], "text": f"{'avant ' * 30}recule{' après' * 30}"}
    made = comparing.Comparison(gold, gold)
    made.mistake("companies", "false", {"start": 180, "end": 186})
    assert made.mistakes[0].told == f"… {'avant ' * 13}⟦recule⟧{' après' * 6} …"


class TestProgram:
    @pytest.mark.parametrize(
        "case",
        [
            ("gone.jsonl", None, "cannot be read (No such file or directory): give a file"),
            ("text.txt", "Velmor gagne 3 M€.", "holds no passage: give JSON lines"),
            ("broken.txt", "@ one - daily\nVelmor gagne {{3 M€.", "is no gold (a mark is broken near"),
            ("header.txt", "@ one\nVelmor gagne 3 M€.", "is no gold (header '@ one'"),
            ("text.jsonl", "Velmor gagne 3 M€.", "is no gold (Expecting value"),
            ("other.jsonl", '{"text": "Velmor gagne 3 M€."}', "a passage without id, published, companies"),
            ("list.jsonl", "[1]", "is no gold"),
            ("number.jsonl", "1", "is no gold"),
        ],
    )
    def test_no_gold(
        self,
        case: tuple[str, str | None, str],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """A file that cannot be scored ends the program with one line that says what to do."""
        name, content, told = case
        file = tmp_path / name
        if content is not None:
            file.write_text(content, "utf-8")
        monkeypatch.setattr("sys.argv", ["score.py", str(file)])
        with pytest.raises(SystemExit) as ended:
            score.main()
        printed = capsys.readouterr().err
        assert ended.value.code == 2
        assert printed.count("\n") == 1
        assert told in printed

    def test_predictions(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Marked text and JSON lines are scored alike, mistakes are listed, and all is written."""
        gold, found, told = (tmp_path / name for name in ("gold.txt", "found.jsonl", "told.json"))
        gold.write_text(MARKED, "utf-8")
        golds = list(markup.passages(MARKED))
        golds[0]["claims"][0]["metric"] = "loss"
        found.write_text("".join(json.dumps(one) + "\n" for one in golds), "utf-8")
        arguments = [str(gold), "--predictions", str(found), "--errors", "metric", "--json", str(told)]
        monkeypatch.setattr("sys.argv", ["score.py", *arguments])
        score.main()
        printed = capsys.readouterr().out
        assert "one  metric profit → loss" in printed
        assert "WHOLE CLAIM           P  75.0  R  75.0  F1  75.0" in printed
        assert json.loads(told.read_text("utf-8"))["mistakes"]["metric"] == {"profit → loss": 1}

    def test_real_extractions(self) -> None:
        """What claimx returns can be scored as it is."""
        golds = list(markup.passages(MARKED))
        lines, _ = counted(golds, score.predict(golds))
        assert lines["money value"]["F1"] == 100

    def test_other_number_of_extractions(self, golds: list[Gold]) -> None:
        """Extractions of other texts are refused."""
        with pytest.raises(ValueError, match="2 gold passages, but 1 extractions"):
            score.compared(golds, golds[:1])
