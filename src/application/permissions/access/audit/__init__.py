"""What was done to access."""
