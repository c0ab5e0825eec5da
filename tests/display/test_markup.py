"""HTML that cannot be broken out of."""

from __future__ import annotations

import pytest

from claimx.display.markup import Markup, element, joined


def test_nesting() -> None:
    """Elements are kept as they are inside others, text is escaped."""
    assert element("p", "a < b & ", element("b", "c")) == "<p>a &lt; b &amp; <b>c</b></p>"
    assert joined(["<", Markup("<br>")]) == "&lt;<br>"


def test_attributes() -> None:
    """No value of an attribute can end it."""
    assert element("p", classes='"><script>', lang="'") == (
        '<p class="&quot;&gt;&lt;script&gt;" lang="&#x27;"></p>'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\x00b\x1bc\x7fd\x85e", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("a\ud800b\udfffc\ufffe\uffff", "a\ufffdb\ufffdc\ufffd\ufffd"),
        ("a\tb\x0bc\x0cd", "a b c d"),
        ("a\r\nb", "a\r\nb"),
        ("3\u202eM€\u202c \u2067x\u2069", "3M€ x"),
        ("’\u00a0\u202f😀\u200d\u00ad", "’\u00a0\u202f😀\u200d\u00ad"),
    ],
)
def test_odd_signs(text: str, html: str) -> None:
    """What HTML has no room for is replaced, what would turn the line round is left out, all else stays."""
    written = element("p", text)
    assert written == f"<p>{html}</p>"
    assert written.encode().decode() == written
