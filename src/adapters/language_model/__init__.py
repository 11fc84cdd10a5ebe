"""What every adapter that asks a language model through Haystack shares."""
