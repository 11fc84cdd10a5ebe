"""Buckets and the journal's tail, in SQL and in memory."""
