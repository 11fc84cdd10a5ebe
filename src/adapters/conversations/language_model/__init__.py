"""Answers written by a language model, through Haystack."""
