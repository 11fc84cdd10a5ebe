"""Who did best, exactly, and how sure that is."""
