"""The journal of events: in SQL, and in memory."""
