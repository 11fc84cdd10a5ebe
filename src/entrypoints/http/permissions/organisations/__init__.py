"""Organisations, their departments, members and invitations over HTTP."""
