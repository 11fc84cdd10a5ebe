"""The tree of what is owned, who was given what in it, and what follows."""
