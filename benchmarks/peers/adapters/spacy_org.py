"""A French model of spaCy as it comes: its organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

import spacy
from shapes import Found, Reader, company, folded, span


class Organisations(Reader):
    """The whole pipeline, as spaCy's documentation runs it."""

    def __init__(self, model: str) -> None:
        self._nlp = spacy.load(model)

    def read(self, text: str, _published: date | None) -> Found:
        """The entities with the label ORG."""
        doc = self._nlp(folded(text))
        found = [
            company(span(one.start_char, one.end_char), one.text) for one in doc.ents if one.label_ == "ORG"
        ]
        return Found(companies=found)


def load(options: dict[str, Any]) -> Organisations:
    """Load the model."""
    return Organisations(options["model"])
