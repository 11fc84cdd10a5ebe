"""Performance files: hostile ones beside others' readers, loads that are killed, one over HTTP."""
