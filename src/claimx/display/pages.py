"""Extractions as a page of their own, to keep, to send or to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path

from claimx.display.lighting import rules
from claimx.display.marking import lines
from claimx.display.markup import Markup, element
from claimx.display.views import body, sheet
from claimx.display.words import shortened
from claimx.errors import InputError
from claimx.many import as_list
from claimx.records import Extraction

__all__ = ["save"]

_HEAD = Markup(
    '<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    # Nothing is fetched and nothing runs, whatever an article says.
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'\">\n"
    '<meta name="color-scheme" content="light dark">\n'
)
_TITLE = 80  # characters of a text that name it


def save(
    extractions: Extraction | Iterable[Extraction], path: str | PathLike[str], *, title: str | None = None
) -> None:
    """Write one extraction or many as an HTML page that stands alone, by default titled by its first words.

    Raises ``InputError`` when these are no extractions, or when the file cannot be written.
    """
    read = as_list(extractions)
    page = _page(read, title or (_name(read[0]) if len(read) == 1 else f"{len(read)} articles"))
    try:
        Path(path).write_bytes(page.encode())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: {reason}; name a file in a folder that is there") from error


def _page(extractions: Sequence[Extraction], title: str) -> str:
    texts = [list(lines(extraction)) for extraction in extractions]
    style = element("style", sheet("view"), sheet("page"), rules(texts))
    head = element("head", _HEAD, element("title", title), style)
    articles = [
        element(
            "section",
            element("h2", _name(each)),
            *_published(each),
            body(each, read),
            classes="claimx",
            lang="en",
        )
        for each, read in zip(extractions, texts, strict=True)
    ]
    titled = [element("h1", title)] if len(articles) != 1 else []
    page = element("html", head, element("body", *titled, *articles), lang="fr")
    return f"<!DOCTYPE html>\n{page}\n"


def _name(extraction: Extraction) -> str:
    return shortened(extraction.text, _TITLE) or "—"


def _published(extraction: Extraction) -> list[Markup]:
    if extraction.published is None:
        return []
    return [element("p", "Published ", element("time", extraction.published.isoformat()), classes="cx-told")]
