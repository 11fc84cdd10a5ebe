"""The tree of departments."""
