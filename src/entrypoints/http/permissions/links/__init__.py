"""Guest links over HTTP."""
