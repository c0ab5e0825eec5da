"""Pictures of many claims: Altair charts, which a notebook shows (the extra ``claimx[plot]``).

``claimx.plot.timeline(extractions, company="Verrelec")`` draws what is claimed of one company,
``claimx.plot.compare(extractions, metric="revenue")`` what is claimed of one metric, company by company.
"""

from __future__ import annotations

from claimx.plot.choice import compare, timeline

__all__ = ["compare", "timeline"]
