"""A user's own companies: the file and its faults, and what texts then give."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import claimx
from claimx.companies import find_companies, gazetteer_with, read_companies, shipped
from claimx.errors import InputError
from claimx.reading import Reading
from claimx.records import Listing
from claimx.source import Source

ROWS = """name;aliases;lei;siren;isin;ticker;exchange;country;ambiguous
Valtis Énergies;Valtis|VLE;969500TJ5KRTCJQWXH05;552 100 554;FR0000131906;VLT;Euronext Paris;fr;
Horizon;;;;;;;;
"Kelmo; Frères";Kelmo;;;;;;;non
"""
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of companies."""

    def put(content: str) -> Path:
        path = tmp_path / "own.csv"
        path.write_text(content, encoding="utf-8")
        return path

    return put


def names(text: str, path: Path, *, words: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Name → its mentions, without the model: what counts as a word is given."""
    source = Source(text)
    gazetteer = gazetteer_with(read_companies(path), words.__contains__)
    found: dict[str, list[str]] = {}
    for mention in find_companies(Reading(source), gazetteer).mentions:
        found.setdefault(mention.name, []).append(source.slice(mention.span))
    return found


def test_a_row_is_a_company_with_its_codes(write: Write) -> None:
    """A row is a company with its codes, spaces within them left out; empty cells are nothing."""
    valtis, horizon, kelmo = read_companies(write(ROWS))
    assert (valtis.name, valtis.aliases) == ("Valtis Énergies", ("Valtis", "VLE"))
    assert (valtis.identifiers.lei, valtis.identifiers.siren) == ("969500TJ5KRTCJQWXH05", "552100554")
    assert valtis.listing == Listing(
        ticker="VLT", isin="FR0000131906", exchange="Euronext Paris", country="FR"
    )
    assert (horizon.identifiers.lei, horizon.listing, horizon.ambiguous) == (None, None, None)
    assert (kelmo.name, kelmo.ambiguous) == ("Kelmo; Frères", False)


@pytest.mark.parametrize(
    "content",
    [
        "name,aliases\nValtis,VLT|Valtis SA\n",
        "\ufeffname;aliases\r\n\r\nValtis;VLT|Valtis SA\r\n",
        'Aliases;NAME\n"VLT|\nValtis SA";Valtis\n',
    ],
)
def test_files_as_they_come(content: str, write: Write) -> None:
    """Commas or semicolons, a byte order mark, blank lines, cells over two lines, columns in any order."""
    (company,) = read_companies(write(content))
    assert (company.name, company.aliases) == ("Valtis", ("VLT", "Valtis SA"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("nom;alias\nValtis;\n", "line 1: no column name; the first line must name the columns"),
        ("name;alias\nValtis;\n", "line 1: unknown column 'alias'; known are name, aliases"),
        ("name;name\nValtis;\n", "line 1: column name comes twice"),
        ("name;lei\nValtis;969500TJ5KRTCJQWXH06\n", r"line 2: '969500TJ5KRTCJQWXH06' is no LEI \(.*correct"),
        ("name;siren\nValtis;552100555\n", r"line 2: '552100555' is no SIREN \(.*correct it, or leave"),
        ("name;isin\nValtis;FR0000131907\n", r"line 2: 'FR0000131907' is no ISIN \("),
        ("name;country\nValtis;France\n", "line 2: country is 'FRANCE'; write its two letters"),
        ("name;ambiguous\nValtis;maybe\n", "line 2: ambiguous is 'maybe'; write yes or no"),
        ("name;aliases\nValtis;\n;Kelmo\n", "line 3: no name; give one, or remove the line"),
        ("name;aliases\n2024;\n", "line 2: '2024' has no letter"),
        ("name;aliases\nValtis;a;b\n", "line 2: 3 cells under 2 columns; put a name"),
        ("name;aliases\nValtis;\n\nvaltis;\n", "line 4: 'valtis' stands for 'Valtis' on line 2 already"),
        ("name;aliases\nValtis;VLT\nKelmo;VLT\n", "line 3: 'VLT' stands for 'Valtis' on line 2 already"),
        ('name\n"Valtis\n', "line 2: unexpected end of data; a quote within a cell is written twice"),
        ("name\n", "names no company; write one a line under the header"),
        ("", "line 1: no column name"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(content: str, told: str, write: Write) -> None:
    """A fault is told with the file, its line and what to do."""
    with pytest.raises(InputError, match=told) as fault:
        read_companies(write(content))
    assert "own.csv" in str(fault.value)


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0b", "\x0c"])
def test_only_newlines_end_a_row(sign: str, write: Write) -> None:
    """Other signs that end a line somewhere are a cell's own, and lines are counted as editors do."""
    [company, _] = read_companies(write(f"name\nAc{sign}mex\nOrlys\n"))
    assert company.name.startswith("Ac")
    with pytest.raises(InputError, match="line 4"):
        read_companies(write(f"name,siren\nAc{sign}mex,\nOrlys,\nNexalia,1\n"))


def test_all_faults_are_told_at_once(write: Write) -> None:
    """All faults of a file are told at once, up to twenty."""
    with pytest.raises(InputError) as fault:
        read_companies(write("name;siren\nValtis;1\n;2\nKelmo;3\n" + ";\n" * 2 + "9;\n" * 20))
    told = str(fault.value).splitlines()
    assert len(told) == 1 + 20 + 1
    assert [line.split(":")[0].strip() for line in told[1:4]] == ["line 2", "line 3", "line 4"]
    assert told[-1].strip() == "and 3 more"


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """What cannot be opened or is not in UTF-8 is told, with the line of the first odd byte."""
    with pytest.raises(InputError, match="is a directory; check the path"):
        read_companies(tmp_path)
    path = tmp_path / "own.csv"
    with pytest.raises(InputError, match="no such file or directory; check the path"):
        read_companies(path)
    path.write_bytes("name\nValtis\nÉnergie\n".encode("latin-1"))
    with pytest.raises(InputError, match="line 3: not UTF-8 text; save it as UTF-8"):
        read_companies(path)


def test_an_alias_counts_under_the_name_the_user_gives(write: Write) -> None:
    """An alias counts under the name the user gives, in capitals and with a legal form too."""
    text = "Valtis recule. VLE SA aussi, et VALTIS. La filiale de Valtis Énergies suit."
    assert names(text, write(ROWS)) == {"Valtis Énergies": ["Valtis", "VLE", "VALTIS", "Valtis Énergies"]}


def test_typography_does_not_matter(write: Write) -> None:
    """The apostrophe and the space of the file need not be those of the text."""
    path = write("name\nL’Atelier d’Orlys\n")
    assert names("Chez L'Atelier\u00a0d’Orlys, on recrute.", path) == {
        "L'Atelier d'Orlys": ["L'Atelier d'Orlys"]
    }


def test_an_ordinary_word_needs_a_cue(write: Write) -> None:
    """A name that is an ordinary word needs a cue, unless the row says that it is none."""
    path, words = write(ROWS), frozenset({"Horizon"})
    assert names("Horizon bouché sur la côte.", path, words=words) == {}
    assert names("Le groupe Horizon recrute.", path, words=words) == {"Horizon": ["Horizon"]}
    sure = write("name;ambiguous\nHorizon;no\nCadre bleu;oui\n")
    text = "Horizon bouché. Cadre bleu au mur."
    assert names(text, sure, words=words) == {"Horizon": ["Horizon"]}


def test_the_user_wins_over_the_shipped_lists(write: Write) -> None:
    """A shipped company takes the user's name with all its forms; an alias taken from one leaves the rest."""
    path = write("name;aliases\nRenault Group;Renault\nMoi;SocGen\n")
    assert names("Renault baisse.", path) == {"Renault Group": ["Renault"]}
    gazetteer = gazetteer_with(read_companies(path), lambda _: False)
    assert gazetteer.sectors("Renault Group") == {"carmaker"}
    assert gazetteer.company_of("SocGen") == "Moi"
    assert gazetteer.company_of("Société Générale") == "Société Générale"
    assert shipped().company_of("SocGen") == "Société Générale"


def test_listings(write: Write) -> None:
    """A listing is the user's, else that of the shipped company; a name alone is never looked up."""
    path = write("name;aliases;isin\nRenault Group;Renault;\nValtis;;FR0000131906\nPark Aerospace Lyon;;\n")
    text = "Renault, Valtis et Park Aerospace Lyon signent."
    listings = find_companies(
        Reading(Source(text)), gazetteer_with(read_companies(path), lambda _: False)
    ).listings
    assert listings["Renault Group"].ticker == "RNO"
    assert listings["Valtis"] == Listing(isin="FR0000131906")
    assert "Park Aerospace Lyon" not in listings


@pytest.fixture(scope="module")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> claimx.Extractor:
    """An extractor with companies of one's own."""
    path = tmp_path_factory.mktemp("own") / "own.csv"
    path.write_text(ROWS, encoding="utf-8")
    return claimx.Extractor(companies=path)


TEXT = "Valtis a réalisé un chiffre d'affaires de 3 millions d'euros. Le groupe emploie 20 personnes."


def test_claims_name_the_company_and_lead_to_its_codes(extractor: claimx.Extractor) -> None:
    """Claims name the company as the user does, which leads to its codes."""
    (claim,) = extractor.extract(TEXT).claims
    assert claim.subjects == ("Valtis Énergies",)
    assert extractor.identifiers[claim.subjects[0]].siren == "552100554"
    assert claimx.Extractor().identifiers == {}


def test_ordinary_words_are_told_by_the_model(extractor: claimx.Extractor) -> None:
    """Which names are ordinary words is told by how texts write them."""
    text = "Horizon bouché pour les ports : la région dépensera 3 millions d'euros."
    assert extractor.extract(text).companies == ()
    (company,) = extractor.extract("L'entreprise Horizon a gagné 3 millions d'euros en 2024.").companies
    assert company.name == "Horizon"


def test_two_extractors_do_not_mix(extractor: claimx.Extractor) -> None:
    """Extractors with other lists read side by side, in threads too, each by its own."""
    plain = claimx.Extractor()
    with ThreadPoolExecutor(4) as pool:
        both = [pool.submit(each.extract, TEXT) for each in (extractor, plain) * 8]
    told = [tuple(company.name for company in each.result().companies) for each in both]
    assert told == [("Valtis Énergies",), ("Valtis",)] * 8
