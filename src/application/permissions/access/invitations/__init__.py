"""Invitations: a role for whoever proves to have an address."""
