"""The views in a browser: what is pointed at or focused shows its record and lights its words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, cast

import pytest
from playwright.sync_api import Locator, Page

from browser.conftest import Open
from claimx.display import save
from claimx.records import Extraction
from handmade import claim, extraction, half_year

LIT = "rgb(255, 225, 74)"
CLEAR = "rgba(0, 0, 0, 0)"
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
Scheme = Literal["light", "dark"]


def style(element: Locator, name: str) -> str:
    """A computed property of an element."""
    return cast("str", element.evaluate("(each, name) => getComputedStyle(each)[name]", name))


def lit(page: Page) -> list[str]:
    """The words that are lit."""
    words = page.locator(".cx-text [class*=cx-e]").all()
    return [word.inner_text() for word in words if style(word, "backgroundColor") == LIT]


def shown(page: Page) -> list[str]:
    """The titles of the records that are shown."""
    return [record.locator("b").inner_text() for record in page.locator(".cx-r").all() if record.is_visible()]


def notebook(*extractions: Extraction, theme: str = "") -> str:
    """A page as a notebook makes it, with an output each."""
    outputs = "".join(f"<div class='output'>{each._repr_html_()}</div>" for each in extractions)
    return f"<!DOCTYPE html><meta charset=utf-8><body {theme}>{outputs}</body>"


@pytest.fixture(params=["page", "notebook"])
def view(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The half year as a page that was saved, and as a notebook shows it."""
    path = tmp_path / "view.html"
    if request.param == "page":
        save(half_year(), path)
    else:
        path.write_text(notebook(half_year()), encoding="utf-8")
    return path


EVIDENCE = ["Velmor", "premier semestre 2024", "chiffre d’affaires", "croît"]


@SCHEMES
class TestLighting:
    def test_rest(self, show: Open, view: Path, scheme: Scheme) -> None:
        """Nothing is lit and no record is shown before a figure is pointed at; how to is told."""
        page = show(view, scheme)
        assert (lit(page), shown(page)) == ([], [])
        assert page.get_by_text("Point at a figure").is_visible()

    def test_hover(self, show: Open, view: Path, scheme: Scheme) -> None:
        """Pointing at a figure shows its record and lights its words, in its line and the one before."""
        page = show(view, scheme)
        page.locator(".cx-h0").hover()
        assert (lit(page), shown(page)) == (EVIDENCE, ["8 %"])
        page.locator(".cx-h1").hover()
        assert (lit(page), shown(page)) == (["chiffre d’affaires"], ["3 m EUR"])
        page.mouse.move(1, 1)
        assert (lit(page), shown(page)) == ([], [])

    def test_click(self, show: Open, view: Path, scheme: Scheme) -> None:
        """A figure that was clicked keeps its record; one that is pointed at meanwhile goes before it."""
        page = show(view, scheme)
        page.locator(".cx-h0").click()
        page.mouse.move(1, 1)
        assert (lit(page), shown(page)) == (EVIDENCE, ["8 %"])
        page.locator(".cx-h1").hover()
        assert (lit(page), shown(page)) == (["chiffre d’affaires"], ["3 m EUR"])
        page.mouse.move(1, 1)
        assert shown(page) == ["8 %"]
        page.locator("th").first.click()
        assert (lit(page), shown(page)) == ([], [])

    def test_keyboard(self, show: Open, view: Path, scheme: Scheme) -> None:
        """Tab leads from figure to figure, and one sees where it is."""
        page = show(view, scheme)
        page.keyboard.press("Tab")
        while not page.evaluate("document.activeElement.matches('.cx-h')"):
            page.keyboard.press("Tab")
        assert (lit(page), shown(page)) == (EVIDENCE, ["8 %"])
        assert style(page.locator(".cx-h0"), "outlineStyle") == "solid"
        page.keyboard.press("Tab")
        assert (lit(page), shown(page)) == (["chiffre d’affaires"], ["3 m EUR"])

    def test_record_is_in_sight(self, show: Open, view: Path, scheme: Scheme) -> None:
        """The record lies beside the text, in the window, and the page does not move for it."""
        page = show(view, scheme)
        height = page.evaluate("document.documentElement.scrollHeight")
        page.locator(".cx-h0").hover()
        record, text = page.locator(".cx-r0").bounding_box(), page.locator(".cx-text").bounding_box()
        assert record is not None
        assert text is not None
        assert text["x"] + text["width"] <= record["x"]
        assert record["x"] + record["width"] <= 1200
        assert page.evaluate("document.documentElement.scrollHeight") == height

    def test_legible(self, show: Open, view: Path, scheme: Scheme) -> None:
        """All marks have a contrast of 4.5 at least, lit or not, and differ in colour and in underline."""
        page = show(view, scheme)
        marks = [page.locator(f".cx-legend .{name}") for name in ("cx-f", "cx-c", "cx-d")]
        assert len({style(mark, "textDecorationStyle") for mark in marks}) == 3
        assert len({style(mark, "color") for mark in marks}) == 3
        texts = [*marks, page.locator("td").first, page.locator("th").first, page.locator(".cx-side")]
        page.locator(".cx-h0").hover()
        texts += [page.locator(name) for name in (".cx-h0", "b.cx-e0", "i.cx-e0", ".cx-r0 dt >> nth=0")]
        assert [words for each in texts if (words := contrast(each)) < 4.5] == []


