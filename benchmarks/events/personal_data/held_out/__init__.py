"""A second set, written by another hand that had not read what looks for personal data.

It shares the check digits and the row with the first set, and nothing with the finder. What is
arguable is decided in docs/privacy.md; what nobody can decide is in neither half.
"""
