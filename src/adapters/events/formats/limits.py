"""How much one request may bring. A megabyte has 1,048,576 bytes."""

MEGABYTE = 1_048_576
LARGEST_EVENT = MEGABYTE
LARGEST_BODY = 5 * MEGABYTE
"""As it was sent, compressed or not."""
LARGEST_EXPANDED = 25 * MEGABYTE
GREATEST_RATIO = 200
"""Times that a compressed body may grow, once it has more than a megabyte."""
MOST_EVENTS = 10_000
MOST_MEMBERS = 10_000
"""Compressed members or frames in one body."""
