"""Every kind of input comes out as the same tables."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from archive_runs import Go, articles, read_lines, tables, text, write_jsonl
from claimx.archives import Fields
from claimx.errors import ArchiveError, InputError

COUNT = 20


def make_jsonl(folder: Path) -> Path:
    """The articles in one kind of file."""
    return write_jsonl(folder / "in.jsonl", articles(COUNT))


def make_gz(folder: Path) -> Path:
    """The articles in one kind of file."""
    path = folder / "in.jsonl.gz"
    path.write_bytes(gzip.compress(make_jsonl(folder).read_bytes()))
    return path


def make_zst(folder: Path) -> Path:
    """The articles in one kind of file."""
    path = folder / "in.jsonl.zst"
    path.write_bytes(zstandard.compress(make_jsonl(folder).read_bytes()))
    return path


def make_csv(folder: Path, delimiter: str = ",") -> Path:
    """The articles in one kind of file."""
    path = folder / "in.csv"
    rows = articles(COUNT)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def make_semicolons(folder: Path) -> Path:
    """The articles in one kind of file."""
    return make_csv(folder, ";")


def make_parquet(folder: Path) -> Path:
    """The articles in one kind of file."""
    rows = [{**row, "published": date(2024, 5, 6)} for row in articles(COUNT)]
    path = folder / "in.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


@pytest.mark.parametrize("make", [make_jsonl, make_gz, make_zst, make_csv, make_semicolons, make_parquet])
def test_files(make: object, tmp_path: Path, go: Go) -> None:
    """A file of any kind gives each article's rows, its other fields carried along."""
    assert callable(make)
    source = make(tmp_path)
    summary = go(source)
    assert (summary.articles, summary.done, summary.rejects) == (COUNT, COUNT, 0)
    assert (summary.claims, summary.companies, summary.dates) == (2 * COUNT, COUNT, COUNT)
    found = tables(tmp_path / "out")
    assert [row["article_id"] for row in found["articles"]] == [f"a{n}" for n in range(COUNT)]
    assert [row["text"] for row in found["articles"]] == [text(n) for n in range(COUNT)]
    assert {row["extra"] for row in found["articles"]} == {'{"desk": "éco"}'}
    assert {row["published"] for row in found["claims"]} == {date(2024, 5, 6)}
    assert [row["article"] for row in found["claims"]] == [n // 2 for n in range(2 * COUNT)]
    assert [row["value"] for row in found["claims"][:3]] == [0, 1, 1]


def test_stdin(tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is lines of JSON, and a run on it resumes when it is given again."""
    content = make_jsonl(tmp_path).read_bytes()
    for resumed in (0, COUNT):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        summary = go("-")
        assert (summary.done, summary.resumed) == (COUNT, resumed)
    assert len(tables(tmp_path / "out")["articles"]) == COUNT


def test_folder(tmp_path: Path, go: Go) -> None:
    """A folder gives its files in order of name, texts and pages; what is neither is told."""
    folder = tmp_path / "texts"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text(text(1), encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    (folder / "z.pdf").write_text("x", encoding="utf-8")
    words = " ".join(f"{text(n)} Le groupe confirme ses objectifs pour les salariés." for n in range(8))
    page = f"<html><body><nav>Menu</nav><article><h1>Titre</h1><p>{words}</p></article></body></html>"
    (folder / "b" / "c.html").write_text(page, encoding="utf-8")
    assert (go(folder).done, go(folder).rejects) == (2, 1)
    found = tables(tmp_path / "out")["articles"]
    assert [row["article_id"] for row in found] == ["a.txt", "b/c.html"]
    assert words in str(found[1]["text"])
    assert "Menu" not in str(found[1]["text"])
    (reject,) = read_lines(tmp_path / "out" / "rejects.jsonl")
    assert reject["input"] == "z.pdf"
    assert "not .pdf" in str(reject["reason"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_links_and_pipes_in_a_folder(tmp_path: Path, go: Go) -> None:
    """Links back, links to nothing and pipes are rejected with the reason; what can be read is."""
    folder = tmp_path / "texts"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text(text(1), encoding="utf-8")
    (folder / "b" / "c.txt").write_text(text(2), encoding="utf-8")
    for name in ("l1", "l2", "b/up"):
        (folder / name).symlink_to(folder)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    assert (go(folder).done, go(folder).rejects) == (2, 5)
    rejects = {
        str(row["input"]): str(row["reason"]) for row in read_lines(tmp_path / "out" / "rejects.jsonl")
    }
    assert set(rejects) == {"l1", "l2", "b/up", "gone.txt", "pipe.txt"}
    assert all("link back to a folder" in rejects[name] for name in ("l1", "l2", "b/up"))
    assert "link to nothing" in rejects["gone.txt"]
    assert "a pipe" in rejects["pipe.txt"]


def test_field_names(tmp_path: Path, go: Go) -> None:
    """Fields may have any name in the input."""
    row = {"ref": 7, "contenu": text(1), "jour": "2024-05-06T08:00:00Z", "id": "other"}
    source = write_jsonl(tmp_path / "in.jsonl", [row])
    go(source, fields=Fields.named(["id=ref", "text=contenu", "published=jour"]))
    (found,) = tables(tmp_path / "out")["articles"]
    assert (found["article_id"], found["published"]) == ("7", date(2024, 5, 6))
    assert found["extra"] == '{"id": "other"}'
    with pytest.raises(InputError, match="write one of id, text"):
        Fields.named(["body=contenu"])
    with pytest.raises(InputError, match="one field cannot serve for two"):
        Fields.named(["text=id"])


def test_jsonl_output(tmp_path: Path, go: Go) -> None:
    """As JSON lines, each article is a whole extraction."""
    summary = go(make_jsonl(tmp_path), format="jsonl")
    assert (summary.claims, summary.companies) == (2 * COUNT, COUNT)
    parts = sorted((tmp_path / "out" / "extractions").iterdir())
    lines = [line for part in parts for line in read_lines(part)]
    assert [line["id"] for line in lines] == [f"a{n}" for n in range(COUNT)]
    extraction, extra = lines[3]["extraction"], lines[3]["extra"]
    assert isinstance(extraction, dict)
    assert (extraction["text"], extra) == (text(3), {"desk": "éco"})


@pytest.mark.parametrize(("package", "name"), [("trafilatura", "a.html"), ("zstandard", "a.jsonl.zst")])
def test_missing_extra(
    package: str, name: str, tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package that an input needs is asked for before anything is read."""
    (tmp_path / name).write_bytes(b"")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ArchiveError, match=r"pip install 'claimx\["):
        go(tmp_path / name)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        (["gone.jsonl"], "no such file"),
        (["a.doc"], "by the ending"),
        ([], "no input"),
        (["in.jsonl", "in.jsonl"], "named twice"),
        (["in.jsonl", "pages/../in.jsonl"], "named twice"),
        (["pages", "pages/a.txt"], "lies in .* and would be read twice"),
        (["pages/a.txt", "pages"], "lies in .* and would be read twice"),
        (["."], "lies inside the input"),
    ],
)
def test_wrong_inputs(inputs: list[str], told: str, tmp_path: Path, go: Go) -> None:
    """A wrong input is told at once."""
    make_jsonl(tmp_path)
    (tmp_path / "a.doc").write_bytes(b"")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("Velmor a gagné 3 M€.", encoding="utf-8")
    with pytest.raises((ArchiveError, InputError), match=told):
        go(*(tmp_path / name for name in inputs))
    assert not (tmp_path / "out").exists()


