"""What events of a type look like, and whether a new version takes all that the last one took."""
