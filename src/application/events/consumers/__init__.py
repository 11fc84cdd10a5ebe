"""What is done about events."""
