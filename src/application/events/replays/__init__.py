"""Giving a projection its events once more."""
