"""What the business can say no to, by kind. Each context subclasses a kind.

DomainError
├── Invalid          the request cannot mean anything
├── NotFound         there is no such thing, or the caller may not know that there is
├── Forbidden        the caller knows of it and may not do this
├── Conflict         it clashes with how things are now
├── Expired          it was possible once
└── Unauthenticated  nobody knows who asks
"""

from typing import ClassVar


class DomainError(Exception):
    """A refusal: `code` is stable for programs, the message is a sentence for people."""

    code: ClassVar[str] = "domain_error"


class Invalid(DomainError):
    code = "invalid"


class NotFound(DomainError):
    code = "not_found"


class Forbidden(DomainError):
    code = "forbidden"


class Conflict(DomainError):
    code = "conflict"


class Expired(DomainError):
    code = "expired"


class Unauthenticated(DomainError):
    code = "unauthenticated"
