"""Identities shared by several contexts; nothing else is."""

from typing import NewType
from uuid import UUID

OrganisationId = NewType("OrganisationId", UUID)
UserId = NewType("UserId", UUID)
DocumentId = NewType("DocumentId", UUID)
