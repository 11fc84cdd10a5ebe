"""Rows written by who had not read the finder, each set measured before anything was changed for it."""
