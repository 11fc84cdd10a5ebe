"""Accounts, sessions and keys: who somebody is."""
