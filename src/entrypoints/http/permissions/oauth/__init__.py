"""Programs that people let act for them, over HTTP (OAuth 2)."""
