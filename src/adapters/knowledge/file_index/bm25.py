"""How much a term says of a passage: tantivy's BM25, also for words that are not in tantivy yet.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

from math import log

K1, B = 1.2, 0.75
"""tantivy's, which cannot be set."""
EXACT_LENGTHS = 24
SIGNIFICANT_BITS = 4


def rarity(passages: int, holders: int) -> float:
    """Weigh a term that `holders` of so many passages have."""
    return log(1 + (max(passages, holders) - holders + 0.5) / (holders + 0.5))


def gain(times: int, length: int, mean: float) -> float:
    """Return what a term gains by standing so often in a passage of that length."""
    slack = K1 * (1 - B + B * length / mean)
    return (1 + K1) * times / (times + slack)


def rounded(length: int) -> int:
    """Return the length as a byte keeps it: what goes beyond 24 has four significant bits."""
    beyond = length - EXACT_LENGTHS
    if beyond < 0:
        return length
    shift = max(0, beyond.bit_length() - SIGNIFICANT_BITS)
    return EXACT_LENGTHS + (beyond >> shift << shift)
