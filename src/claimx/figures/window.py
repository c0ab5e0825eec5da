"""The words around a span that may speak of it: its sentence, but never more than a few lines."""

from __future__ import annotations

from claimx.source import Source, Span

__all__ = ["after", "around", "before"]

_MOST = 400  # characters each side: a text without full stops is not one sentence


def before(source: Source, span: Span, most: int = _MOST) -> Span:
    """The part of the sentence before a span."""
    start = max(source.sentence(span).start, span.start - most)
    return Span(min(start, span.start), span.start)


def after(source: Source, span: Span, most: int = _MOST) -> Span:
    """The part of the sentence behind a span."""
    end = min(source.sentence(span).end, span.end + most)
    return Span(span.end, max(end, span.end))


def around(source: Source, span: Span) -> Span:
    """The sentence of a span."""
    return Span(before(source, span).start, after(source, span).end)
