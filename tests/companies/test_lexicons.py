"""The rows of the company lexicons find themselves, and do not contradict each other."""

from __future__ import annotations

from claimx.companies import shipped
from claimx.companies.negatives import never
from claimx.lexicon import rows


def test_every_form_finds_its_company() -> None:
    """Every form finds its company."""
    lost = [
        form
        for form, known in shipped().forms.items()
        if [shipped().company_of(hit.form.company) for hit in shipped().hits(f"pour {form}, dit-il")]
        != [shipped().company_of(known.company)]
    ]
    assert lost == []


def test_no_company_is_listed_as_none() -> None:
    """No company is listed as none."""
    assert [name for name in rows("not_companies")["names"] if name in shipped().forms] == []


def test_every_name_listed_as_none_is_refused() -> None:
    """Every name listed as none is refused."""
    assert [name for name in rows("not_companies")["names"] if not never(name)] == []


def test_trades() -> None:
    """Trades."""
    assert shipped().sectors("SocGen") == {"bank"}
    assert shipped().sectors("Le Figaro") == {"media"}
    assert shipped().sectors("AFP") == {"agency"}
    assert "broker" in shipped().sectors("Goldman Sachs")
    assert shipped().sectors("Zéphira") == frozenset()
