"""Binance: its frames, its streams, its REST answers (spot API documentation of 2026-07-21)."""
