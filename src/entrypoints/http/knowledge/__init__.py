"""Documents and search over HTTP."""
