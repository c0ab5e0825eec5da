"""Texts that nobody would print, put together from pieces of what the web sends."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from claimx.records import Extraction, Mention

PRESS = (
    "Velmor a publié un chiffre d’affaires de 3,2 milliards d’euros, en hausse de 8,1 %.",
    "Le groupe vise au moins 6,5 M€ en 2024, contre 5 à 6 M€ en 2023",
    "selon l'agence Brill, Dorvane aurait cédé 30 % de Kelmor pour 40 millions de dollars mardi",
    "BRANKEL (+3,5 % à 42,10 €), Société Générale (-1 %) et Orange (inchangé)",
    "entre -1 % et +2 % sur un an, soit 12 points de base de plus qu'au T3 2019",
    "du 3 au 5 mars 2024, il y a trois ans, fin juin, au cours des dix-huit prochains mois",
    "vingt et un millions et demi de francs suisses par an",
    "Les deux groupes, dont ce dernier, gagnent respectivement 3 et 5 %",
)
NASTY = (
    "\ud800", "\udfff", "\x00", "\x1b[31m", "\x07", "\x7f", "\x85", "\u2028", "\r\n", "\r", "\n", "\t",
    "e\u0301", "\u0301\u0302", "ﬁ", "ſ", "ı", "İ", "ẞ", "\u212a", "\u200b", "\u200f", "\u202e", "\u2066",
    "\ufeff", "\u00ad", "\u00a0", "\u202f", "😀", "👨‍👩‍👧", "🇫🇷", "𝟛 %", "²", "½", "①", "Ⅻ",
    "٣٫٥ ٪", "१२ %", "３％", "三百万欧元", "5 млн евро", "€", "$", "£", "%", "‰",
    "(", ")", "((", "[", "«", "»",
    '"', "'", "’",
    "-", "–", "−", "+", "/", "|", "…", ".", ",", ";", ":", "!", "?", "•", "#", "@", "&", "\\",
    "<b>", "</p>", "<script>alert('3 €')</script>",
    "&nbsp;", "&#8364;", "<!--", "]]>", "**", "| a | 3 % |",
    "[3 %](http://a.example/?q=%20)", "```", "0", "1", "9" * 40, "1e999", "0,0", "1.2.3", "000", "10. 000",
    "euros", "M€", "Md", "milliards", "de", "d'", "et", "à", "contre", "soit", "par", "mars", "2024", "hier",
    "the revenue rose by $3m", "Umsatz von 3 Mio. Euro", "el 5 por ciento", "A" * 60, "à" * 30, " " * 50,
)  # fmt: skip

PIECES = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(PRESS),
    st.sampled_from([word for line in PRESS for word in line.split(" ")]),
    st.text(st.characters(codec=None), max_size=4),
)
TEXTS = st.tuples(st.sampled_from(["", " ", " ", "\n"]), st.lists(PIECES, max_size=12)).map(
    lambda parts: parts[0].join(parts[1])
)
"""Pieces side by side, with nothing, a space or a line end between them."""


def mentions(extraction: Extraction) -> Iterator[Mention]:
    """Every span of a record, evidence included."""
    yield from extraction.claims
    yield from extraction.dates
    for company in extraction.companies:
        yield from company.mentions
    for claim in extraction.claims:
        for _, words in claim.evidence:
            yield from words
