"""Keys that seal what is about one subject."""
