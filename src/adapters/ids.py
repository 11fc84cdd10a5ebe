"""Identities that sort by time."""

from uuid import UUID

from uuid_utils.compat import uuid7


class UuidV7Source:
    """UUIDv7 (RFC 9562, section 5.7) from the `uuid-utils` package; later ones sort later."""

    def new(self) -> UUID:
        return uuid7()
