"""Read rankings of what was published."""
