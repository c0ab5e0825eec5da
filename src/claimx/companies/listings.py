"""Where a company's shares are listed, from pytickersymbols, only where the name leaves no doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from claimx.companies.cues import strip_legal
from claimx.companies.gazetteer import Gazetteer, shipped
from claimx.lexicon import rows
from claimx.records import Listing

__all__ = ["find_listing"]

# What dresses a listed name: "Wendel (Beteiligungsgesellschaft)", "The Walt Disney Company".
_DRESS = re.compile(r"^the | ?\(.*\)$| (?:group|groupe|holdings?|company|international)$")


def find_listing(name: str, gazetteer: Gazetteer) -> Listing | None:
    """The listing of a company: the one its user gave, else the one of the only listed name that is the same.

    A user's own company is not looked up, nor is a single word that claimx does not know as a company:
    "Evolution", "Match".
    """
    if name in gazetteer.own:
        return gazetteer.own[name]
    return _find_listing(name)


@lru_cache(maxsize=4096)
def _find_listing(name: str) -> Listing | None:
    known = shipped()
    company = known.company_of(name)
    if company is None and " " not in name:
        return None
    others = [form for form, each in known.forms.items() if each.company == company and each.sure]
    # An acronym may be another company's name: "ADP" is listed, and is not Aéroports de Paris.
    written = (company or name, *(form for form in others if not form.isupper()))
    found = {listing for form in written if (listing := _listed().get(_fold(form)))}
    return found.pop() if len(found) == 1 else None


@cache
def _listed() -> Mapping[str, Listing]:
    from pytickersymbols import PyTickerSymbols  # noqa: PLC0415  2 MB that most texts never need

    found: dict[str, Listing | None] = {}
    for stock in PyTickerSymbols().get_all_stocks():
        key = _fold(stock["name"])
        listing = _listing(stock)
        if listing is not None and key not in rows("exchanges")["namesakes"]:
            found[key] = None if found.get(key, listing) != listing else listing
    return {key: listing for key, listing in found.items() if listing is not None}


def _listing(stock: Mapping[str, Any]) -> Listing | None:
    symbol = stock.get("symbol")
    isins = stock.get("isins") or []
    # Several share codes mean several classes of shares, or, at times, another company's code.
    if not symbol or len(isins) != 1:
        return None
    exchange = _exchange(symbol, stock)
    return Listing(
        # Without a market, a European share's symbol is that of a depositary receipt in New York.
        ticker=symbol.split(".")[0] if exchange or isins[0].startswith("US") else None,
        isin=isins[0],
        exchange=exchange,
        country=isins[0][:2],
    )


def _suffix(symbol: str) -> str | None:
    exchange = rows("exchanges")["suffixes"].get(symbol.rpartition(".")[2]) if "." in symbol else None
    return str(exchange) if exchange else None


def _exchange(symbol: str, stock: Mapping[str, Any]) -> str | None:
    if "." in symbol:
        return _suffix(symbol)
    markets = {
        quote["google"].split(":")[0] for quote in stock.get("symbols", ()) if quote["yahoo"] == symbol
    }
    names = {
        rows("exchanges")["markets"][market] for market in markets if market in rows("exchanges")["markets"]
    }
    return names.pop() if len(names) == 1 else None


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFD", strip_legal(name).casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    previous = ""
    while plain != previous:
        previous, plain = plain, _DRESS.sub("", plain)
    return re.sub(r"[\s.'-]+", " ", plain).strip()
