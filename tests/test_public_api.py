"""What ``import claimx`` gives, and what it costs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import claimx

NAMES = [
    "Article",
    "Check",
    "Claim",
    "ClaimxError",
    "Company",
    "DateMention",
    "Evidence",
    "Extraction",
    "Extractor",
    "Listing",
    "Mention",
    "Money",
    "Percentage",
    "Period",
    "When",
    "extract",
    "extract_many",
    "to_frame",
    "to_polars",
]
HEAVY = ["altair", "babel", "dateparser", "numpy", "pandas", "pint", "pyarrow", "spacy", "thinc"]


def loaded_after(script: str) -> list[str]:
    """The heavy packages a fresh interpreter holds after a script."""
    code = f"{script}\nimport json, sys\nprint(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    loaded: list[str] = json.loads(done.stdout.splitlines()[-1])
    return loaded


def test_names_are_pinned() -> None:
    """The public names are these, sorted; a change here is a change for users."""
    assert claimx.__all__ == NAMES == sorted(NAMES)


def test_names_are_visible() -> None:
    """What a user sees of the package is its public names, and each is there."""
    assert dir(claimx) == NAMES
    assert all(getattr(claimx, name).__module__.startswith("claimx.") for name in NAMES)


def test_names_are_documented() -> None:
    """Every public name has a docstring."""
    assert [name for name in NAMES if not getattr(claimx, name).__doc__] == []


def test_unknown_name() -> None:
    """A name that is not there is an ordinary AttributeError."""
    with pytest.raises(AttributeError, match="no attribute 'extrat'"):
        _ = claimx.extrat  # type: ignore[attr-defined]


def test_display_needs_no_import() -> None:
    """``claimx.display`` is there without an import of its own."""
    assert (
        "ok"
        in subprocess.run(
            [sys.executable, "-c", "import claimx; claimx.display.save and print('ok')"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
    )


@pytest.mark.parametrize(
    "script",
    [
        "import claimx",
        "import claimx.cli",
        "import claimx.plot",
        "import claimx; claimx.Extractor",
        "import claimx; claimx.to_frame",
        "import claimx; claimx.Company(name='Velmor', mentions=())._repr_html_()",
    ],
)
def test_import_is_light(script: str) -> None:
    """Importing claimx, its command, its charts or its extractor loads no model and no heavy package."""
    assert loaded_after(script) == []


def test_records_are_light() -> None:
    """Reading an extraction from JSON loads no heavy package; only a quantity loads Pint."""
    read = 'import claimx\nfigure = claimx.Money(low="3", high="3", currency="EUR")\n'
    assert loaded_after(read) == []
    assert "pint" in loaded_after(f"{read}figure.quantity")
