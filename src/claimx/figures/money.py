"""Currencies: their names, codes and signs, and the magnitudes that stand with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from claimx.figures.amounts import Unit
from claimx.figures.numbers import expanded
from claimx.forking import ForkLock
from claimx.lexicon import alternation, expand, rows, single_spaced

__all__ = ["Tail", "cldr_names", "family", "header_unit", "match_after", "match_before", "unit_forms"]


# "d'eurosMais", as scraped text glues two sentences.
WORD_END = r"(?:(?!\w)|(?=[A-ZÀ-Ý][a-zà-ÿ']))"


# "10 Mrd. d'euros", "5 Mio. CHF": the full stop of the abbreviation, not of the sentence.
_DOT = r"(?:\.(?=\ (?:de\ |d'|[A-Z]{3}(?!\w))))?"


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind a number: magnitude and currency, up to ``end``."""

    end: int
    magnitude: int | None
    unit: Unit | None
    half: bool = False
    """Followed by "et demi"."""


_loading = ForkLock()


@cache
def cldr_names() -> Mapping[str, str]:
    """CLDR's French currency names, singular and plural, in lower case → code."""
    from babel import Locale  # noqa: PLC0415  loaded on first use only
    from babel.numbers import get_currency_name  # noqa: PLC0415

    ignored = set(rows("currencies")["ignored"]["units"])
    with _loading:  # Babel has a lock of its own, which a child must not inherit held
        return {
            get_currency_name(code, count, "fr").replace("’", "'").casefold(): code
            for code in map(str, Locale("fr").currencies)
            if code not in ignored
            for count in (1, 2)
        }


@cache
def _names() -> Mapping[str, Unit]:
    """Every currency word in lower case: what it is."""
    names = {name: Unit("money", code) for name, code in cldr_names().items()}
    names.update((form.casefold(), unit) for form, unit in _units("names"))
    names.update((form.casefold(), unit) for form, unit in _units("shared", shared=True))
    names.update((form.casefold(), unit) for form, unit in _units("cents", shift=-2))
    names.update((form.casefold(), unit) for form, unit in _units("shared_cents", shared=True, shift=-2))
    return names


@cache
def _symbols() -> Mapping[str, Unit]:
    """Every currency sign and code, as written: what it is."""
    ignored = rows("currencies")["ignored"]["codes"]
    codes = (code for code in cldr_names().values() if code not in ignored)
    symbols = {code: Unit("money", code, word=False) for code in codes}
    symbols.update(_units("symbols", word=False))
    symbols.update(_units("shared_symbols", shared=True, word=False))
    return symbols


@cache
def _leading() -> Mapping[str, Unit]:
    return dict([*_units("before", word=False), *_units("before_shared", shared=True, word=False)])


def unit_forms() -> list[str]:
    """Everything that may begin what stands behind a number: currencies, and magnitudes written short."""
    letters, signs = rows("magnitudes")["letters"], [*_symbols()]
    lettered = [f"{letter}{sign}" for letter in letters for sign in [*{sign[:2] for sign in signs}, " "]]
    euro = [f"E{mark}" for mark in " .,;:)\n/"]
    return [
        *_names(),
        *rows("currencies")["glued"],
        *expanded_short(),
        *lettered,
        *euro,
        *(s for s in signs if s != "E"),
    ]


def _units(
    table: str, *, shared: bool = False, shift: int = 0, word: bool = True
) -> Iterator[tuple[str, Unit]]:
    for name, forms in rows("currencies")[table].items():
        for form in forms:
            for surface in expand(form):
                yield surface, Unit("money", name, shared, shift, word)


def _signs(symbols: Mapping[str, object]) -> str:
    """A pattern for the signs; one that ends with a letter must end a word too."""
    lettered = alternation(sign for sign in symbols if sign[-1].isalpha())
    others = [sign for sign in symbols if not sign[-1].isalpha()]
    ended = rf"{lettered}(?!\w|-[0-9])"  # "20 F-16"
    return rf"(?:{ended}|{alternation(others)})" if others else ended


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(rf"\ ?(?P<sign>{alternation(rows('currencies')['glued'])})(?!\w)")


@cache
def _local() -> re.Pattern[str]:
    """A magnitude that stands for a currency too in the texts of one country: "1.203,4 MD"."""
    signs = alternation(rows("currencies")["local"])
    return re.compile(rf"\ ?(?P<sign>{signs})(?!\w|\ ?[€$£]|\ (?:de\ |d'|[A-Z]{{3}}(?!\w)))")


