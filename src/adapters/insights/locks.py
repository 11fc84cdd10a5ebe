"""The locks of one organisation's facts, and of its new imports, with some bits of its id."""

from domain.ids import OrganisationId

CHANGING, RECEIVING = 0x496E0000, 0x496E0001


def changing(organisation_id: OrganisationId) -> int:
    return _lock(CHANGING, organisation_id)


def receiving(organisation_id: OrganisationId) -> int:
    return _lock(RECEIVING, organisation_id)


def _lock(kind: int, organisation_id: OrganisationId) -> int:
    return kind << 32 | organisation_id.int & 0xFFFF_FFFF
