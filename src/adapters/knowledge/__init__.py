"""Stores, extractors, embedders and indexes for knowledge."""
