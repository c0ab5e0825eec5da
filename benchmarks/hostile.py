"""How the time to read grows with the length of a text made to be slow: in proportion, or worse.

    python benchmarks/hostile.py                       every rule, without the model, 10^5 and 10^6 characters
    python benchmarks/hostile.py extract               the whole way, 10^4 and 5 * 10^4 characters
    python benchmarks/hostile.py extract 20000 100000 '3 % '    one text, other lengths
    python benchmarks/hostile.py rules 100000 300000 'companies, 3 %'    a lexicon's text by its name

Each text is a piece repeated: what begins a rule of some family and never ends it, what every rule tries,
all the forms of a lexicon with and without numbers between. Prints the slowest, and every text whose time
grows with a power of its length above 1.1, and fails when there is one.
"""

from __future__ import annotations

import gc
import math
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import claimx
from claimx.claims.link import link
from claimx.companies import find_companies
from claimx.dates import find_dates, resolve_dates
from claimx.figures import find_figures
from claimx.lexicon import expand, rows
from claimx.reading import Entity, Reading
from claimx.source import Source, Span

LIMIT = 1.1
SHOWN = 12
LEAST = 1.0  # seconds; less says nothing of growth
DAY = date(2024, 7, 30)
FORMS = 3  # of a row of a lexicon
PIECE = 3_000  # characters of a lexicon's forms: the short text, too, must be the piece repeated
TRIES = 3  # a time that seems to grow too fast is taken again: other processes disturb

CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-Ý]\S{0,99}")
LABELS = ("ORG", "PER", "LOC", "MISC")

SIGNS = " \n\r aA1.,'\"«»()[]-–+/|%€$£#&_:;!?…•\u0301\u200b\ud800\x00ſﬁ٣中😀"
PIECES = (
    *(
        "1 ",
        "1 000 ",
        "000 ",
        "1,",
        "1.",
        "1-",
        "1/",
        "+-",
        "( ",
        "« ",
        "e\u0301",
        "\r\n",
        "A.",
        "aA",
        "L'",
        "d'",
    ),
    *(
        "3 % ",
        "3 %, ",
        "3 % et ",
        "3 % (",
        "3 euros ",
        "3 euros, ",
        "3 euros (",
        "(3 euros) ",
        "3 €/",
        "EUR 3 ",
    ),
    *(
        "entre 1 et ",
        "de 1 à ",
        "vingt et un ",
        "vingt-",
        "cent ",
        "mille ",
        "million ",
        "3 millions d'",
        "3 Md",
    ),
    *(
        "soit 3 % ",
        "3 % contre ",
        "contre 3 % (",
        "3 millions dont ",
        "£3",
        "3k",
        "US$ ",
        "3 points ",
        "x2,1 ",
    ),
    *(
        "2024 ",
        "2024-",
        "2024-01-",
        "01/02/",
        "mars ",
        "1er mars ",
        "du 1er au ",
        "T1 ",
        "trimestre ",
        "3 ans ",
    ),
    *(
        "il y a ",
        "fin ",
        "fin mars 2024 ",
        "lundi ",
        "hier ",
        "clos le 30 juin ",
        "exercice ",
        "dernier ",
        "12h",
    ),
    *("Velmor ", "Velmor, ", "Velmor et ", "Velmor (VLM) ", "Velmor SA ", "V. ", "filiale de ", "le groupe "),
    *(
        "Velmor, le groupe ",
        "Velmor, son concurrent ",
        "de la société de ",
        "PDG de ",
        "selon ",
        "M. ",
        "Louis ",
    ),
    *("<p>3 €</p>", "| 3 % ", "3 %\t", "3 %\n", "• 3 % ", "http://a.b/", "a@b.", "1. ", "l'AFP.Un "),
    *("respectivement 3 et ", "hausse de ", "au moins ", "en hausse de 3 % ", "aurait 3 % ", "ne 3 % pas "),
    "Velmor a gagné 3 millions d'euros en 2023, contre 2 millions en 2022. ",
    "Selon Velmor, Dorvane a gagné 3 % en mars\n",
)


