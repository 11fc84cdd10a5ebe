"""Roles, and who may give them."""
