"""Programs that act for people, over HTTP."""
