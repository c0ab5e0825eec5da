"""What the words around a name say: "le constructeur X", "X (+3 %)" are companies, "une X" may not be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claimx.companies.gazetteer import Gazetteer
from claimx.companies.negatives import is_product
from claimx.lexicon import alternation, rows
from claimx.source import Span

__all__ = [
    "acts",
    "division_after",
    "has_article",
    "is_body",
    "is_division",
    "is_headline",
    "is_object",
    "is_person",
    "is_place",
    "is_product_name",
    "is_source",
    "is_thing",
    "is_thing_of",
    "is_whereabouts",
    "lead",
    "says_company",
    "strip_legal",
    "written",
]

# A word is at most so long, or a text without a space would be gone through from each of its letters.
_FIRST = "[A-ZÀ-Ý0-9]"
_REST = r"(?:[\w&+'’.-]{0,40}\w|(?<![0-9])\b)"
_WORD = f"{_FIRST}{_REST}"
_MORE = rf"(?: (?:{_WORD}|&|\+)){{0,3}}"
_NAME = f"{_WORD}{_MORE}"
# A share that moves, or its code: "X (+3 %)", "X (FR0000131906)", "X: +3 %", "X +1,2 %".
_MOVE = re.compile(
    r" ?(?:\((?:[+-] ?\d|(?:[A-Z]{2}[A-Z0-9]{9}\d)|(?:Euronext|Nasdaq|NASDAQ|NYSE|TSX|BRVM|SIX)[ :])"
    r"|:? [+-] ?\d[\d.,]* ?%)"
)
_MODEL = re.compile(
    r" (?:[A-Z]{1,4}-?\d+\w*|e-\w+"
    r"|\d{2,4}(?! ?[%€$]|[.,]\d| (?:euro|m|point|franc|dollar|emploi|sal))\b|(?:[A-Z][\w-]+))"
)
_ARTICLE_BEFORE = re.compile(r"(?<!\w)(?:[Ll]e |[Ll]a |[Ll]')$")
_AGE = re.compile(r",? \(?\d\d ans\b")
_AN_ARTICLE = re.compile(
    r"(?:(?:^|(?<=[.!?:»\n-])|(?<=[.!?:»\n-] ))(?:Les?|La|Des|Aux)|(?<!\w)(?:les?|la|des|aux)) $"
)
_AUXILIARY = re.compile(
    r"(?:,[^,.;]{3,60},)? (?:n'|ne |s'|se )?"
    r"(?:a|ont|avait|aura|aurait|va|est|sera|serait|doit|devra|devrait|peut|pourra|pourrait|veut|entend|compte)(?!\w)"
)
_NEXT_WORD = re.compile(r" ([A-ZÀ-Ý][\w-]+)(?![\w'])")
_MODEL_MAKERS = frozenset({"carmaker", "aerospace"})


def _words(key: str) -> str:
    return alternation(rows("company_cues")[key])


@cache
def _role_before() -> re.Pattern[str]:
    """A role noun, then at most three words that describe it, right before the name."""
    return re.compile(
        rf"(?<![\w-])(?i:{_words('roles')})"
        rf"(?: (?!(?:{_words('no_bridge')})(?![\w-]))[a-zà-ÿ][\w'-]*){{0,4}}"
        rf"(?<!\bde)(?<!\bdu)(?<!\bdes)(?<!\bla)(?<!\ble)(?<!\bles)(?<!\bau) (?:[\"«] ?)?$"
    )


@cache
def _role_name() -> re.Pattern[str]:
    """A role noun right before a capitalised name, for names the model did not mark."""
    return re.compile(rf"(?<![\w-])(?:{_words('roles')}) (?P<span>{_NAME})")


@cache
def _trade_name() -> re.Pattern[str]:
    """A trade and a place that together name a business: "Aciéries du Perche", "Filature de l'Espierre"."""
    return re.compile(
        rf"(?<![\w-])(?P<span>(?:{_words('trades')}) (?:de la |de l'|du |des |de |d')"
        rf"(?:{_WORD})(?: (?:{_WORD}))?)"
    )


@cache
def _legal_after() -> re.Pattern[str]:
    return re.compile(rf",? (?:{_words('legal')})(?![\w-])")


@cache
def _legal_name() -> re.Pattern[str]:
    return re.compile(rf"(?P<span>{_FIRST}(?<![\w-].){_REST}{_MORE}?),? (?:{_words('legal')})(?![\w-])")


@cache
def _role_after() -> re.Pattern[str]:
    """A role noun behind the name: "X, le géant du luxe", "X, filiale de Y", "X (groupe Y)"."""
    return re.compile(rf"(?:,|, une?| \() ?(?:l[ea] |l')?(?:[a-z][\w-]* )?(?:{_words('roles')})(?![\w-])")


@cache
def _things() -> re.Pattern[str]:
    return re.compile(rf" (?:[A-Z]\w+ )?(?:{_words('things')})(?!\w)")


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('leads')})(?: d[eu] | d'| )")


@cache
def _moving_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<span>{_FIRST}(?:(?<![^\n].)|(?<=[\n.;,:(•–-] .)|(?<= et .)){_REST}{_MORE})"
        r"(?= \([+-] ?\d[\d.,]* ?%)"
    )


@cache
def _tails() -> frozenset[str]:
    return frozenset(rows("company_cues")["tails"])


@cache
def _divisions() -> frozenset[str]:
    return frozenset(rows("company_cues")["divisions"])


@cache
def _verb_after() -> re.Pattern[str]:
    return re.compile(rf" (?:a |avait |va |vient d[e'] ?)?(?:{_words('verbs')})(?!\w)")


@cache
def _platform() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('platforms')})$")


@cache
def _on() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words('on')}) (?:le réseau social )?$", re.IGNORECASE)


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words('objects')}) $", re.IGNORECASE)


def says_company(text: str, span: Span, label: str = "MISC") -> bool:
    """Whether the words next to a name make it a company's: a role noun, a legal form, a share's move.

    A role noun is not enough for what the model takes for a person ("l'entreprise Cherise Bonanno").
    """
    before, after = text[max(0, span.start - 70) : span.start], text[span.end : span.end + 40]
    words = text[span.start : span.end].split(" ")
    if _legal_after().match(after) or _MOVE.match(after) or (len(words) > 1 and words[-1] in _tails()):
        return True
    if label == "PER":
        return False
    return _role_before().search(before) is not None or _role_after().match(after) is not None


def acts(text: str, span: Span) -> bool:
    """Whether a verb of business follows the name ("X a annoncé", "X publie")."""
    return _verb_after().match(text, span.end) is not None


def written(text: str) -> Iterator[Span]:
    """Names that the context alone makes companies: "la start-up Zéphira", "Zéphira SAS"."""
    for pattern in (_role_name(), _trade_name(), _legal_name(), _moving_name()):
        for match in pattern.finditer(text):
            yield Span(*match.span("span"))


def is_place(text: str, span: Span) -> bool:
    """Whether a network is named as the place where something is said: "sur Facebook", "son compte X"."""
    if not _platform().match(text[span.start : span.end]):
        return False
    return _on().search(text[max(0, span.start - 36) : span.start]) is not None


def is_object(text: str, span: Span, gazetteer: Gazetteer) -> bool:
    """Whether a maker's name stands for what it makes: "une Ferrari 250 GT", "la Porsche Panamera"."""
    if not gazetteer.sectors(text[span.start : span.end]) & _MODEL_MAKERS:
        return False
    model = _MODEL.match(text, span.end)
    word = model.group().strip() if model else ""
    if word and (any(c.isdigit() for c in word) or is_product(word)):
        return True
    before = text[max(0, span.start - 14) : span.start]
    if word and not is_division(word) and _ARTICLE_BEFORE.search(before):
        return True
    return _object().search(before) is not None and not is_division(word)


