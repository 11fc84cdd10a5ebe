"""Telling where an event is."""
