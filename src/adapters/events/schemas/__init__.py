"""Schemas of event types: kept, and compiled."""
