"""The marked form of the corpus: one readable text from which every gold field of the records is made.

    python benchmarks/markup.py check FILE...          reject broken marks; list where the finders differ
    python benchmarks/markup.py gold FILE... -o OUT    write gold JSON lines
    python benchmarks/markup.py marked GOLD...         the other way: gold JSON lines as marked text

A passage begins with a header, ``@ id published register`` (``-`` when it has no date), and runs to the next
header; lines before the first header are comments. In the text:

``[[SocGen=Société Générale]]``
    A company mention, with the company's name where the mention is not the name itself.
``<<T3 2024|2024-Q3|Valtis; Orlys>>``
    A date, its period and the companies the event concerns (may be left out). A period is ``2024``,
    ``2024-H1``, ``2024-Q3``, ``2024-09``, ``2024-W37``, ``2024-09-12``, two of these joined by ``..``, an ISO
    duration or ``?`` (not resolved); behind it may stand ``start``, ``mid``, ``end`` or ``approx``.
``{{3 M€|~3e6 EUR|revenue up forecast|subj Valtis|other Orlys|source Reuters|in 2024|versus 2023}}``
    A figure: its span holds no comparator ("près de {{3 M€|...}}"). Value: ``3e6 EUR``, ``1.33 EUR/action``,
    ``5 %``, ``0.5 pt`` (points), ``25 bp``; before it ``~`` approx, ``>`` over, ``>=`` at least, ``<`` under,
    ``<=`` at most; a range is ``3e9..4e9 EUR``. Then the metric, and a direction and a certainty unless they
    are none and stated. Then in any order ``subj``, ``other`` (counterparties), ``source`` with names joined
    by ``;``, and the periods by relation: ``in``, ``by``, ``since``, ``until``, ``over``, ``versus``.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from claimx.records import Certainty, Direction, Metric, Relation

Gold = dict[str, Any]

HEADER = re.compile(r"@ (?P<id>\S+) (?P<published>\d{4}-\d\d-\d\d|-) (?P<register>\S+)")
MARK = re.compile(r"\[\[(?P<company>[^\[\]]+)\]\]|<<(?P<date>[^<>]+)>>|\{\{(?P<figure>[^{}]+)\}\}")
STRAY = re.compile(r"\[\[|\]\]|<<|>>|\{\{|\}\}")
VALUE = re.compile(
    r"(?P<bound>~|>=?|<=?)?(?P<low>-?\d+(?:\.\d+)?(?:e\d+)?)(?:\.\.(?P<high>-?\d+(?:\.\d+)?(?:e\d+)?))?"
    r" (?:(?P<currency>[A-Z]{3})(?:/(?P<per>[^|]+))?|(?P<unit>%|pt|bp))"
)
BOUNDS = {"": "exact", "~": "approx", ">": "over", ">=": "at_least", "<": "under", "<=": "at_most"}
UNITS = {"%": "percent", "pt": "point", "bp": "basis_point"}
ROLES = {"subj": "subjects", "other": "counterparties", "source": "sources"}
MODS = ("start", "mid", "end", "approx")
QUARTER = re.compile(r"(\d{4})-([QH])([1-4])")
WEEK = re.compile(r"(\d{4})-W(\d\d)")


class MarkupError(ValueError):
    """A mark that cannot be read; the message says where and why."""


@dataclass
class _Building:
    """A passage while its marks are taken out."""

    text: str = ""
    companies: dict[str, list[Gold]] = field(default_factory=dict)
    dates: list[Gold] = field(default_factory=list)
    claims: list[Gold] = field(default_factory=list)

    def mention(self, words: str) -> Gold:
        """Append words and give their place."""
        start = len(self.text)
        self.text += words
        return {"start": start, "end": start + len(words), "text": words}


# --- marked text to gold ------------------------------------------------------------------------------------


def passages(content: str, *, faults: list[str] | None = None) -> Iterator[Gold]:
    """The gold passages of a marked file. Faults are collected where a list is given, else raised."""
    blocks = re.split(r"^(?=@ )", content, flags=re.MULTILINE)[1:]
    for block in blocks:
        head, _, body = block.partition("\n")
        try:
            yield _read(body.strip("\n"), _header(head.strip()))
        except MarkupError as fault:
            if faults is None:
                raise
            faults.append(f"{head.strip()}: {fault}")


def load(paths: Iterable[Path]) -> list[Gold]:
    """The gold passages of some files, each with its file's name: JSON lines, or marked text (.txt)."""
    return [{**gold, "file": path.stem} for path in paths for gold in _of(path)]


