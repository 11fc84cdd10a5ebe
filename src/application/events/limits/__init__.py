"""Letting no more events in than was agreed, and none while too much waits."""
