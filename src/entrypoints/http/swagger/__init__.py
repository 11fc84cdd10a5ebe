"""The API explorer."""
