"""What may be done, why, and what a change would change, over HTTP."""
