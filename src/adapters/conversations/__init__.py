"""Stores, evidence and answer writers for conversations."""
