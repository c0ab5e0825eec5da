"""A cheap guess at the tense around a date, for when no parse was made: the nearest verb that tells."""

from __future__ import annotations

import re
from functools import cache

from claimx.dates.definitions import Tense
from claimx.lexicon import alternation, expand, rows
from claimx.source import Source, Span

__all__ = ["guess"]

_COMMA = 40
_TENSES: tuple[Tense, ...] = ("future", "past", "present")


def guess(source: Source, span: Span) -> Tense | None:
    """Return the tense of the verb nearest to a date in its sentence, or None when none tells."""
    sentence = source.sentence(span)
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


_AFTER = 5


def _tense(match: re.Match[str]) -> Tense:
    return next(tense for tense in _TENSES if match.group(tense) is not None)


def _forms(table: str, key: str) -> str:
    return alternation(form for row in rows("tense_cues")[table][key] for form in expand(row))


@cache
def _cues() -> re.Pattern[str]:
    words = {tense: _forms(tense, "words") for tense in _TENSES}
    endings = {tense: _forms(tense, "endings") for tense in ("future", "past")}
    auxiliary, participle = _forms("compound", "auxiliaries"), _forms("compound", "endings")
    near, infinitive = _forms("near_future", "auxiliaries"), _forms("near_future", "endings")
    not_verbs = _forms("not_verbs", "words")
    return re.compile(
        rf"\b(?!(?:{not_verbs})\b)(?:"
        rf"(?P<future>{words['future']}\b|[a-zà-ÿ]{{1,20}}{endings['future']}\b"
        rf"|{near} (?:[a-zà-ÿ']{{1,15}} ){{0,2}}[a-zà-ÿ']{{1,20}}{infinitive}\b)"
        rf"|(?P<past>{words['past']}\b|[a-zà-ÿ]{{2,20}}{endings['past']}\b"
        rf"|{auxiliary} (?:[a-zà-ÿ']{{1,15}} ){{0,2}}?[a-zà-ÿ']{{0,20}}{participle}\b)"
        rf"|(?P<present>{words['present']}\b))"
    )
