"""Customers in words: summaries and what is written to them."""
