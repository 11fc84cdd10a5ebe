"""Performance files in stores, and how their blocks are read."""
