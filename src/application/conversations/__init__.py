"""Ask documents, and read what was answered."""
