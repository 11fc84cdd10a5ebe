"""Who may do what: people, organisations, what is owned, and who shared it with whom."""
