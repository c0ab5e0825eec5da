"""Which mentions are the same company, and the fullest name the text gives it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from claimx.companies.cues import is_division, strip_legal
from claimx.companies.gazetteer import key_of
from claimx.source import Span

__all__ = ["acronym_of", "group"]

_INITIAL_LETTERS = 2
_SMALL = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "et", "of", "and", "the", "pour", "en"})
_PARENTHESIS = re.compile(r",? ?\((?:ex-|anciennement |dite? |ou |soit |\"|« ?)*$")


def group(text: str, spans: Sequence[Span]) -> dict[Span, str]:
    """Each mention with its company's name, the fullest one used in the text."""
    forms = {span: strip_legal(text[span.start : span.end]) for span in spans}
    aliases = dict(_bracketed(text, spans, forms))
    keys = {form: _key(form, aliases) for form in dict.fromkeys(forms.values())}
    _join_short_forms(keys)
    families: dict[str, list[str]] = defaultdict(list)
    for form, key in keys.items():
        families[key].append(form)
    names = {key: _fullest(family) for key, family in families.items()}
    return {span: names[keys[form]] for span, form in forms.items()}


def _bracketed(text: str, spans: Sequence[Span], forms: dict[Span, str]) -> Iterable[tuple[str, str]]:
    """Acronyms and former names that the text itself explains: "Economie d'Energie (EDE)", "X (ex-Y)"."""
    for before, after in zip(spans, spans[1:], strict=False):
        between = text[before.end : after.start]
        if not _PARENTHESIS.fullmatch(between):
            continue
        if "ex-" in between or "anciennement" in between or acronym_of(forms[after], forms[before]):
            yield forms[after], forms[before]


def acronym_of(short: str, name: str) -> bool:
    """Whether a short form is made of a name's initials, or of the beginnings of its words.

    >>> acronym_of("EDE", "Economie d'Energie"), acronym_of("SocGen", "Société Générale")
    (True, True)
    """
    words = [word for word in re.split(r"[\s'’-]+", _plain(name)) if word and word not in _SMALL]
    letters = re.sub(r"[^a-z0-9]", "", _plain(short))
    if len(letters) < _INITIAL_LETTERS or len(words) < _INITIAL_LETTERS:
        return False
    return _spells(letters, words)


def _spells(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are beginnings of the words in order, the first word's among them."""
    if not letters:
        return True
    if not words:
        return False
    word, rest = words[0], words[1:]
    return any(
        letters.startswith(word[:size]) and _spells_rest(letters[size:], rest)
        for size in range(len(word), 0, -1)
    )


def _spells_rest(letters: str, words: Sequence[str]) -> bool:
    if not letters:
        return True
    return any(_spells(letters, words[skipped:]) for skipped in range(min(2, len(words))))


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _key(form: str, aliases: dict[str, str]) -> str:
    form = aliases.get(form, form)
    known = key_of(form)
    if known:
        return known
    return re.sub(r"^(?:le|la|les|l') ?|^groupe (?=\S)| (?:group|groupe|holding)$", "", _plain(form)).replace(
        "-", " "
    )


def _join_short_forms(keys: dict[str, str]) -> None:
    """ "Hachette" is "Hachette Livre" when nothing else in the text begins so; a subsidiary stays apart."""
    unknown = {form: key for form, key in keys.items() if key_of(form) is None}
    for form, key in unknown.items():
        longer = {other_key for other, other_key in keys.items() if _begins(_plain(form), other)}
        acronym = {
            other_key for other, other_key in keys.items() if form.isupper() and acronym_of(form, other)
        }
        joined = longer if len(longer) == 1 else acronym
        if len(joined) == 1:
            target = joined.pop()
            keys.update({other: target for other, other_key in keys.items() if other_key == key})


def _begins(short: str, name: str) -> bool:
    words = name.split(" ")
    return _plain(name).startswith(short + " ") and not is_division(words[-1])


def _fullest(family: Sequence[str]) -> str:
    """The longest form; of the forms in capitals and not, the one that is not."""
    mixed = [form for form in family if not form.isupper()] or family
    return max(mixed, key=lambda form: (len(form.split(" ")), len(form)))
