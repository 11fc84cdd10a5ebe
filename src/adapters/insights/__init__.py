"""Customers, interactions and products, in SQL and in memory, and the files they come from."""
