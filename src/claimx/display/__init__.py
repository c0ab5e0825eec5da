"""Records to look at: in a terminal, in a notebook, as a page."""

from claimx.display.console import terminal
from claimx.display.pages import save
from claimx.display.views import View, claim_view, company_view, extraction_view, table
from claimx.display.words import figure, period, printable

__all__ = [
    "View",
    "claim_view",
    "company_view",
    "extraction_view",
    "figure",
    "period",
    "printable",
    "save",
    "table",
    "terminal",
]
