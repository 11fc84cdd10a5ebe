"""One relational database, SQLite or PostgreSQL, or a dictionary of dictionaries."""
