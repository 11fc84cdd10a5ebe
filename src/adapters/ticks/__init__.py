"""Markets, trades and minute ranges, kept."""