def _of(path: Path) -> Iterator[Gold]:
    content = path.read_text("utf-8")
    if path.suffix == ".txt":
        yield from passages(content)
    else:
        yield from (json.loads(line) for line in content.splitlines() if line.strip())


def _header(head: str) -> re.Match[str]:
    header = HEADER.fullmatch(head)
    if header is None:
        raise MarkupError(f"header {head!r} is not '@ id published register'")
    return header


def _read(body: str, header: re.Match[str]) -> Gold:
    made, reached = _Building(), 0
    for mark in MARK.finditer(body):
        made.text += body[reached : mark.start()]
        reached = mark.end()
        if mark["company"]:
            words, _, name = mark["company"].partition("=")
            made.companies.setdefault(name or words, []).append(made.mention(words))
        elif mark["date"]:
            words, *rest = mark["date"].split("|")
            made.dates.append({**made.mention(words), **_dated(words, rest)})
        else:
            words, *rest = mark["figure"].split("|")
            made.claims.append({**made.mention(words), **_claim(words, rest)})
    made.text += body[reached:]
    if stray := STRAY.search(made.text):
        raise MarkupError(
            f"a mark is broken near {made.text[max(0, stray.start() - 40) : stray.end() + 40]!r}"
        )
    known = set(made.companies)
    for item in (*made.claims, *made.dates):
        named = [
            n for key in ("subjects", "counterparties", "sources", "companies") for n in item.get(key, [])
        ]
        if unknown := [name for name in named if name not in known]:
            raise MarkupError(
                f"{item['text']!r} names {unknown}, but the marked companies are {sorted(known)}"
            )
    published = None if header["published"] == "-" else header["published"]
    companies = [{"name": name, "mentions": mentions} for name, mentions in made.companies.items()]
    return {
        "id": header["id"],
        "register": header["register"],
        "published": published,
        "text": made.text,
        "companies": companies,
        "claims": made.claims,
        "dates": made.dates,
    }


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(";") if name.strip()]


def _dated(words: str, rest: Sequence[str]) -> Gold:
    if not 1 <= len(rest) <= 2:  # noqa: PLR2004 - the period, and the companies
        raise MarkupError(f"date {words!r} needs <<words|period>> or <<words|period|companies>>")
    return {"period": period(rest[0].strip()), "companies": _names(rest[1]) if len(rest) > 1 else []}


def _claim(words: str, rest: Sequence[str]) -> Gold:
    if len(rest) < 2:  # noqa: PLR2004 - the value and the metric
        raise MarkupError(f"figure {words!r} needs at least a value and a metric")
    claim: Gold = {"figure": figure(rest[0].strip()), **_stance(words, rest[1].split())}
    claim |= {role: [] for role in ROLES.values()}
    claim["when"] = []
    for part in rest[2:]:
        key, _, content = part.strip().partition(" ")
        if key in ROLES:
            claim[ROLES[key]] = _names(content)
        elif key in get_args(Relation):
            claim["when"].append({**period(content.strip()), "relation": key})
        else:
            raise MarkupError(f"figure {words!r}: {part!r} begins with no role and no relation")
    return claim


def _stance(words: str, tokens: Sequence[str]) -> Gold:
    out: Gold = {"metric": None, "direction": None, "certainty": "stated"}
    for token in tokens:
        for key, values in (("metric", Metric), ("direction", Direction), ("certainty", Certainty)):
            if token in get_args(values):
                out[key] = token
                break
        else:
            raise MarkupError(f"figure {words!r}: {token!r} is no metric, direction or certainty")
    if out["metric"] is None:
        raise MarkupError(f"figure {words!r} has no metric")
    return out


