"""What could not be done: looked at, and set going again."""
