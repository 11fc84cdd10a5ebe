"""Which adapter keeps what, in SQL and in memory: a file for each context."""
