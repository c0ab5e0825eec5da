"""Random amounts, written in every notation by one generator and read back exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.figures import find_figures
from claimx.source import Source

SPACES = [" ", "\u00a0", "\u202f", "\u2009"]
UNITS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
]
UNITS += ["quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
MAGNITUDES = {0: [""], 6: ["millions"], 9: ["milliards"]}
DECIMALS = ("", "5", "25", "05", "125")
SHORT = {0: [""], 3: ["k", "K"], 6: ["M"], 9: ["Md", "Mds", "G"]}
SIGNS = {
    "EUR": ["€", "EUR"],
    "USD": ["$ US", "USD"],
    "GBP": ["£", "GBP"],
    "CHF": ["CHF"],
    "JPY": ["¥", "JPY"],
}
NAMES = {
    "EUR": "euros",
    "USD": "dollars américains",
    "GBP": "livres sterling",
    "CHF": "francs suisses",
    "JPY": "yens",
}
LEADING = {
    "EUR": ["€", "EUR"],
    "USD": ["US$", "USD"],
    "GBP": ["£", "GBP"],
    "CHF": ["CHF"],
    "JPY": ["¥", "JPY"],
}
BOUNDS = {
    "exact": ["", "soit "],
    "approx": ["environ ", "près de ", "quelque "],
    "over": ["plus de "],
    "under": ["moins de "],
}
BOUNDS |= {"at_least": ["au moins "], "at_most": ["jusqu'à ", "jusqu’à "]}
TYPOGRAPHY = (
    st.sampled_from(["", " ", "\n", "(", "« ", "« \u202f", "— "]),
    st.sampled_from(["", ".", ")", " »", ", dit-il", "\n"]),
)


@dataclass(frozen=True)
class Written:
    """An amount and one way to write it."""

    text: str
    value: Decimal
    unit: str


def below_hundred(number: int) -> str:
    """Write a number under a hundred in words."""
    if number < 20:
        return UNITS[number]
    ten = number // 10 * 10
    ten -= 10 if ten in (70, 90) else 0
    rest = number - ten
    if rest == 0:
        return TENS[ten] + ("s" if ten == 80 else "")
    joint = " et " if rest in (1, 11) and ten != 80 else "-"
    return f"{TENS[ten]}{joint}{UNITS[rest]}"


def below_thousand(number: int) -> str:
    """Write a number under a thousand in words."""
    hundreds, rest = divmod(number, 100)
    head = "" if not hundreds else "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent"
    if not rest:
        return f"{head}s" if hundreds > 1 else head or UNITS[0]
    return f"{head} {below_hundred(rest)}".strip()


def in_words(number: int) -> str:
    """Write a number under a million in words: "deux cent trois mille quatre-vingt-onze"."""
    thousands, rest = divmod(number, 1000)
    before_mille = below_thousand(thousands)
    if thousands % 100 in (0, 80):  # "quatre-vingt mille", "deux cent mille", but "trois mille"
        before_mille = before_mille.removesuffix("s")
    head = "" if not thousands else "mille" if thousands == 1 else f"{before_mille} mille"
    return f"{head} {below_thousand(rest) if rest else ''}".strip() or UNITS[0]


@st.composite
def digits(draw: st.DrawFn, decimals: Sequence[str] = DECIMALS) -> tuple[str, Decimal]:
    """Write a number in digits: grouped or not, with decimals or not."""
    whole = draw(st.integers(0, 999_999))
    decimals = draw(st.sampled_from(decimals))
    style = draw(st.sampled_from(["plain", "space", "point", "swiss", "english"]))
    group = {
        "space": draw(st.sampled_from(SPACES)),
        "point": ".",
        "swiss": draw(st.sampled_from(["'", "’"])),
        "english": ",",
    }
    mark = "." if style in ("swiss", "english") else ","
    if style == "english" and (whole < 1000 or not decimals):
        style, mark = "plain", ","
    if style == "swiss" and whole < 1000:
        style, mark = "plain", ","
    text = f"{whole:,}".replace(",", group[style]) if style in group else str(whole)
    return (f"{text}{mark}{decimals}", Decimal(f"{whole}.{decimals}")) if decimals else (text, Decimal(whole))


@st.composite
def words(draw: st.DrawFn) -> tuple[str, Decimal]:
    """Write a whole number in words."""
    number = draw(st.integers(2, 999_999))
    return in_words(number), Decimal(number)


def with_cents(draw: st.DrawFn, unit: str) -> Written:
    """Write a price as it is said: "3 euros 50", "trois euros cinquante", "3 euros et 50 centimes"."""
    whole, cents = draw(st.integers(2, 999_999)), draw(st.integers(11, 99))
    write = draw(st.sampled_from([str, in_words]))
    text = f"{write(whole)} {NAMES[unit]} {write(cents)}"
    return Written(text, Decimal(f"{whole}.{cents}"), unit)


@st.composite
def money(draw: st.DrawFn) -> Written:
    """Write an amount of money: with a sign or a name, before or behind, with a magnitude or none."""
    number, value = draw(digits())
    unit = draw(st.sampled_from(sorted(NAMES)))
    space = draw(st.sampled_from(SPACES))
    shape = draw(st.sampled_from(["sign", "name", "leading", "words", "cents"]))
    if shape == "sign":
        power = draw(st.sampled_from(sorted(SHORT)))
        text = f"{number}{space}{draw(st.sampled_from(SHORT[power]))}{draw(st.sampled_from(SIGNS[unit]))}"
    elif shape == "cents":
        return with_cents(draw, unit)
    elif shape == "leading":
        number, value = draw(digits(DECIMALS[:-1]))  # "$10,125" is English for ten thousand and some
        power = draw(st.sampled_from(sorted(MAGNITUDES)))
        text = f"{draw(st.sampled_from(LEADING[unit]))}{space}{number}{space}{MAGNITUDES[power][0]}".rstrip()
    else:
        if shape == "words":
            number, value = draw(words())
        power = draw(st.sampled_from(sorted(MAGNITUDES)))
        joint = "d'" if unit == "EUR" else "de "
        text = (
            f"{number}{space}{MAGNITUDES[power][0]}{space}{joint}{NAMES[unit]}"
            if power
            else f"{number}{space}{NAMES[unit]}"
        )
    return Written(text, value.scaleb(power), unit)


@st.composite
def percentage(draw: st.DrawFn) -> Written:
    """Write a percentage, in points or basis points too."""
    number, value = draw(st.one_of(digits(), words()))
    space = draw(st.sampled_from(SPACES))
    unit, sign = draw(
        st.sampled_from(
            [
                ("percent", "%"),
                ("percent", "pour cent"),
                ("point", "points de pourcentage"),
                ("basis_point", "points de base"),
            ]
        )
    )
    return Written(f"{number}{space}{sign}", value, unit)


@settings(max_examples=400, deadline=None)
@given(st.one_of(money(), percentage()), st.sampled_from(sorted(BOUNDS)), st.data(), *TYPOGRAPHY)
def test_an_amount_is_read_back(
    written: Written, comparator: str, data: st.DataObject, before: str, after: str
) -> None:
    """Whatever the notation, the comparator and the typography around, it is one figure, the right one."""
    bound = data.draw(st.sampled_from(BOUNDS[comparator]))
    source = Source(f"{before}{bound}{written.text}{after}")
    [figure] = find_figures(source)
    assert source.mention(figure.span).text == written.text
    assert (figure.unit, figure.comparator) == (written.unit, comparator)
    assert figure.low == (None if comparator in ("under", "at_most") else written.value)
    assert figure.high == (None if comparator in ("over", "at_least") else written.value)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="0123456789 ,.'()+-–%€$MdkmE\u00a0\u00ad\u0301'àdeunmillionsàetoupar/\n\t\ud800", max_size=60
    )
)
def test_any_text_is_read(text: str) -> None:
    """No text is refused; figures stand in order, do not overlap and have words and values."""
    source = Source(text)
    found = find_figures(source)
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
    for figure in found:
        mention = source.mention(figure.span)
        assert text[mention.start : mention.end] == mention.text != ""
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert not figure.sign or min(figure.low or 0, figure.high or 0) >= 0
