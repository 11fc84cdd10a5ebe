"""Markets: prices, ranges, trades, gaps, and a stream of what comes in."""
