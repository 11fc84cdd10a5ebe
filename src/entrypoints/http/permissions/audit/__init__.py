"""What was done to access, over HTTP."""
