"""Which mentions are the same company, and the fullest name the text gives it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from claimx.companies.acronyms import acronym_of, plain
from claimx.companies.cues import is_division, strip_legal
from claimx.companies.gazetteer import Gazetteer
from claimx.source import Span

__all__ = ["group"]

_PARENTHESIS = re.compile(r",? ?\((?:ex-|anciennement |dite? |ou |soit |\"|« ?)*$")


def group(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> dict[Span, str]:
    """Each mention with its company's name: the fullest one used in the text, or the one its user gave it."""
    forms = {span: strip_legal(text[span.start : span.end]) for span in spans}
    aliases = dict(_bracketed(text, spans, forms))
    keys = {form: _key(form, aliases, gazetteer) for form in dict.fromkeys(forms.values())}
    _join_short_forms(keys, gazetteer)
    families: dict[str, list[str]] = defaultdict(list)
    for form, key in keys.items():
        families[key].append(form)
    names = {key: key if key in gazetteer.own else _fullest(family) for key, family in families.items()}
    return {span: names[keys[form]] for span, form in forms.items()}


def _bracketed(text: str, spans: Sequence[Span], forms: dict[Span, str]) -> Iterable[tuple[str, str]]:
    """Acronyms and former names that the text itself explains: "Economie d'Energie (EDE)", "X (ex-Y)"."""
    for before, after in pairwise(spans):
        between = text[before.end : after.start]
        if not _PARENTHESIS.fullmatch(between):
            continue
        if "ex-" in between or "anciennement" in between or acronym_of(forms[after], forms[before]):
            yield forms[after], forms[before]


def _key(form: str, aliases: dict[str, str], gazetteer: Gazetteer) -> str:
    form = aliases.get(form, form)
    known = gazetteer.company_of(form)
    if known:
        return known
    return re.sub(r"^(?:le|la|les|l') ?|^groupe (?=\S)| (?:group|groupe|holding)$", "", plain(form)).replace(
        "-", " "
    )


def _join_short_forms(keys: dict[str, str], gazetteer: Gazetteer) -> None:
    """Make "Hachette" "Hachette Livre" when nothing else in the text begins so; a subsidiary stays apart."""
    unknown = {form: key for form, key in keys.items() if gazetteer.company_of(form) is None}
    for form, key in unknown.items():
        longer = {other_key for other, other_key in keys.items() if _begins(plain(form), other)}
        acronym = {
            other_key for other, other_key in keys.items() if form.isupper() and acronym_of(form, other)
        }
        joined = longer if len(longer) == 1 else acronym
        if len(joined) == 1:
            target = joined.pop()
            keys.update({other: target for other, other_key in keys.items() if other_key == key})


def _begins(short: str, name: str) -> bool:
    words = name.split(" ")
    return plain(name).startswith(short + " ") and not is_division(words[-1])


def _fullest(family: Sequence[str]) -> str:
    """The longest form; of the forms in capitals and not, the one that is not."""
    mixed = [form for form in family if not form.isupper()] or family
    return max(mixed, key=lambda form: (len(form.split(" ")), len(form)))
