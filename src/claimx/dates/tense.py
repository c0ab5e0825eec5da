"""The tense around a date: what the parse told, mended by the words, or a cheap guess without a parse."""

from __future__ import annotations

import re
from functools import cache

from claimx.dates.definitions import Tense
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source, Span

__all__ = ["guess", "mended"]

_COMMA = 40
_REACH = 60
_BY = 48
"""No auxiliary, participle and preposition right before a date are longer."""
_WINDOWS = (100, 300)
_AFTER = 5
"""A verb after the date counts as so many characters farther than one before it."""
_AHEAD = 40
_COMMAS = re.compile(r"[,;:()]")
_STOP = re.compile(r"[,.;:!?()«»\"](?![0-9])")
_TENSES: tuple[Tense, ...] = ("future", "past", "present")


def mended(source: Source, span: Span, told: Tense | None) -> Tense | None:
    """Return the tense the parse told, where the words by the date do not tell another; else a guess.

    To a parse, "est attendu mardi" is as past as "est venu mardi", and "doit être jugé mardi" a present.
    """
    head = _STOP.split(source.folded[max(0, span.start - _REACH) : span.start])[-1]
    if _told_of(head) or _opening().match(head):
        return "past"
    if told == "future" or _planned(head):
        return "future"
    if _beginning().search(head, max(0, len(head) - _BY)):
        return "present"
    if told == "past" and _passive(head, source.folded[span.end : span.end + _AHEAD]):
        return "present"
    return told or guess(source, span)


def guess(source: Source, span: Span) -> Tense | None:
    """Return the tense of the verb nearest to a date in its sentence, or None when none tells."""
    told = _participle_before(source, span)
    if told is not None:
        return told
    sentence = source.sentence(span)
    for window in _WINDOWS:  # a verb beyond the first window is farther than any cue within its reach
        start, end = max(sentence.start, span.start - window), min(sentence.end, span.end + window)
        best = _nearest(source, span, Span(start, end))
        if best is not None and best[0] <= window - _COMMA:
            break
    return best[1] if best else None


def _nearest(source: Source, span: Span, around: Span) -> tuple[int, Tense] | None:
    """Return the cue nearest to a date, and how far it is; a comma between counts as so many characters."""
    best: tuple[int, Tense] | None = None
    for match in _cues().finditer(source.folded, around.start, around.end):
        start, end = match.span()
        first, last = (end, span.start) if end <= span.start else (span.end, start)
        if first > last or (best is not None and last - first >= best[0]):
            continue
        distance = last - first + _COMMA * len(_COMMAS.findall(source.folded, first, last))
        if end > span.start:
            distance += _AFTER
        if best is None or distance < best[0]:
            best = distance, _tense(match)
    return best


def _planned(head: str) -> bool:
    """Whether a date is set for something: "attendu mardi", "doit être jugé mardi", "jouera mardi"."""
    if _promising().search(head) or _expecting().search(head):
        return True
    match = _setting().search(head, max(0, len(head) - _BY))
    return match is not None and not (match["done"] or match["than"])


def _told_of(head: str) -> bool:
    """Whether a participle puts the date behind its verb: "l'accord conclu mardi", "d'avoir volé mardi"."""
    if _having().search(head):
        return True
    match = _participles().search(head, max(0, len(head) - _BY))
    return match is not None and not (match["future"] or match["auxiliary"]) and match["done"] is not None


@cache
def _opening() -> re.Pattern[str]:
    """Match a participle that opens its sentence: "Battus vendredi, les Nantais joueront lundi"."""
    future, past, before = (_forms("participle", kind) for kind in ("future", "past", "before"))
    return re.compile(
        rf" ?(?!(?i:{future})\b|(?i:{_never()})\b)[A-ZÀ-Ý][a-zà-ÿ]{{1,15}}{past} (?:{before} ?)?$"
    )


def _passive(head: str, tail: str) -> bool:
    """Whether the verb is a passive in the present: "est suspendue jusqu'à mardi"."""
    return _suffering("$").search(head) is not None or _suffering("").match(tail) is not None


@cache
def _setting() -> re.Pattern[str]:
    done, words = _forms("setting", "done"), _forms("setting", "participles")
    before = _forms("participle", "before")
    return re.compile(rf"(?:\b(?P<done>{done}) (?:été )?|(?P<than>qu'))?\b(?:{words}) (?:{before} ?)?$")


@cache
def _promising() -> re.Pattern[str]:
    not_verbs, near = _forms("not_verbs", "words"), _forms("near_future", "auxiliaries")
    infinitive, word = _forms("near_future", "endings"), _word()
    future = (
        rf"(?!(?:{not_verbs})\b)[a-zà-ÿ]{{2,20}}(?:ra|ront|{_forms('setting', 'conditional')}) {word}{{0,4}}"
    )
    modal = rf"(?:{near}) {word}{{0,2}}(?!avoir )[a-zà-ÿ']{{1,20}}{infinitive} {word}{{0,5}}"
    return re.compile(rf"\b(?:{future}|{modal})$")


