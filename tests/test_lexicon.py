"""Lexicon files, the forms their rows write in short, and the patterns built from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimx
from claimx import lexicon
from claimx.claims.cues import CueFinder
from claimx.companies import shipped
from claimx.errors import LexiconError
from claimx.lexicon import alternation, expand, rows

FORMS = st.lists(st.text("ab é.'|(", min_size=1).filter(str.strip), min_size=1, max_size=6)


class TestRows:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """A lexicon folder of the test's own, in place of the package's."""
        monkeypatch.setattr(lexicon.resources, "files", lambda _package: tmp_path)
        rows.cache_clear()
        (tmp_path / "lexicons").mkdir()
        yield tmp_path / "lexicons"
        rows.cache_clear()

    def test_tables(self, folder: Path) -> None:
        """The rows of a file are its TOML tables."""
        (folder / "units.toml").write_text('[units]\n"k€" = 1000\n', encoding="utf-8")
        assert rows("units") == {"units": {"k€": 1000}}

    def test_missing_file(self, folder: Path) -> None:
        """A missing file is named, with what to do."""
        assert folder.exists()
        with pytest.raises(LexiconError, match=r"lexicons/units\.toml is missing: reinstall"):
            rows("units")

    def test_broken_row(self, folder: Path) -> None:
        """A broken row is told by its file and line."""
        (folder / "units.toml").write_text('"k€" = 1000\n"M€ = 1\n', encoding="utf-8")
        with pytest.raises(LexiconError, match=r"lexicons/units\.toml: .*line 2"):
            rows("units")

    def test_missing_table(self, folder: Path) -> None:
        """A table that a file should have and has not is named, with what to do."""
        (folder / "units.toml").write_text('[unit]\n"k€" = 1000\n', encoding="utf-8")
        with pytest.raises(LexiconError, match=r"lexicons/units\.toml has no \[units\]; write it again"):
            rows("units")["units"]

    def test_not_utf8(self, folder: Path) -> None:
        """A file that was saved in another encoding is named."""
        (folder / "units.toml").write_bytes('"k€" = 1000\n'.encode("cp1252"))
        with pytest.raises(LexiconError, match=r"lexicons/units\.toml: 'utf-8' codec"):
            rows("units")

    def test_bad_form(self, folder: Path) -> None:
        """A form that is written wrongly is told with its file and line."""
        (folder / "units.toml").write_text('# "euro(s" is wrong\n[units]\n"euro(s" = 1\n', encoding="utf-8")
        with pytest.raises(
            LexiconError, match=r"lexicons/units\.toml, line 3: 'euro\(s': groups do not nest"
        ):
            expand("euro(s")

    def test_one_form_for_two_companies(self, folder: Path) -> None:
        """An alias of two companies is told with its file and line, and both companies."""
        content = '[bank]\n"Banque Velmor" = ["Velmor"]\n"Groupe Velmor" = ["GVM", "Velmor"]\n'
        (folder / "companies.toml").write_text(content, encoding="utf-8")
        shipped.cache_clear()  # other tests fill it
        with pytest.raises(LexiconError, match=r"companies\.toml, line 2: 'Velmor' stands .*; keep one"):
            shipped()
        shipped.cache_clear()

    def test_bad_row(self, folder: Path) -> None:
        """A row whose value is not as it must be is told with its file and line."""
        (folder / "directions.toml").write_text('"hausse" = "up"\n"recul" = ["down"]\n', encoding="utf-8")
        with pytest.raises(
            LexiconError, match=r"directions\.toml, line 2: 'recul' = \['down'\]: write a string"
        ):
            CueFinder("directions", rows("directions"))

    @pytest.mark.parametrize(
        "path", sorted((Path(claimx.__file__).parent / "lexicons").glob("*.toml")), ids=lambda path: path.stem
    )
    def test_every_file(self, path: Path) -> None:
        """Every lexicon file loads, has rows, and explains them in a comment at its head."""
        assert rows(path.stem)
        assert path.read_text(encoding="utf-8").startswith("# ")


class TestExpand:
    @pytest.mark.parametrize(
        ("form", "variants"),
        [
            ("euro", ["euro"]),
            ("euro(s)", ["euro", "euros"]),
            ("recul(|e|ent)", ["recul", "recule", "reculent"]),
            ("bénéfice(s) net(s)", ["bénéfice net", "bénéfice nets", "bénéfices net", "bénéfices nets"]),
            ("(hausse|progression)", ["hausse", "progression"]),
        ],
    )
    def test_variants(self, form: str, variants: list[str]) -> None:
        """A group in brackets writes its variants; one with a single member may be left out."""
        assert list(expand(form)) == variants

    @pytest.mark.parametrize("form", ["euro(s", "euros)", "a((b)c)"])
    def test_unbalanced(self, form: str) -> None:
        """A form whose brackets do not match is refused by name."""
        with pytest.raises(LexiconError, match=re.escape(repr(form))):
            expand(form)


class TestAlternation:
    @given(FORMS)
    def test_matches_its_forms(self, forms: list[str]) -> None:
        """The pattern matches every form whole, whatever signs it holds."""
        pattern = re.compile(alternation(forms))
        assert all(pattern.fullmatch(form) for form in forms)

    @given(FORMS, st.text("ab é.'|(x"))
    def test_matches_nothing_else(self, forms: list[str], text: str) -> None:
        """The pattern matches no text that is not one of the forms, but for repeated spaces."""
        single = re.sub(" +", " ", text)
        known = {re.sub(" +", " ", form) for form in forms}
        if re.fullmatch(alternation(forms), text):
            assert single in known

    @given(FORMS, st.text("ab é"))
    def test_longest_first(self, forms: list[str], text: str) -> None:
        """Where two forms begin alike, the longer one is found."""
        match = re.match(alternation(forms), text)
        fitting = [form for form in forms if text.startswith(form)]
        if fitting:
            assert match
            assert len(match.group()) >= max(map(len, fitting))

    def test_spaces(self) -> None:
        """A space of a form stands for one or more."""
        assert re.fullmatch(alternation(["chiffre d'affaires"]), "chiffre   d'affaires")

    def test_runs_of_spaces(self) -> None:
        """A form with many spaces in a row, as a text may write a name, is looked for in linear time."""
        pattern = re.compile(alternation([f"Velmor{' ' * 40}Brankel"]))
        assert pattern.search(f"Velmor{' ' * 5_000}Kelmor") is None
        assert pattern.fullmatch("Velmor Brankel")

    def test_leading_space(self) -> None:
        """A form that begins with a space is looked for once in a long run of them, not from each."""
        pattern = re.compile(alternation([" et ", ", et "]))
        assert [match.span() for match in pattern.finditer(f"a{' ' * 200_000}et b, et c")] == [
            (1, 200_004),
            (200_005, 200_010),
        ]

    @pytest.mark.parametrize("forms", [[], [""], ["a", " "]])
    def test_empty(self, forms: list[str]) -> None:
        """No form, or an empty one, is refused: it would match everywhere."""
        with pytest.raises(LexiconError, match="form"):
            alternation(forms)