@cache
def _local_starts() -> tuple[str, ...]:
    return tuple(f"{space}{sign}" for sign in rows("currencies")["local"] for space in ("", " "))


def _local_tail(text: str, at: int) -> Tail | None:
    match = _local().match(text, at)
    if match is None:
        return None
    noun, code, power = rows("currencies")["local"][match["sign"]]
    return Tail(match.end(), power, Unit("money", code, word=False)) if _speaks_of(text, noun, code) else None


@lru_cache(maxsize=16)
def _speaks_of(text: str, noun: str, code: str) -> bool:
    cues = rows("currency_contexts")[noun][code]
    return bool(re.search(rf"(?<!\w){alternation(cues)}(?!\w)", text))


@cache
def _compact() -> re.Pattern[str]:
    """As in "M€", "Md $ US", "MEUR", "k€", "mio CHF": short magnitude, then sign."""
    short = alternation([*expanded_short(), *rows("magnitudes")["letters"]])
    return re.compile(rf"\ ?(?P<magnitude>{short})\ ?(?:de\ |d')?(?P<sign>{_signs(_symbols())})")


@cache
def _worded() -> re.Pattern[str]:
    """As in "millions", "autres milliards", "Mds", "milliard et demi": a magnitude that stands alone."""
    between = alternation(expanded("magnitudes", "between"))
    words, short = alternation(expanded("magnitudes", "words")), alternation(expanded_short())
    half = alternation(expanded("magnitudes", "half"))
    return re.compile(
        rf"\ ?(?:{between}\ )?(?:(?P<word>(?i:{words}))|(?P<short>{short}){_DOT}){WORD_END}"
        rf"(?P<half>\ (?i:{half})(?!\w))?"
    )


@cache
def _currency() -> re.Pattern[str]:
    """A currency behind a magnitude ("de dollars", "$", 'd"euros') or right behind the number."""
    between = alternation(form for form in expanded("magnitudes", "between") if form.endswith("s"))
    return re.compile(
        rf"""
        (?P<of>(?:"|\ ?»)?\ (?i:de\ |d')|"\ ?|\ ?|\ (?:{between})\ )
        (?:(?P<name>(?i:{alternation(_names())})){WORD_END}|(?P<sign>{_signs(_symbols())}))
        """,
        re.VERBOSE,
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<sign>{alternation(_leading())})\ ?\Z")


# "1,33E", "50 ME": agency copy that writes E for euro; elsewhere "200 E" is a model or a tram.
_AGENCY = re.compile(r"[0-9] ?(?:M|Md|Mds|k)E(?!\w)|[0-9],[0-9]{1,3} ?E(?!\w)")


@cache
def expanded_short() -> Mapping[str, int]:
    """The short magnitudes, as written ("Md", "mio")."""
    short: Mapping[str, int] = rows("magnitudes")["short"]
    return short


def _one_sign(text: str, at: int) -> Tail | None:
    """Magnitude and currency in one sign: "MDH" everywhere, "MD" in Tunisia."""
    if glued := _glued().match(text, at):
        code, power = rows("currencies")["glued"][single_spaced(glued["sign"])]
        return Tail(glued.end(), power, Unit("money", code, word=False))
    return _local_tail(text, at) if text.startswith(_local_starts(), at) else None


def match_after(text: str, at: int) -> Tail | None:
    """The magnitude and currency written behind a number that ends at ``at``."""
    if sign := _one_sign(text, at):
        return sign
    match, compact = _currency().match(text, at), _compact().match(text, at)
    # "BDT" is the taka, not a billion of "DT".
    if compact and _is_written_so(compact) and not (match and match.end() >= compact.end()):
        short = compact["magnitude"]
        power = expanded_short().get(short, rows("magnitudes")["letters"].get(short))
        return Tail(compact.end(), power, _symbols()[single_spaced(compact["sign"])])
    if worded := _worded().match(text, at):
        return _behind_magnitude(text, worded)
    if letter := _LETTER_OF.match(text, at):
        match = _currency().match(text, letter.end())
        power = rows("magnitudes")["letters"][letter["letter"]]
        return Tail(match.end(), power, _unit(match)) if match and match["name"] else None
    if match is None or not _is_euro(match, text) or (_says_of(match["of"]) and not _in_full(text, at)):
        return None
    return Tail(match.end(), None, _unit(match))


def _says_of(between: str) -> bool:
    return between.casefold().lstrip('"» ').startswith(("de ", "d'"))


