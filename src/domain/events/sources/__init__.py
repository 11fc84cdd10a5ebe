"""Those who send events, by name."""
