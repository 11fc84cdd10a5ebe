"""A request sent twice has one effect."""
