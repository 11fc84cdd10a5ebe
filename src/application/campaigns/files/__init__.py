"""Performance files: received, loaded, read and mended."""
