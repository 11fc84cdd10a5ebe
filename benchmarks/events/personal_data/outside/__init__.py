"""The sixth set: kinds, ways of writing and places as an outsider would think of them, crossed by a seed."""
