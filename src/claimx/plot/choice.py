"""Which claims a picture shows, and by what they are coloured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from claimx.errors import ExtraError, InputError
from claimx.many import as_list
from claimx.plot.points import Told, told
from claimx.records import Extraction, Metric

if TYPE_CHECKING:
    import altair as alt

__all__ = ["compare", "timeline"]

_SEVERAL = 7  # companies with a colour of their own


def timeline(
    extractions: Extraction | Iterable[Extraction],
    *,
    company: str,
    metric: Metric | None = None,
    log: bool = False,
) -> alt.FacetChart:
    """What is claimed of one company, or of one ``metric`` of it: a panel for each metric and unit.

    A point stands in the middle of its period, over a line from its first day to its last; without a period,
    on the day it was published. Shape and colour tell the certainty; facts (stated, estimated) are filled. A
    range is a bar between its ends; an arrow points away from a lower or upper bound. Hovering shows the
    record and its sentence. ``log`` is for values of very different sizes.

    Raises ``InputError`` when ``company`` is the subject of no claim, when ``metric`` is none or no claim has
    it, or when no claim can be placed in time; ``ExtraError`` without Altair.
    """
    every = list(told(as_list(extractions)))
    chosen = [each for each in every if _same(company, each.claim.subjects)]
    if not chosen:
        raise InputError(f"no claim is about {company!r}{_nearest(company, every)}")
    if metric is not None:
        chosen = _measuring(chosen, metric)
    (title,) = (name for name in chosen[0].claim.subjects if _same(company, [name]))
    return _draw(title, chosen, None, log=log)


def compare(
    extractions: Extraction | Iterable[Extraction],
    *,
    metric: Metric,
    companies: Sequence[str] | None = None,
    log: bool = False,
) -> alt.FacetChart:
    """What is claimed of one metric, company by company: a panel for each unit.

    Drawn as ``timeline``, but the colour tells the company: those with most claims have one, or those named
    in ``companies``, at most seven; the others are grey, or left out when ``companies`` names some.

    Raises ``InputError`` when ``metric`` is none or no claim has it, when one of ``companies`` is the subject
    of none or more than seven are named, or when no claim can be placed in time; ``ExtraError`` without
    Altair.
    """
    chosen = _measuring(list(told(as_list(extractions))), metric)
    if companies is None:
        counts = Counter(each.company for each in chosen)
        names = [name for name, _ in counts.most_common(_SEVERAL)]
    else:
        names = _named(companies, chosen, metric)
        chosen = [each for each in chosen if each.company in names]
    return _draw(metric.replace("_", " "), chosen, names, log=log)


def _same(company: str, names: Iterable[str]) -> bool:
    return company.casefold() in {name.casefold() for name in names}


def _nearest(company: str, every: Sequence[Told]) -> str:
    counts = Counter(name for each in every for name in each.claim.subjects)
    folded = {name.casefold(): name for name in counts}
    close = get_close_matches(company.casefold(), folded, n=3)
    names = [folded[each] for each in close] or [name for name, _ in counts.most_common(5)]
    if not names:
        return "; no claim here has a company"
    return f"; did you mean {' or '.join(names)}?" if close else f"; companies here are {', '.join(names)}"


def _measuring(every: Sequence[Told], metric: str) -> list[Told]:
    if metric not in get_args(Metric):
        raise InputError(f"metric={metric!r} is none; metrics are {', '.join(get_args(Metric))}")
    chosen = [each for each in every if each.claim.metric == metric]
    if not chosen:
        found = Counter(each.claim.metric for each in every)
        others = ", ".join(name for name, _ in found.most_common()) or "none"
        raise InputError(f"no claim here is about {metric}; metrics here: {others}")
    return chosen


def _named(companies: Sequence[str], chosen: Sequence[Told], metric: str) -> list[str]:
    """The companies asked for, as the claims write them."""
    if isinstance(companies, str) or not 1 <= len(companies) <= _SEVERAL:
        raise InputError(f"companies must be a list of 1 to {_SEVERAL} names, not {companies!r}")
    written = {each.company.casefold(): each.company for each in chosen}
    for company in companies:
        if company.casefold() not in written:
            raise InputError(f"no claim of {metric} is about {company!r}{_nearest(company, chosen)}")
    return [written[company.casefold()] for company in companies]


def _draw(title: str, chosen: Sequence[Told], names: Sequence[str] | None, *, log: bool) -> alt.FacetChart:
    try:
        from claimx.plot.charts import draw  # noqa: PLC0415  needs Altair, an extra
    except ImportError as error:
        raise ExtraError("charts need Altair: pip install 'claimx[plot]'") from error
    return draw(title, chosen, names, log=log)