def test_files_of_two_folders_are_told_apart(tmp_path: Path, go: Go) -> None:
    """Files of the same name in two folders are two articles, each with the folder it came from."""
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"Velmor {name} a gagné 3 M€.", encoding="utf-8")
    summary = go(tmp_path / "north", tmp_path / "south")
    assert summary.duplicates == 0
    ids = [row["article_id"] for row in tables(tmp_path / "out")["articles"]]
    assert ids == [f"{tmp_path}/north/a.txt", f"{tmp_path}/south/a.txt"]


def test_a_column_named_twice_is_told(tmp_path: Path, go: Go) -> None:
    """Of two columns of one name neither is dropped in silence."""
    (tmp_path / "in.csv").write_text("id,text,text\n1,Velmor a gagné 3 M€.,x\n", encoding="utf-8")
    assert go(tmp_path / "in.csv").rejects == 1
    (reject,) = read_lines(tmp_path / "out" / "rejects.jsonl")
    assert reject["reason"] == "bad CSV: the header names text twice"


def test_what_is_carried_along_is_json(tmp_path: Path, go: Go) -> None:
    """A number that is none is null, and bytes are text, whether they come from Parquet or from JSON."""
    row = {"id": "1", "text": "Velmor a gagné 3 M€.", "share": float("nan"), "raw": b"a\xff", "all": [1.0]}
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "in.parquet")
    (tmp_path / "in.jsonl").write_text('{"id": "2", "text": "Velmor a gagné 3 M€.", "share": NaN}\n')
    assert go(tmp_path / "in.parquet", tmp_path / "in.jsonl").rejects == 0
    extras = [json.loads(row["extra"]) for row in tables(tmp_path / "out")["articles"]]
    assert extras == [{"share": None, "raw": "a\\xff", "all": [1.0]}, {"share": None}]
