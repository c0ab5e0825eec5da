"""The rules that light the words of a figure and show its record, where it is pointed at or else focused.

A rule leads from the line of the figure to the line of the words, and asks no other line: a browser that
looks for each of a thousand figures in a thousand lines takes seconds to follow the pointer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from claimx.display.marking import Line
from claimx.display.markup import Markup

__all__ = ["rules"]

_NEAR = 8  # lines that are stepped over one by one; farther ones are looked for
_LIT = "{--cx-lit:var(--cx-bright);--cx-on-lit:var(--cx-dark);--cx-ring:var(--cx-edge);--cx-seen:block}"


def rules(views: Iterable[Sequence[Line]]) -> Markup:
    """The rules for the lines of some views, in one page or many: none leads from a view to another."""
    found = list(dict.fromkeys(selector for lines in views for selector in _selectors(lines)))
    if not found:
        return Markup("")
    pointed = ",\n".join(selector.replace("&", ":hover") for selector in found)
    focused = ",\n".join(selector.replace("&", ":focus") for selector in found)
    return Markup(f"{pointed}\n{_LIT}\n.claimx:not(:has(.cx-h:hover)){{\n{focused}\n{_LIT}}}\n")


def _selectors(lines: Sequence[Line]) -> Iterator[str]:
    """For each claim and each line of its words, the words; ``&`` stands for the state of the figure."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        for claim in line.evidence:
            places[claim].append(place)
    for home, line in enumerate(lines):
        for claim in line.figures:
            yield f".cx-l{home}:has(.cx-h{claim}&)~.cx-records .cx-r{claim}"
            for place in places[claim]:
                if place == home:
                    yield f".cx-l:has(.cx-h{claim}&) .cx-e{claim}"
                elif place < home:
                    yield f".cx-l:has({_steps(home - place)} .cx-h{claim}&) .cx-e{claim}"
                else:
                    yield f".cx-l:has(.cx-h{claim}&){_steps(place - home)} .cx-e{claim}"


def _steps(count: int) -> str:
    return "+.cx-l" * count if count <= _NEAR else "~.cx-l"
