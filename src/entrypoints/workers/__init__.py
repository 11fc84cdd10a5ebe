"""Processes and threads that do jobs and carry events."""