def pieces() -> dict[str, str]:
    """What texts are made of, by name."""
    named = {repr(piece)[1:-1]: piece for piece in (*SIGNS, *PIECES)}
    for path in sorted((Path(claimx.__file__).parent / "lexicons").glob("*.toml")):
        forms = [form for entry in entries(rows(path.stem)) for form in written(entry)]
        forms = forms[:: 1 + len(" ".join(forms)) // PIECE]
        named[f"{path.stem}"] = " ".join(forms) + " "
        named[f"{path.stem}, 3 %"] = " 3 % ".join(forms) + " 3 % "
    numbers = (f"{chr(65 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}vel" for n in range(17_576))
    named["ever new names"] = " gagne 3 %, ".join(numbers) + " gagne 3 %, "
    return named


def entries(table: object) -> Iterator[str]:
    """Every string of a lexicon, keys included."""
    if isinstance(table, Mapping):
        for key, value in table.items():
            yield key
            yield from entries(value)
    elif isinstance(table, list):
        for value in table:
            yield from entries(value)
    elif isinstance(table, str):
        yield table


def written(entry: str) -> tuple[str, ...]:
    """An entry written out; as it stands where it is no form."""
    try:
        return expand(entry.rstrip("?"))[:FORMS]
    except claimx.ClaimxError:
        return (entry,)


def stages(text: str) -> Callable[[], object]:
    """What needs no model, and what comes after it: figures, dates, companies, claims.

    What the model would mark is made beforehand: it is no part of what is timed.
    """
    marked = tuple(names(Source(text)))
    return lambda: read_without_model(text, marked)


def read_without_model(text: str, marked: tuple[Entity, ...]) -> None:
    """Every stage but the model's, over the names it would have marked."""
    source = Source(text)
    figures = find_figures(source)
    found = find_dates(source, [figure.span for figure in figures])
    dates = resolve_dates(source, found, DAY, lambda _: None)
    reading = Reading(source, entities=marked)
    link(reading, figures, dates, find_companies(reading))


def names(source: Source) -> Iterator[Entity]:
    """Every word in capitals, labelled by turns, for what the model would mark."""
    for number, match in enumerate(CAPITALISED.finditer(source.folded)):
        yield Entity(Span(*match.span()), LABELS[number % len(LABELS)])


def repeated(piece: str, length: int) -> str:
    """A piece again and again, cut at a length."""
    return (piece * (length // len(piece) + 1))[:length]


Ready = Callable[[str], Callable[[], object]]
"""Gives what reads a text."""


def seconds(ready: Ready, piece: str, length: int) -> float:
    """Processor time of one reading, the garbage of others swept before."""
    read = ready(repeated(piece, length))
    gc.collect()
    started = time.process_time()
    read()
    return time.process_time() - started


def growth(ready: Ready, piece: str, short: int, long: int) -> tuple[float, float, float]:
    """The times of both lengths, each the best of those taken, and the power of the length they grow with."""
    first = last = math.inf
    for _ in range(TRIES):
        first = min(first, seconds(ready, piece, short), seconds(ready, piece, short))
        last = min(last, seconds(ready, piece, long))
        power = math.log(last / max(first, 1e-6)) / math.log(long / short) if last > LEAST else 0.0
        if power <= LIMIT:
            break
    return first, last, power


def main() -> int:
    """Time every text at both lengths; 1 when one grows too fast."""
    whole = sys.argv[1:2] == ["extract"]
    short, long = map(int, sys.argv[2:4] or (("10000", "50000") if whole else ("100000", "1000000")))
    every = pieces()
    chosen = {name: every.get(name, name) for name in sys.argv[4:]} or every
    extractor = claimx.Extractor()
    ready: Ready = (lambda text: lambda: extractor.extract(text, DAY)) if whole else stages
    for warm in ("Velmor a gagné 3 % hier, contre 2 millions d'euros en 2023. ", *list(chosen.values())[-3:]):
        ready(repeated(warm, short))()
    found = []
    for name, piece in chosen.items():
        first, last, power = growth(ready, piece, short, long)
        found.append((last, power, name))
        if power > LIMIT:
            print(f"grows {power:.2f}   {first:8.2f} s {last:8.2f} s   {name}", flush=True)
    print(f"{len(found)} texts of {short:,} and {long:,} characters; the slowest of the long:")
    for last, power, name in sorted(found, reverse=True)[:SHOWN]:
        print(f"{last:8.2f} s   power {power:.2f}   {name}")
    return int(any(power > LIMIT for _, power, _ in found))


if __name__ == "__main__":
    sys.exit(main())
