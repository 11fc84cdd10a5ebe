"""The access engine, bound to the world."""
