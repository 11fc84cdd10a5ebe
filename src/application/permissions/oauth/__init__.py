"""Programs that people let act for them (OAuth 2)."""
