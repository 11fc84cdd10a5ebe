"""Pages of a search: an opaque token that fits the request it came with, and no other."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import msgspec
from msgspec import UNSET

from application.paging import Window
from application.permissions.access.decisions.search_access import BEGINNING
from entrypoints.http.permissions.authzen.reading import malformed
from entrypoints.http.permissions.authzen.search_bodies import (
    ActionSearch,
    ResourceSearch,
    SearchPage,
    SearchPageRequest,
    SubjectSearch,
)

USUAL, MOST = 100, 1_000
POSITION, LIMIT = 16, 18
LENGTH = 26


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of a search: where it begins, and how its token to the next one is made."""

    window: Window
    digest: bytes

    def view(self, next_after: UUID | None, count: int) -> SearchPage:
        if next_after is None:
            return SearchPage("", count)
        limit = self.window.limit.to_bytes(LIMIT - POSITION, "big")
        token = urlsafe_b64encode(next_after.bytes + limit + self.digest)
        return SearchPage(token.decode().rstrip("="), count)


def paging(search: SubjectSearch | ResourceSearch | ActionSearch) -> Paging:
    """Raises Refusal for a token of another search, or of another limit."""
    page = SearchPageRequest() if search.page is UNSET else search.page
    digest = _digest(search)
    given = None if page.limit is UNSET else min(page.limit, MOST)
    if not page.token:
        return Paging(Window(USUAL if given is None else given), digest)
    read = _read(page.token)
    limit = int.from_bytes(read[POSITION:LIMIT], "big")
    if read[LIMIT:] != digest or given not in (None, limit):
        raise malformed("the token belongs to another search: only the token changes between pages")
    place = UUID(bytes=read[:POSITION])
    return Paging(Window(limit, None if place == BEGINNING else place), digest)


def _digest(search: SubjectSearch | ResourceSearch | ActionSearch) -> bytes:
    said = {**msgspec.to_builtins(search), "page": None, "": type(search).__name__}
    text = json.dumps(said, sort_keys=True).encode()
    return sha256(text).digest()[: LENGTH - LIMIT]


def _read(token: str) -> bytes:
    try:
        read = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (Error, ValueError):
        read = b""
    if len(read) != LENGTH:
        raise malformed("not a token that a search gave out")
    return read
