"""Taking old entries out of the journal, in SQL and in memory."""
