"""How many events may come, and how much may wait."""