def figure(written: str) -> Gold:
    """The figure of a value as marked, "~3.2e9 EUR"."""
    match = VALUE.fullmatch(written)
    if match is None:
        raise MarkupError(
            f"value {written!r} cannot be read: write e.g. '~3.2e9 EUR', '5 %', '1.2 EUR/action'"
        )
    try:
        low = f"{Decimal(match['low']).normalize():f}"
        high = f"{Decimal(match['high']).normalize():f}" if match["high"] else low
    except InvalidOperation as error:
        raise MarkupError(f"value {written!r} holds no number") from error
    comparator = "range" if match["high"] else BOUNDS[match["bound"] or ""]
    ends = {
        "low": None if comparator in {"under", "at_most"} else low,
        "high": None if comparator in {"over", "at_least"} else high,
    }
    if match["currency"]:
        return {
            "kind": "money",
            **ends,
            "currency": match["currency"],
            "per": match["per"],
            "comparator": comparator,
        }
    return {"kind": "percent", **ends, "unit": UNITS[match["unit"]], "comparator": comparator}


def period(written: str) -> Gold:
    """The period of its short form, "2024-Q3 end"."""
    parts = written.split()
    mod = parts[1] if len(parts) > 1 else None
    if not parts or len(parts) > 2 or (mod is not None and mod not in MODS):  # noqa: PLR2004
        raise MarkupError(f"period {written!r} is not 'period' or 'period mod'")
    short = parts[0]
    empty: Gold = {"start": None, "end": None, "mod": mod, "duration": None, "timex": None}
    if short == "?":
        return empty
    if short.startswith("P"):
        return {**empty, "duration": short, "timex": short}
    first, _, last = short.partition("..")
    start, end = _ends(first)[0], _ends(last or first)[1]
    if start > end:
        raise MarkupError(f"period {written!r} ends before it begins")
    return {**empty, "start": start.isoformat(), "end": end.isoformat(), "timex": None if last else short}


def _ends(short: str) -> tuple[date, date]:
    try:
        if match := QUARTER.fullmatch(short):
            months = 3 if match[2] == "Q" else 6
            last = int(match[3]) * months
            year = int(match[1])
            return date(year, last - months + 1, 1), date(year, last, calendar.monthrange(year, last)[1])
        if match := WEEK.fullmatch(short):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return monday, monday + timedelta(days=6)
        numbers = [int(part) for part in short.split("-")]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:  # noqa: PLR2004 - year and month
            year, month = numbers
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        year, month, day = numbers
        return date(year, month, day), date(year, month, day)
    except (ValueError, TypeError) as error:
        raise MarkupError(f"period {short!r} cannot be read: {error}") from error


# --- gold to marked text ------------------------------------------------------------------------------------


def marked(gold: Gold) -> str:
    """A gold passage in its marked form."""
    marks: list[tuple[int, int, str]] = []
    for company in gold["companies"]:
        for mention in company["mentions"]:
            other = "" if mention["text"] == company["name"] else f"={company['name']}"
            marks.append((mention["start"], mention["end"], f"[[{mention['text']}{other}]]"))
    for dated in gold["dates"]:
        parts = [dated["text"], _short(dated["period"])]
        parts += ["; ".join(dated["companies"])] if dated["companies"] else []
        marks.append((dated["start"], dated["end"], f"<<{'|'.join(parts)}>>"))
    marks += [(claim["start"], claim["end"], _marked_claim(claim)) for claim in gold["claims"]]
    text, out, reached = gold["text"], "", 0
    for start, end, mark in sorted(marks):
        if start < reached:
            raise MarkupError(f"{gold['id']}: marks overlap at {text[start:end]!r}")
        out += text[reached:start] + mark
        reached = end
    return f"@ {gold['id']} {gold['published'] or '-'} {gold.get('register', '-')}\n{out}{text[reached:]}\n"


def _marked_claim(claim: Gold) -> str:
    stance = [
        claim["metric"],
        claim["direction"],
        claim["certainty"] if claim["certainty"] != "stated" else None,
    ]
    parts = [claim["text"], _short_value(claim["figure"]), " ".join(word for word in stance if word)]
    parts += [f"{key} {'; '.join(claim[role])}" for key, role in ROLES.items() if claim[role]]
    parts += [f"{when['relation']} {_short(when)}" for when in claim["when"]]
    return f"{{{{{'|'.join(parts)}}}}}"


def _short_value(value: Mapping[str, Any]) -> str:
    low, high = value["low"], value["high"]
    number = f"{low}..{high}" if value["comparator"] == "range" else (low if low is not None else high)
    sign = next((sign for sign, name in BOUNDS.items() if name == value["comparator"]), "")
    if value["kind"] == "percent":
        return f"{sign}{number} {next(sign for sign, name in UNITS.items() if name == value['unit'])}"
    return f"{sign}{number} {value['currency']}{'/' + value['per'] if value.get('per') else ''}"


