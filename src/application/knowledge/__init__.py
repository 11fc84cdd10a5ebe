"""Take documents in, make them searchable, and find passages."""
