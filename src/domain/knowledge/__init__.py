"""Documents, the passages they are read by, and how passages are found."""
