"""The text of an article from its HTML page, by trafilatura (the extra ``claimx[html]``)."""

from __future__ import annotations

from claimx.errors import ArchiveError

__all__ = ["article_text", "require"]


def require() -> None:
    """Raise ``ArchiveError`` when trafilatura is missing."""
    try:
        import trafilatura  # noqa: F401, PLC0415  an extra
    except ImportError as error:
        raise ArchiveError(f"reading HTML needs trafilatura: pip install 'claimx[html]' ({error})") from error


def article_text(html: str) -> str | None:
    """The article's own text, without menus and comments; null when the page holds none."""
    import trafilatura  # noqa: PLC0415  an extra

    return trafilatura.extract(html, include_comments=False, include_tables=False)