def _in_full(text: str, at: int) -> bool:
    """Whether a million is written in digits: "1.000.000 d'euros" takes the "de" of "un million d'euros"."""
    return bool(_MILLIONS.search(text, max(0, at - 16), at))


_MILLIONS = re.compile(r"(?:[ .'][0-9]{3}){2}\Z")


# "100 M de dollars", never "15 M de visiteurs".
_LETTER_OF = re.compile(r"\ ?(?P<letter>[kKMG])(?=\ (?:de\ |d'))")


def _is_written_so(compact: re.Match[str]) -> bool:
    """E is the euro in "ME", "MdE", "kE" only: "500 TE" is a car."""
    return compact["sign"] != "E" or (compact["magnitude"] in _WITH_E and " " not in compact[0].lstrip(" "))


_WITH_E = frozenset(("k", "K", "M", "Md", "Mds", "MD", "MDS"))


def _behind_magnitude(text: str, worded: re.Match[str]) -> Tail:
    word = worded["word"]
    power = (
        expanded("magnitudes", "words")[single_spaced(word.casefold())]
        if word
        else expanded_short()[worded["short"]]
    )
    match = _currency().match(text, worded.end())
    if match is None or not _is_euro(match, text):
        return Tail(worded.end(), power, None, half=bool(worded["half"]))
    return Tail(match.end(), power, _unit(match), half=bool(worded["half"]))


def _is_euro(match: re.Match[str], text: str) -> bool:
    return match["sign"] != "E" or _is_agency_copy(text)


@lru_cache(maxsize=4)
def _is_agency_copy(text: str) -> bool:
    return bool(_AGENCY.search(text))


def _unit(match: re.Match[str]) -> Unit:
    if match["sign"]:
        return _symbols()[single_spaced(match["sign"])]
    return _names()[single_spaced(match["name"].casefold())]


def match_before(text: str, at: int, reached: int) -> tuple[int, Unit] | None:
    """The currency written right before a number that starts at ``at``: where it starts, and what it is."""
    last = text[at - 1 : at] if text[at - 1 : at] != " " else text[at - 2 : at - 1]
    if at == 0 or last not in _last_signs():
        return None
    match = _before().search(text, max(reached, at - 8), at)
    return (match.start(), _leading()[single_spaced(match["sign"])]) if match else None


@cache
def _last_signs() -> frozenset[str]:
    return frozenset(sign[-1] for sign in _leading())


@cache
def family(noun: str) -> frozenset[str]:
    """The codes of the currencies a shared noun may mean: "dollar" → USD, CAD, AUD and so on."""
    words = {form.casefold() for row in rows("currencies")["shared"].get(noun, ()) for form in expand(row)}
    return frozenset(code for name, code in cldr_names().items() if name.split()[0] in words)


@cache
def _header() -> re.Pattern[str]:
    opened = alternation(expand_all("elided_money", "header"))
    short = alternation([*expanded_short(), *rows("magnitudes")["letters"]])
    return re.compile(
        rf"""
        (?:(?P<opened>(?<!\w)(?i:{opened})\ |\()|(?<![^\n]))
        (?:(?P<magnitude>{short})\ ?(?P<compact>{_signs(_symbols())})
          |(?:(?P<word>(?i:{alternation(expanded("magnitudes", "words"))}))\ (?:de\ |d')?)
           (?:(?P<name>(?i:{alternation(_names())})){WORD_END}|(?P<sign>{_signs(_symbols())})))
        (?(opened)|(?=\ ?(?:[|;\n]|(?:19|20)[0-9]{{2}}|[TSH][1-4])))  # the corner of a table: "Md€ 2023 2024"
        """,
        re.VERBOSE,
    )


def expand_all(lexicon: str, table: str) -> list[str]:
    """All forms of the lists of a table, written out."""
    return [form for forms in rows(lexicon)[table].values() for row in forms for form in expand(row)]


def header_unit(text: str) -> Iterator[tuple[int, int, Unit]]:
    """The headers that give figures below a magnitude and a currency: end, power of ten, currency."""
    for match in _header().finditer(text):
        if match["magnitude"]:
            short = match["magnitude"]
            power = expanded_short().get(short) or rows("magnitudes")["letters"][short]
            yield match.end(), power, _symbols()[single_spaced(match["compact"])]
        else:
            yield (
                match.end(),
                expanded("magnitudes", "words")[single_spaced(match["word"].casefold())],
                _unit(match),
            )
