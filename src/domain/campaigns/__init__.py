"""Performance files, the rules their rows are held to, and what does not pass them."""