def _short(period_: Mapping[str, Any]) -> str:
    mod = f" {period_['mod']}" if period_.get("mod") else ""
    if period_.get("duration"):
        return f"{period_['duration']}{mod}"
    if not period_.get("start"):
        return f"?{mod}"
    start, end = period_["start"], period_["end"]
    forms = [start, start[:7], start[:4]]
    forms += [f"{start[:4]}-{half}" for half in ("Q1", "Q2", "Q3", "Q4", "H1", "H2")]
    year, week, _ = date.fromisoformat(start).isocalendar()
    forms.append(f"{year}-W{week:02}")
    whole = (date.fromisoformat(start), date.fromisoformat(end))
    return next((form for form in forms if _ends(form) == whole), f"{start}..{end}") + mod


# --- check --------------------------------------------------------------------------------------------------


def differences(gold: Gold) -> Iterator[str]:
    """What the finders read otherwise: not faults, but places to look at again."""
    from claimx.dates import find_dates, resolve_dates  # noqa: PLC0415 - only the check needs the library
    from claimx.figures import find_figures  # noqa: PLC0415
    from claimx.source import Source  # noqa: PLC0415

    source = Source(gold["text"])
    figures = find_figures(source)
    spoken = {(m.start, m.end): f for f in figures for m in [source.mention(f.span)]}
    wanted = {(claim["start"], claim["end"]): claim for claim in gold["claims"]}
    for place in sorted({*spoken, *wanted}):
        words = gold["text"][place[0] : place[1]]
        if place not in wanted:
            yield f"{words!r} is a figure for the finder and not marked"
        elif place not in spoken:
            yield f"{words!r} is marked and no figure for the finder"
        else:
            found, value = spoken[place], wanted[place]["figure"]
            ends = [None if value[k] is None else abs(Decimal(value[k])) for k in ("low", "high")]
            said = (value.get("currency") or value["unit"], value["comparator"], value.get("per"), *ends)
            seen = (found.unit, found.comparator, found.per, found.low, found.high)
            if said != seen:
                yield f"{words!r} is marked {said} and read {seen}"
    published = date.fromisoformat(gold["published"]) if gold["published"] else None
    expressions = find_dates(source, tuple(f.span for f in figures))
    resolved = resolve_dates(source, expressions, published, lambda _: None)
    read = {(m.start, m.end): d.period for d in resolved for m in [source.mention(d.span)]}
    dated = {(item["start"], item["end"]): item["period"] for item in gold["dates"]}
    for place in sorted({*read, *dated}):
        words = gold["text"][place[0] : place[1]]
        if place not in dated:
            yield f"{words!r} is a date for the finder and not marked"
        elif place not in read:
            yield f"{words!r} is marked and no date for the finder"
        else:
            one = read[place].model_dump(mode="json")
            if any(one[key] != dated[place][key] for key in ("start", "end", "duration")):
                yield f"{words!r} is marked {_short(dated[place])} and read {_short(one)} (tense not asked)"


def main() -> int:
    """Check, convert or show."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("do", choices=("check", "gold", "marked"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    if args.do == "marked":
        for path in args.files:
            for line in path.read_text("utf-8").splitlines():
                print(marked(json.loads(line)))
        return 0
    faults: list[str] = []
    golds = [gold for path in args.files for gold in passages(path.read_text("utf-8"), faults=faults)]
    counts = Counter(gold["id"] for gold in golds)
    faults += [f"{name} stands {count} times" for name, count in counts.items() if count > 1]
    for fault in faults:
        print(f"fault: {fault}")
    if args.do == "check":
        for gold in golds:
            for difference in differences(gold):
                print(f"look: {gold['id']}: {difference}")
        claims = sum(len(gold["claims"]) for gold in golds)
        print(f"{len(golds)} passages, {claims} claims, {len(faults)} faults")
    elif not faults:
        lines = [json.dumps(gold, ensure_ascii=False) for gold in golds]
        (args.output or Path("/dev/stdout")).write_text("\n".join(lines) + "\n", "utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
