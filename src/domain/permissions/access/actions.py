"""What one may want to do, in words, and the level that takes."""

from collections.abc import Mapping

from domain.access import Level
from domain.permissions.access.errors import ActionUnknown

ACTIONS: Mapping[str, Level] = {
    "view": Level.VIEW,
    "read": Level.VIEW,
    "list": Level.VIEW,
    "edit": Level.EDIT,
    "create": Level.EDIT,
    "update": Level.EDIT,
    "write": Level.EDIT,
    "comment": Level.EDIT,
    "manage": Level.MANAGE,
    "delete": Level.MANAGE,
    "share": Level.MANAGE,
    "move": Level.MANAGE,
    "administer": Level.ADMINISTER,
}


def level_for(action: str) -> Level:
    """Raises ActionUnknown."""
    if action not in ACTIONS:
        raise ActionUnknown(list(ACTIONS))
    return ACTIONS[action]