@cache
def _expecting() -> re.Pattern[str]:
    """Match "vise l'équilibre au …", "ses objectifs pour le …", "reporté au …"."""
    verbs, nouns, moved = (_forms("setting", kind) for kind in ("expects", "outlook", "moved"))
    return re.compile(
        rf"\b(?:(?:{verbs}) {_word()}{{0,8}}|(?:{nouns}) {_word()}{{0,3}}pour (?:le |la |l'|les )?"
        rf"|(?<!avait été )(?<!avaient été )(?:{moved}) {_word()}{{0,4}}(?:à|à la|au) )$"
    )


@cache
def _suffering(end: str) -> re.Pattern[str]:
    gone, participle, word = _forms("being", "participles"), _forms("compound", "endings"), _word()
    verb = rf"(?<!')(?<!se )\b(?:est|sont) {word}??(?!{gone}\b)[a-zà-ÿ]{{2,20}}{participle}\b"
    return re.compile(rf"{verb} {word}{{0,4}}$" if end else rf" {verb}")


@cache
def _having() -> re.Pattern[str]:
    auxiliary, participle = _forms("setting", "perfect"), _forms("compound", "endings")
    return re.compile(rf"(?:\b|(?<='))(?:{auxiliary}) [a-zà-ÿ']{{1,20}}{participle} {_word()}{{0,5}}$")


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b|(?<='))(?:{_forms('setting', 'verbs')}) (?:{_forms('participle', 'before')} ?)?$"
    )


@cache
def _word() -> str:
    """Return a word of the same clause."""
    return rf"(?:(?!(?:{_forms('setting', 'clauses')})\b)(?:[\w'’-]{{1,30}}(?:,[0-9]{{1,3}})?|[%€$]) )"


def _participle_before(source: Source, span: Span) -> Tense | None:
    match = _participles().search(source.folded, max(0, span.start - _BY), span.start)
    if match is None:
        return None
    if match["future"]:
        return "future"
    return None if match["auxiliary"] else "past"


@cache
def _participles() -> re.Pattern[str]:
    future, past = _forms("participle", "future"), _forms("participle", "past")
    after = _forms("participle", "after")
    before, done = _forms("participle", "before"), _forms("participle", "done")
    return re.compile(
        rf"(?:\b(?P<auxiliary>(?i:{after})) )?\b(?<!')"
        rf"(?:(?P<future>{future})|(?P<done>{done})|(?!{_never()}\b)[a-zà-ÿ]{{2,15}}{past}) (?:{before} ?)?$"
    )


def _never() -> str:
    """Match the words that end as a participle does and are none: "aura lieu", "a peu"."""
    return f"(?:{_forms('participle', 'never')})"


def _tense(match: re.Match[str]) -> Tense:
    return next(tense for tense in _TENSES if match.group(tense) is not None)


def _forms(table: str, key: str) -> str:
    return alternation(form for row in rows("tense_cues")[table][key] for form in expand(row))


def _endings(tense: Tense) -> list[str]:
    return [form for row in rows("tense_cues")[tense]["endings"] for form in expand(row)]


def _ending_in(endings: list[str]) -> str:
    """Match where a word ends in one of these: a word is read once, not once a letter."""
    return f"(?:{'|'.join(f'(?<={ending})' for ending in endings)})"


@cache
def _cues() -> re.Pattern[str]:
    words = {tense: _forms(tense, "words") for tense in _TENSES}
    endings = {tense: _ending_in(_endings(tense)) for tense in ("future", "past")}
    auxiliary, participle = _forms("compound", "auxiliaries"), _forms("compound", "endings")
    being, gone = _forms("being", "auxiliaries"), _forms("being", "participles")
    pronouns, neither = _forms("present", "pronouns"), alternation([*_endings("future"), *_endings("past")])
    near, infinitive = _forms("near_future", "auxiliaries"), _forms("near_future", "endings")
    not_verbs = _forms("not_verbs", "words")
    return re.compile(
        rf"\b(?!(?:{not_verbs})\b)(?:"
        rf"(?P<future>{words['future']}\b|(?!{auxiliary}\b)[a-zà-ÿ]{{3,24}}+\b{endings['future']}"
        rf"|{near} (?:[a-zà-ÿ']{{1,15}} ){{0,2}}[a-zà-ÿ']{{1,20}}{infinitive}\b)"
        rf"|(?P<past>{words['past']}\b|[a-zà-ÿ]{{3,24}}+\b{endings['past']}"
        rf"|{being} (?:[a-zà-ÿ']{{1,15}} )??{gone}\b"
        rf"|{auxiliary} (?:[a-zà-ÿ']{{1,15}} ){{0,2}}?(?!{_never()}\b)[a-zà-ÿ']{{0,20}}{participle}\b)"
        rf"|(?P<present>{words['present']}\b|{pronouns}(?![a-zà-ÿ]{{0,20}}{neither}\b)[a-zà-ÿ]{{2,20}}\b))"
    )