def is_thing(text: str, span: Span) -> bool:
    """Whether the next word makes the name a product or an event: "Apple Music", "Accor Arena"."""
    return _things().match(text, span.end) is not None


def is_thing_of(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is a known company's and a word for a thing: "Google Search", "Tesla Cybertruck"."""
    owner, _, rest = name.partition(" ")
    trades = gazetteer.sectors(owner)
    if not rest or not trades:
        return False
    return _things().match(f" {rest}") is not None or (
        trades == {"carmaker"} and not is_division(rest.split(" ")[-1])
    )


def lead(text: str, span: Span) -> int:
    """Where the name begins behind a title taken into it: "PDG de Noshaq"."""
    match = _leads().match(text, span.start, span.end)
    return match.end() if match else span.start


def division_after(text: str, span: Span) -> Span:
    """The span with the word that makes it a subsidiary: "Altice" in "Altice France"."""
    match = _NEXT_WORD.match(text, span.end)
    return Span(span.start, match.end()) if match and is_division(match.group(1)) else span


def is_division(word: str) -> bool:
    """Whether a last word makes a name a subsidiary's or a division's ("X France")."""
    return word in _divisions()


def strip_legal(name: str) -> str:
    """A name without its legal form.

    >>> strip_legal("Crédit Agricole SA"), strip_legal("Zéphira S.A.S.")
    ('Crédit Agricole', 'Zéphira')
    """
    match = _legal_end().search(name)
    return name[: match.start()] if match and match.start() else name


@cache
def _legal_end() -> re.Pattern[str]:
    return re.compile(rf",? (?:{_words('legal')})$")


@cache
def _person_beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = _words("people")
    return (
        re.compile(
            rf"(?<![\w-])(?:{nouns})(?: [a-zà-ÿ][\w-]*){{0,2}}(?<! de)(?<! du)(?<! des)(?<! chez),? $"
        ),
        re.compile(
            rf",? \(?(?:l[ea] |l'|un |une |son |sa |ancien |ancienne |ex-)?(?:{nouns})(?! par)(?![\w-])"
        ),
    )


def is_person(text: str, span: Span) -> bool:
    """Whether a noun beside the name makes it a person's: "le fondateur, X", "X, dirigeant de Y"."""
    before, after = _person_beside()
    if _AGE.match(text, span.end) or (" " in text[span.start : span.end] and after.match(text, span.end)):
        return True
    return before.search(text[max(0, span.start - 60) : span.start]) is not None


@cache
def _product_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{_words('products')})"
        rf"(?: (?!(?:{_words('no_bridge')})(?![\w-]))[a-zà-ÿ][\w'-]*){{0,2}}"
        rf"(?<! de)(?<! du)(?<! des)(?<! le)(?<! la)(?<! les)(?<! et)(?<! ou)(?<! au)(?<!')(?: [\"«])? ?$"
    )


