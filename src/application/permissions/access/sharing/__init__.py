"""Shares, and what was passed on through them."""
