"""Folders, where things stand, and who they are shared with, over HTTP."""
