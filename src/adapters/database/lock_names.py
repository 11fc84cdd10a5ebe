"""Numbers of advisory locks that are named."""

from hashlib import blake2b


def lock_of(name: str) -> int:
    """Return the name's own advisory lock: a signed 64-bit number."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
