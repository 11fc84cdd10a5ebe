"""Real services for the tests, started natively and bound to loopback only."""
