"""Forgetting what came long ago and is done."""
