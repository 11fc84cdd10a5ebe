"""Jobs as leased rows."""
