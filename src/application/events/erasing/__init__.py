"""Erasing whom events are about."""
