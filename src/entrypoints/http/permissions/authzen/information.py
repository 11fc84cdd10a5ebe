"""The information model of the Authorization API 1.0 (section 5), as bodies hold it.

Members that we do not know are left alone: receivers must ignore them.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

Properties = dict[str, Any] | UnsetType
"""An object, or nothing: null is neither. Nothing here depends on properties or context."""


class Subject(msgspec.Struct):
    """`type` is user (or person), `id` the person's."""

    type: str
    id: str
    properties: Properties = UNSET


class SubjectKind(msgspec.Struct):
    """What a search looks for; an `id` is ignored."""

    type: str
    properties: Properties = UNSET


class Resource(msgspec.Struct):
    """`type` is organisation, department, folder, document, conversation, …"""

    type: str
    id: str
    properties: Properties = UNSET


class ResourceKind(msgspec.Struct):
    """What a search looks for; an `id` is ignored."""

    type: str
    properties: Properties = UNSET


class NamedAction(msgspec.Struct):
    """`name` is one of Portico's words for actions, also as can_read or can_read_document."""

    name: str
    properties: Properties = UNSET
