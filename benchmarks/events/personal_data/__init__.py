"""Texts and events with personal data of every kind, and others that only look like it.

All of it is invented: the values are made from a seed, with their check digits, by code that
shares nothing with what looks for them. It was written before that was.
"""
