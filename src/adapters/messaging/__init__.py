"""Outbox, inbox and event log, in a database or in dictionaries."""
