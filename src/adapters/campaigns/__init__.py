"""Stores and readers of tables for campaigns."""
