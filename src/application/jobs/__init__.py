"""Work that outlives a request: leased rows, taken by one worker at a time."""
