"""How long a core takes to show a text, and how large that is: `python benchmarks/views.py [FILE] [DATE]`.

The text is read again and again, as one, until it has 1,000, 5,000 and 20,000 words.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from time import process_time

import claimx

ARTICLE = Path(__file__).parents[1] / "examples" / "articles" / "verrelec.txt"
WORDS = (1_000, 5_000, 20_000)


def main(file: str = str(ARTICLE), published: str | None = "2024-07-30") -> None:
    """Print a row a size."""
    text = Path(file).read_text(encoding="utf-8")
    print(f"{'words':>8}{'figures':>9}{'seconds':>9}{'kB':>7}{'kB of rules':>13}")
    for words in WORDS:
        whole = f"{text}\n" * -(-words // len(text.split()))
        extraction = claimx.extract(whole, published)
        extraction._repr_html_()
        start = process_time()
        html = extraction._repr_html_()
        seconds = process_time() - start
        rules = sum(map(len, re.findall(r"<style>(.*?)</style>", html, re.DOTALL)))
        count = f"{len(whole.split()):>8,}{len(extraction.claims):>9,}"
        print(f"{count}{seconds:>9.3f}{len(html) / 1000:>7.0f}{rules / 1000:>13.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
