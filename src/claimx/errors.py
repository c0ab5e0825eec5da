"""What claimx raises.

ClaimxError
├── InputError      what was passed to a function is not what it takes
├── LexiconError    a row of a lexicon file is broken: names the file, the entry and the fix
├── ModelError      the French model is missing or of another version than claimx was made for
├── ConversionError a currency conversion lacks a rate
├── ExtraError      a package that an extra of claimx installs is missing
└── ArchiveError    an archive cannot be read or written, or belongs to another run
"""

from __future__ import annotations

__all__ = [
    "ArchiveError",
    "ClaimxError",
    "ConversionError",
    "ExtraError",
    "InputError",
    "LexiconError",
    "ModelError",
]


class ClaimxError(Exception):
    """Any error that claimx raises on purpose. Its message says what to do."""


class InputError(ClaimxError, ValueError):
    """A value passed to claimx is of the wrong type or cannot be read."""


class LexiconError(ClaimxError):
    """A lexicon file or one of its rows is not as its head comment says."""


class ModelError(ClaimxError):
    """The French spaCy model cannot be loaded, or does not fit this version of claimx."""


class ConversionError(ClaimxError):
    """An amount cannot be converted with the rates given."""


class ExtraError(ClaimxError, ImportError):
    """What was asked for needs a package that claimx itself does not: the message says which extra has it."""


class ArchiveError(ClaimxError):
    """An archive's input cannot be read, or its folder cannot be written or belongs to another run."""
