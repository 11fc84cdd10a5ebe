"""Marks, backlog and projections: in SQL, and in memory."""
