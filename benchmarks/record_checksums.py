"""Record the sums of the models' files, which `claimx doctor` compares: run it when one of them is replaced.

python benchmarks/record_checksums.py
"""

from __future__ import annotations

import json

from claimx.doctor import Places, sums


def main() -> None:
    """Write src/claimx/models/checksums.json."""
    places = Places.installed()
    if places.model is None:
        raise SystemExit("the French model is missing: set up .venv with make check")
    recorded = {"model": sums(places.model), "companies": sums(places.package / "models" / "companies")}
    path = places.package / "models" / "checksums.json"
    path.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")
    print(f"{path}: {sum(map(len, recorded.values()))} files")


if __name__ == "__main__":
    main()
