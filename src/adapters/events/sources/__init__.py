"""Sources and their secrets, in SQL and in memory."""
