"""Marks without text: what was marked in passages of a news archive that may not be copied, by offsets alone.

    python benchmarks/standoff.py strip GOLD -o MARKS     leave the words out
    python benchmarks/standoff.py join MARKS ARCHIVE -o GOLD     put them in again, from the archive

GOLD is JSON lines in the shape of the records, whose ``id`` is "article:start-end"; ARCHIVE is JSON lines
(may be .gz) with ``id``, ``published`` and ``text``. A name is kept as the place of a mention that writes it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import markup
from markup import Gold

ROLES = tuple(markup.ROLES.values())


def strip(gold: Gold) -> Gold:
    """A gold passage without its words. Raises ``ValueError`` when no mention writes a company's name."""
    names = [company["name"] for company in gold["companies"]]
    return {
        "id": gold["id"],
        "companies": [_places(company, gold["id"]) for company in gold["companies"]],
        "claims": [
            {
                **{key: value for key, value in claim.items() if key != "text"},
                **{role: [names.index(name) for name in claim[role]] for role in ROLES},
            }
            for claim in gold["claims"]
        ],
        "dates": [
            {
                **{key: value for key, value in dated.items() if key != "text"},
                "companies": [names.index(name) for name in dated["companies"] if name in names],
            }
            for dated in gold["dates"]
        ],
    }


def _places(company: Gold, passage: str) -> list[list[int]]:
    """The places of a company's mentions, that of its name first."""
    mentions = sorted(company["mentions"], key=lambda mention: mention["text"] != company["name"])
    if mentions[0]["text"] != company["name"]:
        raise ValueError(f"{passage}: no mention is written {company['name']!r}")
    return [[mention["start"], mention["end"]] for mention in mentions]


def join(marks: Gold, archive: Mapping[str, Gold]) -> Gold:
    """A gold passage again. Raises ``KeyError`` when the archive has not the article."""
    article, _, place = marks["id"].rpartition(":")
    start, end = (int(part) for part in place.split("-"))
    text = archive[article]["text"][start:end]
    names = [text[places[0][0] : places[0][1]] for places in marks["companies"]]
    mentions = [
        [{"start": first, "end": last, "text": text[first:last]} for first, last in sorted(places)]
        for places in marks["companies"]
    ]
    return {
        "id": marks["id"],
        "register": "general",
        "published": archive[article]["published"],
        "text": text,
        "companies": [{"name": name, "mentions": told} for name, told in zip(names, mentions, strict=True)],
        "claims": [
            {
                **claim,
                "text": text[claim["start"] : claim["end"]],
                **{role: [names[index] for index in claim[role]] for role in ROLES},
            }
            for claim in marks["claims"]
        ],
        "dates": [
            {
                **dated,
                "text": text[dated["start"] : dated["end"]],
                "companies": [names[index] for index in dated["companies"]],
            }
            for dated in marks["dates"]
        ],
    }


def _lines(path: Path) -> Iterator[Gold]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def main() -> None:
    """Strip or join."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("do", choices=("strip", "join"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    if args.do == "strip":
        out = [strip(gold) for path in args.files for gold in _lines(path)]
    else:
        *marks, archive = args.files
        articles = {article["id"]: article for article in _lines(archive)}
        out = [join(one, articles) for path in marks for one in _lines(path)]
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in out)
    args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(out)} passages, {sum(len(one['claims']) for one in out)} claims")


if __name__ == "__main__":
    main()
