"""The claims as a part of anybody's spaCy pipeline: ``nlp.add_pipe("claimx")``.

spaCy finds it by its entry points, and loads this module whenever any pipeline is made: what it needs of
claimx is loaded with the first text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from claimx.records import Claim, Extraction

__all__ = ["ClaimxComponent", "make"]

_KEY = "claimx"
"""Of the spans, and of the user data: JSON, so that documents go between processes and to disk."""


class ClaimxComponent:
    """Reads documents: ``doc._.extraction``, ``doc._.claims``, and the figures as ``doc.spans["claimx"]``.

    The spans stand in the order of the claims and are labelled with their metrics; a figure that begins or
    ends inside a token takes the whole token. It works on the text alone, wherever it stands in the pipeline.

    Raises ``InputError`` when ``doc._.claims`` or ``doc._.extraction`` is an extension of somebody else.
    """

    def __init__(self, published: str | None = None, model: str | None = None) -> None:
        self.published = published
        self.model = model
        _set_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        extraction = _extractor(self.model)(doc.text, self._published(doc))
        doc.user_data[_KEY] = extraction.model_dump_json(exclude={"text"})
        doc.spans[_KEY] = [_span(doc, claim) for claim in extraction.claims]
        return doc

    def __reduce__(self) -> tuple[type[ClaimxComponent], tuple[str | None, str | None]]:
        """Made anew in another process: the extensions are known there too."""
        return type(self), (self.published, self.model)

    def _published(self, doc: Doc) -> date | str | None:
        """The day of one document: its own, else that of its context, else the pipeline's."""
        if doc._.published is not None:
            day: date | str = doc._.published
            return day
        context = doc._context  # noqa: SLF001  what nlp.pipe(as_tuples=True) was given with the text
        if isinstance(context, date):
            return context
        given = context.get("published") if isinstance(context, Mapping) else None
        return self.published if given is None else given


@Language.factory(
    "claimx",
    assigns=["doc._.claims", "doc._.extraction"],
    default_config={"published": None, "model": None},
)
def make(nlp: Language, name: str, published: str | None, model: str | None) -> ClaimxComponent:  # noqa: ARG001
    """The component of a pipeline.

    ``published`` is the day of the documents that have none of their own (``doc._.published``, or "published"
    in the context of ``nlp.pipe(..., as_tuples=True)``); ``model`` is the folder of a company component.
    """
    return ClaimxComponent(published, model)


@lru_cache(maxsize=4)
def _extractor(model: str | None) -> Callable[[str, date | str | None], Extraction]:
    from claimx.extractor import Extractor, extract  # noqa: PLC0415  see the head of the module

    return extract if model is None else Extractor(model=model).extract


def _span(doc: Doc, claim: Claim) -> Span:
    span = doc.char_span(claim.start, claim.end, label=claim.metric, alignment_mode="expand")
    return cast("Span", span)  # never None: a figure has at least a token


def _extraction(doc: Doc) -> Extraction | None:
    told = doc.user_data.get(_KEY)
    return None if told is None else _parsed(doc.text, told)


@lru_cache(maxsize=64)
def _parsed(text: str, told: str) -> Extraction:
    from claimx.records import Extraction  # noqa: PLC0415

    return Extraction.model_validate_json(f'{{"text":"",{told[1:]}').model_copy(update={"text": text})


def _claims(doc: Doc) -> tuple[Claim, ...]:
    extraction = _extraction(doc)
    return () if extraction is None else extraction.claims


def _set_extensions() -> None:
    for name, getter in {"claims": _claims, "extraction": _extraction}.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter)
        elif Doc.get_extension(name)[2] is not getter:
            from claimx.errors import InputError  # noqa: PLC0415

            raise InputError(
                f"doc._.{name} is an extension of yours: name it otherwise, claimx needs the name"
            )
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