def is_product_name(text: str, span: Span) -> bool:
    """Whether the words around a name the lists do not know make it a product's, a plan's or a title."""
    before, after = text[max(0, span.start - 50) : span.start], text[span.end : span.end + 6]
    quoted = (
        re.search(r"[\"«] ?$", before) and re.match(r" ?[\"»]", after) and not _role_before().search(before)
    )
    return bool(quoted or re.match(r" 20[1-5]\d\b|\+(?!\d)", after) or _product_before().search(before))


@cache
def _body_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?i:{_words('bodies')})"
        rf"(?: (?!(?:{_words('no_bridge')})(?![\w-]))[a-zà-ÿ][\w'-]*){{0,2}} (?:d')?[\"«]? ?$"
    )


def is_body(text: str, span: Span) -> bool:
    """Whether a noun before the name makes it another kind of body's: "l'ONG X", "l'université d'Y"."""
    return _body_before().search(text[max(0, span.start - 50) : span.start]) is not None


def is_headline(text: str, span: Span) -> bool:
    """Whether the name is in capitals among words in capitals: "TOLLÉ SUR LES RÉSEAUX"."""
    name = text[span.start : span.end]
    if not name.isupper():
        return False
    beside = re.search(r"[A-ZÀ-Ý]{2,}'? ?$", text[max(0, span.start - 12) : span.start])
    return bool(" " in name or beside or re.match(r"[ ,]+[A-ZÀ-Ý]{2,}(?!\w)", text[span.end : span.end + 14]))


@cache
def _whereabouts() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_words('whereabouts')}) (?:de |d'|du )$")


def is_whereabouts(text: str, span: Span) -> bool:
    """Whether the name is the place a company is known by: "le constructeur de Wolfsburg"."""
    return _whereabouts().search(text[max(0, span.start - 40) : span.start]) is not None


@cache
def _says_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{_words('says')}) (?:le |la |l')?$")


def is_source(text: str, span: Span, gazetteer: Gazetteer) -> bool:
    """Whether a medium's name stands where a source stands: "selon Marianne", "a rapporté Marianne"."""
    before = text[max(0, span.start - 24) : span.start]
    return (
        "media" in gazetteer.sectors(text[span.start : span.end])
        and _says_before().search(before) is not None
    )


@cache
def _first_words() -> frozenset[str]:
    return frozenset(rows("company_cues")["first_words"])


def has_article(text: str, span: Span) -> bool:
    """Whether an article stands before a name that a company would seldom bear with one: "le Losange".

    A capital inside a sentence makes the article part of the name: "détaille Le Monde".
    """
    article = _AN_ARTICLE.search(text, max(0, span.start - 7), span.start)
    words = text[span.start : span.end].split(" ")
    if article is None or (len(words) == 1 and words[0].isupper()):
        return False
    if words[0] in _first_words() or words[-1] in _papers():
        return False
    return article.group().strip().lower() != "la" or len(words) > 1


@cache
def _papers() -> frozenset[str]:
    return frozenset(rows("company_cues")["papers"])


def is_agent(text: str, span: Span) -> bool:
    """Whether an auxiliary or a modal follows the name, as it follows a subject: "Rossel a offert"."""
    return _AUXILIARY.match(text, span.end) is not None
