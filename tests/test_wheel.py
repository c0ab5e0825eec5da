"""The built wheel works by itself: lexicons and data are inside it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "examples" / "articles" / "verrelec.txt"

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """What a command prints; its errors are shown when it fails."""
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


def pip(python: Path | str, *arguments: str | Path) -> str:
    """Run pip of an environment."""
    return run(python, "-m", "pip", "--disable-pip-version-check", *arguments)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_contents(wheel: Path) -> None:
    """Every file of the package is in the wheel, with licence and notice, and nothing else is."""
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tracked = run("git", "ls-files", "src/claimx", cwd=ROOT).splitlines()
    assert {f"src/{name}" for name in names} >= set(tracked)
    assert {name.split("/")[0] for name in names} == {"claimx"}
    licences = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/licenses/" in name]
    assert sorted(name.rpartition("/")[2] for name in licences) == ["LICENSE", "NOTICE.md"]


def test_extraction(wheel: Path, tmp_path: Path) -> None:
    """In an empty environment outside the checkout, the wheel reads an article as the checkout does."""
    run(sys.executable, "-m", "venv", tmp_path / "env")
    python = tmp_path / "env" / "bin" / "python"
    pip(python, "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements" / "run.txt")
    pip(python, "install", "--quiet", "--no-deps", wheel)
    command = ("-m", "claimx", "extract", ARTICLE, "--published", "2024-07-30", "--json")
    assert run(python, *command, cwd=tmp_path) == run(sys.executable, *command, cwd=tmp_path)
    place = run(python, "-c", "import claimx; print(claimx.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(tmp_path)
