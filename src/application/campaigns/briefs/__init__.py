"""Have briefs written, once for all who ask the same, and read them again."""
