"""Every row of the date lexicons is seen by the stage that was made for it."""

from __future__ import annotations

import pytest

from claimx.dates.definitions import Tense
from claimx.dates.find import RULES, find_dates
from claimx.dates.shapes import compiled
from claimx.dates.tense import guess
from claimx.dates.words import FILES, entries, letter, read
from claimx.lexicon import expand, rows
from claimx.source import Source

ROWS = [(table, form, value) for _, table, form, value in entries()]


@pytest.mark.parametrize(("table", "form", "value"), ROWS)
def test_a_row_is_one_word_of_its_class(table: str, form: str, value: int | str) -> None:
    """Each form is read as one word, of the class of its table, with the value of its row."""
    line = read(form)
    assert line.classes == letter("cardinal" if table == "atom" else table)
    assert line.values == [value]


def test_every_class_serves_a_rule() -> None:
    """No table of words is left that no rule asks for."""
    letters = "".join(compiled(rule.shape).pattern for rule in RULES)
    unused = {
        table for table, _, _ in ROWS if letter("cardinal" if table == "atom" else table) not in letters
    }
    assert unused <= {"fuzz", "approx", "between", "comma"}  # those are asked for by the composition


@pytest.mark.parametrize("file", FILES)
def test_rows_are_lower_case(file: str) -> None:
    """Words are looked up in lower case, so a capital in a row would never be found."""
    assert all(
        form == form.lower() for name, table in rows(file).items() if name != "letters" for form in table
    )


def test_the_feasts_fall_somewhere() -> None:
    """Each feast gives a day of 2024."""
    for table in ("feast", "bare_feast"):
        for form in rows("feasts")[table]:
            for written in expand(form):
                source = Source(f"On fêtera la {written.title()} ensemble.")
                assert find_dates(source), written


@pytest.mark.parametrize("tense", ["past", "future", "present"])
def test_the_words_of_a_tense_tell_it(tense: Tense) -> None:
    """Each word of the tense lexicon tells its tense to a date beside it."""
    for row in rows("tense_cues")[tense]["words"]:
        for written in expand(row):
            source = Source(f"Ceci {written} : mardi.")
            (found,) = find_dates(source)
            assert guess(source, found.span) == tense, written
