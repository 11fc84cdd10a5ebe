"""Taking events in, seeing them through, and telling where each of them is."""
