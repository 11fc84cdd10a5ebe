"""Producers with a ledger, and processes that are killed and frozen under them."""
