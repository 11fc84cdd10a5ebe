"""Fresh rows, each set measured before anything was changed for it; the second one's author knew the finder."""