def contrast(element: Locator) -> float:
    """The contrast of an element's words with what is behind them (WCAG 2)."""
    words, ground = element.evaluate(
        """each => {
            const words = getComputedStyle(each).color;
            let ground = 'rgba(0, 0, 0, 0)';
            for (; ground === 'rgba(0, 0, 0, 0)'; each = each.parentElement)
                ground = getComputedStyle(each).backgroundColor;
            const numbers = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
            return [numbers(words), numbers(ground)];
        }"""
    )
    low, high = sorted(map(luminance, (words, ground)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: list[float]) -> float:
    """The relative luminance of a colour (WCAG 2)."""
    red, green, blue = (
        part / 12.92 if (part := each / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for each in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_outputs_apart(show: Open) -> None:
    """Of many outputs in a page, the same one twice among them, only the one pointed at is lit."""
    text = "Nordglas gagne 9 %."
    nine = {"kind": "percent", "low": "9", "high": "9"}
    other = extraction(text, [claim(text, "9 %", {"direction": ["gagne"]}, figure=nine)])
    page = show(notebook(half_year(), half_year(), other))
    page.locator(".cx-h0").nth(1).hover()
    assert lit(page) == EVIDENCE
    assert shown(page) == ["8 %"]
    assert page.locator(".claimx").nth(1).locator(".cx-r0").is_visible()
    page.locator(".cx-h0").nth(2).hover()
    assert (lit(page), shown(page)) == (["gagne"], ["9 %"])


def test_far_words(show: Open) -> None:
    """Words are lit however many lines before or after the figure they stand."""
    text = "marge\n" + "rien\n" * 40 + "avant\nrien\nsoit 8 %\nrien\naprès" + "\nrien" * 40 + "\nfin"
    told = {"metric": ["marge"], "direction": ["avant"], "certainty": ["après"], "subjects": ["fin"]}
    page = show(notebook(extraction(text, [claim(text, "8 %", told)])))
    page.locator(".cx-h0").hover()
    assert lit(page) == ["marge", "avant", "après", "fin"]


@pytest.mark.parametrize(
    ("theme", "scheme", "dark"),
    [
        ("", "light", False),
        ("", "dark", True),
        ("data-jp-theme-light=true", "dark", False),
        ("data-jp-theme-light=false", "light", True),
        ("class=vscode-light", "dark", False),
        ("class=vscode-dark", "light", True),
        ("data-md-color-scheme=default", "dark", False),
        ("data-md-color-scheme=slate", "light", True),
    ],
)
def test_theme(show: Open, theme: str, scheme: Scheme, dark: bool) -> None:
    """A view is as dark as the notebook or site around it says, else as the system is."""
    page = show(notebook(half_year(), theme=theme), scheme)
    ground = "rgb(20, 24, 29)" if dark else "rgb(255, 255, 255)"
    assert style(page.locator(".claimx"), "backgroundColor") == ground


def test_jupyter_colours(show: Open) -> None:
    """In Jupyter the view stands on the theme's own ground."""
    theme = "style='--jp-layout-color0:#fdf6e3;--jp-content-font-color0:#111' data-jp-theme-light=true"
    page = show(notebook(half_year(), theme=theme))
    assert style(page.locator(".claimx"), "backgroundColor") == "rgb(253, 246, 227)"


def test_panel_beside_table(show: Open, view: Path) -> None:
    """However short the text, the panel of the records stands beside or above the table, never over it."""
    page = show(view, "light")
    panel, table = (page.locator(each).first.bounding_box() for each in (".cx-side", ".cx-wide"))
    assert panel
    assert table
    beside = table["x"] + table["width"] <= panel["x"]
    assert beside or panel["y"] + panel["height"] <= table["y"]


def test_narrow(show: Open, view: Path) -> None:
    """On a telephone nothing is wider than the window, and the record is in it."""
    page = show(view)
    page.set_viewport_size({"width": 380, "height": 700})
    page.locator(".cx-h0").click()
    record = page.locator(".cx-r0").bounding_box()
    assert record is not None
    assert 0 <= record["x"] <= record["x"] + record["width"] <= 380
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


@pytest.mark.parametrize("hidden", [True, False])
def test_without_styles(show: Open, hidden: bool) -> None:
    """Where the style sheet is stripped, text and table can be read; between them, records at worst."""
    page = show(notebook(half_year()))
    page.evaluate("document.querySelectorAll('style').forEach(each => each.remove())")
    if not hidden:
        page.evaluate("document.querySelectorAll('[hidden]').forEach(each => each.removeAttribute('hidden'))")
    words = page.locator("body").inner_text()
    order = ["2 figures 1 company 1 date", "Velmor a publié", "Son chiffre d’affaires croît de 8 %, à 3 M€."]
    order += ["As written", "3 m EUR"] if hidden else ["Company", "3 m EUR", "Point at", "As written"]
    places = [words.index(each) for each in order]
    assert all(before < after for before, after in pairwise(places))
    assert words.count("Company") == (1 if hidden else 3)
    assert style(page.locator(".cx-h0"), "backgroundColor") == "rgb(255, 255, 0)"


def test_hidden_by_the_page(show: Open) -> None:
    """A page that hides what is hidden, whatever else is said, hides no record."""
    page = show("<style>[hidden]{display:none!important}</style>" + notebook(half_year()))
    assert shown(page) == []
    page.locator(".cx-h0").hover()
    assert shown(page) == ["8 %"]


ATTACKS = [
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    '"><svg onload="window.hit = 1">',
    "'><iframe srcdoc='<script>parent.hit = 1</script>'>",
    "</style><script>window.hit = 1</script><style>",
    "</title></textarea></xmp></noscript></template><script>window.hit = 1</script>",
    "<!--<script>window.hit = 1</script>--><![CDATA[<b>]]>",
    "<a href='javascript:window.hit = 1'>clic</a>",
    "</p></div></body></html><h1>dehors</h1>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href='https://attaque.example/x.css'><meta http-equiv=refresh content='0;url=x'>",
    "&lt;script&gt;window.hit = 1&lt;/script&gt; &#60;b&#62;",
    '" onmouseover=window.hit=1 onfocus=window.hit=1 autofocus tabindex=1 x="',
    'cx-h0 cx-e0" class="cx-e0',
    "<form action=https://attaque.example><input name=a><button>",
    "\x00<\x00script\x00>window.hit = 1</script>\ud800",
    "<scr\u202eipt>window.hit = 1</script>",
    "{{constructor.constructor('window.hit = 1')()}} ${window.hit = 1}",
]
ALLOWED = {
    *(
        "HTML",
        "HEAD",
        "META",
        "TITLE",
        "STYLE",
        "BODY",
        "SECTION",
        "DIV",
        "H1",
        "H2",
        "P",
        "UL",
        "LI",
        "MARK",
    ),
    *("B", "I", "SPAN", "SMALL", "Q", "DL", "DT", "DD", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "TIME"),
}


def hostile(attack: str) -> Extraction:
    """An extraction that has an attack in every string."""
    text = f"{attack} 8 % {attack}"
    value: dict[str, Any] = {"kind": "money", "low": "3", "high": "3", "currency": attack, "per": attack}
    one = claim(
        text,
        "8 %",
        {"metric": [attack], "sources": [attack]},
        figure=value,
        subjects=(attack,),
        counterparties=(attack,),
        sources=(attack,),
        when=[{"relation": "in", "timex": attack}, {"relation": "over", "duration": attack}],
    )
    return extraction(text, [one], [attack], [attack])


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", ["page", "notebook"])
def test_attacks(show: Open, tmp_path: Path, attack: str, kind: str) -> None:
    """No text, company, unit or date runs, fetches, styles or breaks out of its place."""
    from claimx import display  # noqa: PLC0415  the module, not the function of the fixtures

    made = hostile(attack)
    if kind == "page":
        save([made, made], tmp_path / "page.html", title=attack)
        html = (tmp_path / "page.html").read_text(encoding="utf-8")
        html = html.replace("Content-Security-Policy", "none")  # it must hold without the second line
    else:
        views = [made._repr_html_(), made.claims[0]._repr_html_(), made.companies[0]._repr_html_()]
        html = notebook(made) + "".join(views) + display.table([made]).html
    page = show(html)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.reload()
    for figure in page.locator(".cx-h").all():
        figure.hover()
        figure.click()
    assert page.evaluate("window.hit") is None
    assert [url for url in fetched if not url.startswith("file:")] == []
    assert len(fetched) == 1
    tags: list[str] = page.evaluate("[...document.querySelectorAll('*')].map(each => each.tagName)")
    assert set(tags) - ALLOWED == set()
    attributes = "[...document.querySelectorAll('.claimx, .claimx *')].flatMap(at => at.getAttributeNames())"
    assert set(page.evaluate(attributes)) <= {"class", "lang", "tabindex", "scope", "role", "hidden"}
    roots = 2 if kind == "page" else 5
    assert page.locator("body > .claimx, .output > .claimx").count() == roots
    assert page.evaluate("[...document.body.children].every(each => each.matches('h1, .claimx, .output'))")
    assert "8 %" in page.locator(".claimx").first.inner_text()
