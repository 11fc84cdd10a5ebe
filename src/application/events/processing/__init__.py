"""Seeing events through: consumers, retries, dead letters."""
