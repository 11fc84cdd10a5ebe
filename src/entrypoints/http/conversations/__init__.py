"""Conversations, messages and runs over HTTP."""
