"""Records in SQL and in memory, and what stands around drafts."""
