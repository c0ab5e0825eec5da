"""HTML that cannot be broken out of: text is escaped where it is put into an element."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

__all__ = ["Markup", "element", "joined"]

_ODD = re.compile(
    r"[&<>\"'\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACES = "\t\v\f"
_STEERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # would turn round what stands beside


class Markup(str):
    """HTML. Every other string is text."""

    __slots__ = ()


def element(tag: str, *children: str, classes: str = "", **attributes: str) -> Markup:
    """An HTML element. Children that are no ``Markup`` are escaped, and so is every attribute.

    >>> element("b", "R&D", element("i", "!"), classes="name")
    '<b class="name">R&amp;D<i>!</i></b>'
    """
    written = f' class="{_text(classes)}"' if classes else ""
    for name, value in attributes.items():
        written += f' {name}="{_text(value)}"'
    return Markup(f"<{tag}{written}>{joined(children)}</{tag}>")


def joined(children: Iterable[str]) -> Markup:
    """Markup and text, one after the other, as HTML."""
    return Markup("".join([child if type(child) is Markup else _text(child) for child in children]))


def _text(value: str) -> str:
    return _ODD.sub(_shown, value)


def _shown(odd: re.Match[str]) -> str:
    """What stands for a sign that means something to HTML, or that it has no room for."""
    sign = odd[0]
    if sign in _SPACES:
        return " "
    if sign in _STEERING:
        return ""
    return escape(sign) if sign in "&<>\"'" else "\ufffd"
