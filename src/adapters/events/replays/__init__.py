"""Replays and what they make, in SQL and in memory."""
