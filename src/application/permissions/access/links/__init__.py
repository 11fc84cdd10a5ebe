"""Guest links: given, looked through, opened and taken back."""
