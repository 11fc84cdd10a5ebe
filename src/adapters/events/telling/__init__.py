"""Reading how far events are."""
