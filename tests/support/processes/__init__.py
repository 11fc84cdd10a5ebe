"""Processes that tests start, held to loopback, and ended by their id."""
