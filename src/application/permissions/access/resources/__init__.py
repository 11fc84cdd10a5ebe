"""Folders, and where things stand."""
