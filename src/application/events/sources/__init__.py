"""Keeping the sources of an organisation."""
