"""Claims: figures tied to their companies, metric, movement, certainty, period and source."""
