"""A user's own companies: a CSV file, checked as a whole, and the gazetteer that knows them first."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from claimx.companies.cues import strip_legal
from claimx.companies.definitions import Identifiers
from claimx.companies.gazetteer import Gazetteer, KnownForm, shipped, variants
from claimx.companies.listings import find_listing
from claimx.companies.negatives import never
from claimx.errors import InputError
from claimx.records import Listing
from claimx.source import Source

__all__ = ["OwnCompany", "gazetteer_with", "read_companies"]

_COLUMNS = ("name", "aliases", "lei", "siren", "isin", "ticker", "exchange", "country", "ambiguous")
_ANSWERS = {"yes": True, "oui": True, "no": False, "non": False, "": None}
_TOLD = 20  # faults told at once


@dataclass(frozen=True, slots=True)
class OwnCompany:
    """A row of the file. ``ambiguous`` is None where the row leaves it to claimx."""

    name: str
    aliases: tuple[str, ...] = ()
    identifiers: Identifiers = field(default_factory=Identifiers)
    listing: Listing | None = None
    ambiguous: bool | None = None


class _FaultError(ValueError):
    """What is wrong with a row, and what to write instead."""


def read_companies(path: Path) -> tuple[OwnCompany, ...]:
    """The companies of a CSV file in UTF-8, with a header and ``;`` or ``,`` between the cells.

    Columns are ``name`` and, as wanted, ``aliases`` (with ``|`` between them), ``lei``, ``siren``, ``isin``,
    ``ticker``, ``exchange``, ``country`` and ``ambiguous`` (yes or no: whether the names are ordinary words
    too). Raises ``InputError``, which lists every fault with its line.
    """
    lines = iter(_records(path))
    _, header = next(lines, (1, []))
    columns = [cell.strip().lower() for cell in header]
    _check_columns(path, columns)
    faults: list[str] = []
    taken: dict[str, tuple[str, int]] = {}
    companies: list[OwnCompany] = []
    for line, cells in lines:
        try:
            company = _company(dict(zip(columns, _cells(cells, columns), strict=True)))
            _take(company, line, taken)
        except _FaultError as fault:
            faults.append(f"line {line}: {fault}")
        else:
            companies.append(company)
    if faults:
        told = [*faults[:_TOLD], *([f"and {len(faults) - _TOLD} more"] if len(faults) > _TOLD else [])]
        raise InputError("\n  ".join([f"{path} cannot be used as it is:", *told]))
    if not companies:
        raise InputError(f"{path} names no company; write one a line under the header")
    return tuple(companies)


def _records(path: Path) -> list[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line it begins on."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}; check the path") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}, line {line}: not UTF-8 text; save it as UTF-8, or convert it with: "
            "iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
    head = content.partition("\n")[0]
    reader = csv.reader(StringIO(content, newline=""), delimiter=";" if ";" in head else ",", strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{path}, line {line}: {error}; a quote within a cell is written twice") from error
    return rows


def _check_columns(path: Path, columns: Sequence[str]) -> None:
    known = ", ".join(_COLUMNS)
    if "name" not in columns:
        raise InputError(f"{path}, line 1: no column name; the first line must name the columns, of {known}")
    if unknown := [column for column in columns if column not in _COLUMNS]:
        raise InputError(f"{path}, line 1: unknown column {', '.join(map(repr, unknown))}; known are {known}")
    if doubled := sorted({column for column in columns if columns.count(column) > 1}):
        raise InputError(f"{path}, line 1: column {', '.join(doubled)} comes twice; keep one")


def _cells(cells: Sequence[str], columns: Sequence[str]) -> list[str]:
    if len(cells) != len(columns):
        raise _FaultError(
            f"{len(cells)} cells under {len(columns)} columns; put a name that holds the separator in quotes"
        )
    return [cell.strip() for cell in cells]


def _company(row: Mapping[str, str]) -> OwnCompany:
    name = _form(row["name"])
    if not name:
        raise _FaultError("no name; give one, or remove the line")
    aliases = dict.fromkeys(form for alias in row.get("aliases", "").split("|") if (form := _form(alias)))
    for form in (name, *aliases):
        if not re.search(r"[^\W\d_]", form):
            raise _FaultError(f"{form!r} has no letter and would be found in figures; write a longer form")
    ambiguous = row.get("ambiguous", "").lower()
    if ambiguous not in _ANSWERS:
        raise _FaultError(f"ambiguous is {ambiguous!r}; write yes or no, or nothing")
    return OwnCompany(
        name,
        tuple(alias for alias in aliases if alias != name),
        Identifiers(lei=_number(row, "lei"), siren=_number(row, "siren")),
        _listing(row),
        _ANSWERS[ambiguous],
    )


def _form(written: str) -> str:
    """A name as the rules see texts: spaces, apostrophes and hyphens of one kind."""
    return re.sub(r"\s+", " ", Source(written).folded).strip()


def _number(row: Mapping[str, str], column: str) -> str | None:
    """An identifier without spaces; a fault when its check digits do not hold."""
    import stdnum.fr.siren  # noqa: PLC0415  for who has companies of their own only
    import stdnum.isin  # noqa: PLC0415
    import stdnum.lei  # noqa: PLC0415

    if not row.get(column):
        return None
    kind = {"lei": stdnum.lei, "siren": stdnum.fr.siren, "isin": stdnum.isin}[column]
    try:
        return str(kind.validate(row[column]))
    except stdnum.exceptions.ValidationError as error:
        reason = str(error).rstrip(".").lower()
        raise _FaultError(
            f"{row[column]!r} is no {column.upper()} ({reason}); correct it, or leave it out"
        ) from error


def _listing(row: Mapping[str, str]) -> Listing | None:
    country = row.get("country", "").upper()
    if country and not re.fullmatch("[A-Z]{2}", country):
        raise _FaultError(f"country is {country!r}; write its two letters, as FR")
    listing = Listing(
        ticker=row.get("ticker") or None,
        isin=_number(row, "isin"),
        exchange=row.get("exchange") or None,
        country=country or None,
    )
    return listing if listing != Listing() else None


def _take(company: OwnCompany, line: int, taken: dict[str, tuple[str, int]]) -> None:
    """Note the company's forms; a fault when another line has one of them, in capitals or not."""
    for form in (company.name, *company.aliases):
        other, at = taken.setdefault(form.casefold(), (company.name, line))
        if at != line:
            raise _FaultError(f"{form!r} stands for {other!r} on line {at} already; keep it in one line")


