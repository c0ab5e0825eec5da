"""An article of an archive, or why what stands there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from math import isfinite
from typing import Literal

from claimx.archives.options import Options

__all__ = ["Article", "Item", "Reject", "Stage", "admit"]

Stage = Literal["read", "check", "html", "extract", "crash", "timeout"]

_SHOWN = 60  # characters of a bad value that a reason quotes
_LINE_BYTES = 100  # of an id that a reject keeps


@dataclass(frozen=True, slots=True)
class Item:
    """What stands at one place of the input: fields, or the fault that kept them from being read."""

    number: int
    input: str
    line: int
    raw: Mapping[str, object] | None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article that may be read; its text is null while it is still HTML."""

    number: int
    input: str
    line: int
    id: str
    text: str | None
    html: str | None
    published: date | None
    title: str | None
    url: str | None
    extra: str

    def reject(self, stage: Stage, reason: str) -> Reject:
        """This article as one that could not be read."""
        return Reject(self.number, self.input, self.line, self.id, stage, reason)


@dataclass(frozen=True, slots=True)
class Reject:
    """An article that was not read: where it stands, at which stage it fell out, and why."""

    number: int
    input: str
    line: int
    id: str | None
    stage: Stage
    reason: str


class _FieldError(ValueError):
    """A field is not as it must be."""


def admit(item: Item, options: Options) -> Article | Reject:
    """The article of an item, its fields checked."""
    if item.raw is None:
        return Reject(item.number, item.input, item.line, None, "read", item.fault or "nothing was read")
    try:
        return _article(item, item.raw, options)
    except _FieldError as error:
        return Reject(item.number, item.input, item.line, _known_id(item.raw, options), "check", str(error))


def _article(item: Item, raw: Mapping[str, object], options: Options) -> Article:
    names = options.fields
    text, html = _string(raw, names.text), _string(raw, names.html)
    if text is not None:  # the text is what was meant to be read; the page is then only carried along
        html = None
    if not (text or html or "").strip():
        raise _FieldError(_no_text(raw, options))
    kind, content = (names.text, text) if text is not None else (names.html, html or "")
    if len(content) > options.max_chars:
        raise _FieldError(f"{kind} is over-long: {len(content)} characters, the limit is {options.max_chars}")
    used = set(asdict(names).values())
    extra = json.dumps(
        {key: _carried(value) for key, value in raw.items() if key not in used},
        ensure_ascii=False,
        default=str,
    )
    return Article(
        item.number,
        item.input,
        item.line,
        _id(raw.get(names.id), names.id) or f"{item.input}:{item.line}",
        text,
        html,
        _published(raw.get(names.published), names.published),
        _string(raw, names.title),
        _string(raw, names.url),
        # An id or a text must be clean; a broken sign in a field that is only carried along is escaped.
        extra.encode("utf-8", "backslashreplace").decode(),
    )


def _carried(value: object) -> object:
    """A value as JSON can hold it: what is no number is null, bytes are text."""
    match value:
        case float() if not isfinite(value):
            return None
        case bytes():
            return value.decode("utf-8", "backslashreplace")
        case dict():
            return {str(key): _carried(each) for key, each in value.items()}
        case list():
            return [_carried(each) for each in value]
        case _:
            return value


def _no_text(raw: Mapping[str, object], options: Options) -> str:
    names = options.fields
    present = [name for name in (names.text, names.html) if name in raw]
    if present:
        return f"{present[0]} is empty"
    return (
        f"no field {names.text} or {names.html}; the fields are {_short(', '.join(map(str, raw)) or 'none')}"
    )


def _string(raw: Mapping[str, object], name: str) -> str | None:
    value = raw.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _FieldError(f"{name} must be a string, not {_type(value)}")
    return _clean(value, name)


def _clean(value: str, name: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        code = ord(value[error.start])
        # Bytes that were no UTF-8 arrive as U+DC80 to U+DCFF, any other surrogate was escaped in JSON.
        if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004
            raise _FieldError(f"{name} is not UTF-8: byte 0x{code - 0xDC00:02x} at {error.start}") from error
        raise _FieldError(f"{name} has half a character (U+{code:04X}) at {error.start}") from error
    return value


def _id(value: object, name: str) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise _FieldError(f"{name} must be a string or an integer, not {_type(value)}")
    return _clean(value, name)


def _published(value: object, name: str) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise _FieldError(f"{name} must be a date as 2025-09-15, not {_type(value)}")
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError as error:
        raise _FieldError(f"{name} is no ISO date as 2025-09-15: {_short(value)!r}") from error


def _known_id(raw: Mapping[str, object], options: Options) -> str | None:
    """The id of a rejected article, as far as it can be told."""
    value = raw.get(options.fields.id)
    return None if value is None else str(value)[:_LINE_BYTES]


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"


def _type(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "a boolean", int: "an integer", float: "a number"}
    return names.get(type(value), f"{type(value).__name__}")
