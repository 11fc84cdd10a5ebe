"""Figures of customer insights: files that went wrong, claims, masks and summaries."""
