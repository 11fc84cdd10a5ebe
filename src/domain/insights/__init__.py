"""Customers, what they were talked to about, and files that tell of it."""
