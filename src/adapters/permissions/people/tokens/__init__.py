"""Signed tokens: the keys, the verification, and what access tokens say."""