def gazetteer_with(companies: Sequence[OwnCompany], is_word: Callable[[str], bool]) -> Gazetteer:
    """The companies that come with claimx and a user's own, which win where they share a form.

    A user's company that has the name of a known one is that one, under the user's name. ``is_word`` tells
    which forms are ordinary words too, where a row does not.
    """
    known = shipped()
    forms, trades = dict(known.forms), dict(known.trades)
    own: dict[str, Listing | None] = {}
    for company in companies:
        same = _same_as(company, known)
        own[company.name] = company.listing or (find_listing(same, known) if same else None)
        trades[company.name] = known.trades.get(same, frozenset()) if same else frozenset()
        if same:
            forms |= {
                form: KnownForm(company.name, each.sure)
                for form, each in known.forms.items()
                if each.company == same
            }
    for company in companies:
        forms |= dict(_forms(company, known, is_word))
    return Gazetteer(forms, trades, own)


def _same_as(company: OwnCompany, known: Gazetteer) -> str | None:
    """The known company that a user's is: the one that has its name, or whose name is an alias of it."""
    if same := known.key_of(company.name):
        return same
    return next((alias for alias in company.aliases if known.key_of(alias) == alias), None)


def _forms(
    company: OwnCompany, known: Gazetteer, is_word: Callable[[str], bool]
) -> Iterator[tuple[str, KnownForm]]:
    for written in (company.name, *company.aliases):
        for form in dict.fromkeys((strip_legal(written), written)):
            ambiguous = company.ambiguous
            if ambiguous is None:
                shared = known.forms.get(form)
                ambiguous = not shared.sure if shared else _is_word(form, is_word)
            for each in (*variants(form), form):
                yield each, KnownForm(company.name, not ambiguous)


def _is_word(form: str, is_word: Callable[[str], bool]) -> bool:
    """Whether a form is an ordinary word, a first name or the name of no company: "Horizon", "Marianne"."""
    return " " not in form and (is_word(form) or never(form))
