"""Collect trades, keep them, answer for them."""
