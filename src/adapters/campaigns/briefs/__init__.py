"""Who writes briefs, and where they are kept."""
