"""Which mentions are the same company, and the fullest name the text gives it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from claimx.companies.acronyms import acronym_of, plain
from claimx.companies.cues import is_division, strip_legal
from claimx.companies.gazetteer import Gazetteer
from claimx.source import Span

__all__ = ["group"]

_NAMES = 200  # with one initial that an acronym is compared with; no article has as many
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
        if not _PARENTHESIS.fullmatch(text, before.end, after.start):
            continue
        between = text[before.end : after.start]
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
    by_beginning, by_initial, family = _indexed(keys)
    for form, key in unknown.items():
        longer = {keys[other] for other in by_beginning[plain(form)]}
        initial = by_initial[plain(form)[:1]] if form.isupper() else []
        acronym = {keys[other] for other in initial if acronym_of(form, other)}
        joined = longer if len(longer) == 1 else acronym
        if len(joined) == 1:
            target = joined.pop()
            if target != keys[form]:
                family[target] += family[key]
                keys.update(dict.fromkeys(family.pop(key), target))


def _indexed(
    keys: Mapping[str, str],
) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]], dict[str, list[str]]]:
    """The names by each beginning that is shorter, by their first letter (some of them), and by their key."""
    by_beginning: dict[str, list[str]] = defaultdict(list)
    by_initial: dict[str, list[str]] = defaultdict(list)
    family: dict[str, list[str]] = defaultdict(list)
    for form, key in keys.items():
        family[key].append(form)
        name = plain(form)
        if len(by_initial[name[:1]]) < _NAMES:
            by_initial[name[:1]].append(form)
        if not is_division(form.split(" ")[-1]):
            for space in re.finditer(" ", name):
                by_beginning[name[: space.start()]].append(form)
    return by_beginning, by_initial, family


def _fullest(family: Sequence[str]) -> str:
    """The longest form; of the forms in capitals and not, the one that is not."""
    mixed = [form for form in family if not form.isupper()] or family
    return max(mixed, key=lambda form: (len(form.split(" ")), len(form)))
