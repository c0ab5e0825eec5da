"""A cheap guess at the tense around a date, for when no parse was made: the nearest verb that tells."""

from __future__ import annotations

import re
from functools import cache

from claimx.dates.definitions import Tense
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source, Span

__all__ = ["guess"]

_COMMA = 40
_REACH = 60
_WINDOW = 300
_AFTER = 5
"""A verb after the date counts as so many characters farther than one before it."""
_TENSES: tuple[Tense, ...] = ("future", "past", "present")


def guess(source: Source, span: Span) -> Tense | None:
    """Return the tense of the verb nearest to a date in its sentence, or None when none tells."""
    told = _participle_before(source, span)
    if told is not None:
        return told
    sentence = source.sentence(span)
    sentence = Span(max(sentence.start, span.start - _WINDOW), min(sentence.end, span.end + _WINDOW))
    text = source.slice(sentence)
    best: tuple[int, Tense] | None = None
    for match in _cues().finditer(text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        gap = (end, span.start) if end <= span.start else (span.end, start)
        if gap[0] > gap[1]:
            continue
        between = source.folded[gap[0] : gap[1]]
        distance = len(between) + _COMMA * sum(between.count(sign) for sign in ",;:()")
        if end > span.start:
            distance += _AFTER
        if best is None or distance < best[0]:
            best = distance, _tense(match)
    return best[1] if best else None


def _participle_before(source: Source, span: Span) -> Tense | None:
    match = _participles().search(source.folded[max(0, span.start - _REACH) : span.start])
    if match is None:
        return None
    if match["future"]:
        return "future"
    return None if match["auxiliary"] else "past"


@cache
def _participles() -> re.Pattern[str]:
    future, past = _forms("participle", "future"), _forms("participle", "past")
    after = _forms("participle", "after")
    before = _forms("participle", "before")
    return re.compile(
        rf"(?:\b(?P<auxiliary>{after}) )?\b(?<!')"
        rf"(?:(?P<future>{future})|[a-zà-ÿ]{{2,15}}{past}) (?:{before} ?)?$"
    )


def _tense(match: re.Match[str]) -> Tense:
    return next(tense for tense in _TENSES if match.group(tense) is not None)


def _forms(table: str, key: str) -> str:
    return alternation(form for row in rows("tense_cues")[table][key] for form in expand(row))


def _endings(tense: Tense) -> list[str]:
    return [form for row in rows("tense_cues")[tense]["endings"] for form in expand(row)]


@cache
def _cues() -> re.Pattern[str]:
    words = {tense: _forms(tense, "words") for tense in _TENSES}
    endings = {tense: _forms(tense, "endings") for tense in ("future", "past")}
    auxiliary, participle = _forms("compound", "auxiliaries"), _forms("compound", "endings")
    being, gone = _forms("being", "auxiliaries"), _forms("being", "participles")
    pronouns, neither = _forms("present", "pronouns"), alternation([*_endings("future"), *_endings("past")])
    near, infinitive = _forms("near_future", "auxiliaries"), _forms("near_future", "endings")
    not_verbs = _forms("not_verbs", "words")
    return re.compile(
        rf"\b(?!(?:{not_verbs})\b)(?:"
        rf"(?P<future>{words['future']}\b|[a-zà-ÿ]{{1,20}}{endings['future']}\b"
        rf"|{near} (?:[a-zà-ÿ']{{1,15}} ){{0,2}}[a-zà-ÿ']{{1,20}}{infinitive}\b)"
        rf"|(?P<past>{words['past']}\b|[a-zà-ÿ]{{2,20}}{endings['past']}\b"
        rf"|{being} (?:[a-zà-ÿ']{{1,15}} )??{gone}\b"
        rf"|{auxiliary} (?:[a-zà-ÿ']{{1,15}} ){{0,2}}?[a-zà-ÿ']{{0,20}}{participle}\b)"
        rf"|(?P<present>{words['present']}\b|{pronouns}(?![a-zà-ÿ]{{0,20}}{neither}\b)[a-zà-ÿ]{{2,20}}\b))"
    )
