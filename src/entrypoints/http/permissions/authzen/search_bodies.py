"""Searches as they are asked for and answered (section 8)."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from entrypoints.http.permissions.authzen.information import (
    NamedAction,
    Properties,
    Resource,
    ResourceKind,
    Subject,
    SubjectKind,
)


class SearchPageRequest(msgspec.Struct):
    """`token` is the `next_token` of the page before; it remembers `limit`."""

    token: str = ""
    limit: Annotated[int, msgspec.Meta(ge=0)] | UnsetType = UNSET
    properties: Properties = UNSET


class SubjectSearch(msgspec.Struct):
    subject: SubjectKind
    action: NamedAction
    resource: Resource
    context: Properties = UNSET
    page: SearchPageRequest | UnsetType = UNSET


class ResourceSearch(msgspec.Struct):
    subject: Subject
    action: NamedAction
    resource: ResourceKind
    context: Properties = UNSET
    page: SearchPageRequest | UnsetType = UNSET


class ActionSearch(msgspec.Struct):
    subject: Subject
    resource: Resource
    context: Properties = UNSET
    page: SearchPageRequest | UnsetType = UNSET


class SearchPage(msgspec.Struct):
    """`next_token` is empty on the last page."""

    next_token: str
    count: int


class Found(msgspec.Struct):
    type: str
    id: str


class FoundAction(msgspec.Struct):
    name: str


class FoundView(msgspec.Struct):
    page: SearchPage
    results: list[Found]


class FoundActionsView(msgspec.Struct):
    page: SearchPage
    results: list[FoundAction]
