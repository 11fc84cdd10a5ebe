"""Changes made from an older version than there is (RFC 9110, section 13.1.1)."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain.permissions.access.errors import ScopeChanged
from entrypoints.http.errors import Refusal

IF_NO_NEWER = {"ETag": "Its version, for If-Match."}


@contextmanager
def as_seen() -> Iterator[None]:
    """Answer 412, and not 409, where If-Match names another version than there is."""
    try:
        yield
    except ScopeChanged as error:
        raise Refusal(412, error.code, str(error)) from error
