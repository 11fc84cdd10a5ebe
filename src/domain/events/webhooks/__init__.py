"""Webhooks: who signed what, and when."""
