"""The one thing of a webhook's signature that the standard library cannot do."""

from typing import Protocol


class Ed25519(Protocol):
    """RFC 8032. Keys have 32 bytes."""

    def verifies(self, public_key: bytes, signature: bytes, message: bytes) -> bool:
        """Return False for whatever is no signature of the message, or no key."""
        ...

    def public_of(self, seed: bytes) -> bytes:
        """Return the public key that belongs to a private one."""
        ...
