"""Names that people give to organisations, departments and folders."""

from domain.permissions.access.errors import NameInvalid

LONGEST_NAME = 200


def tidy(name: str) -> str:
    """Return it with single blanks, and none around it; raises NameInvalid."""
    kept = " ".join("".join(one if one.isprintable() else " " for one in name).split())
    if not 1 <= len(kept) <= LONGEST_NAME:
        raise NameInvalid(LONGEST_NAME)
    return kept
