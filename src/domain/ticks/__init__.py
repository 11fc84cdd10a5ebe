"""Market ticks: trades, minute ranges, gaps and coverage."""
