"""Schemas of event types: publishing them, and holding events to them."""
