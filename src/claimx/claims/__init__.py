"""Claims: figures tied to their companies, metric, movement, certainty, period and source."""

from claimx.claims.link import link

__all__ = ["link"]
