"""Formats, seals and stores of events."""
