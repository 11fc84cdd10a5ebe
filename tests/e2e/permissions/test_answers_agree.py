"""Whoever asks in whatever way about a world of many relations is told the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.access import Level
from domain.permissions.access.actions import ACTIONS
from domain.permissions.access.grant import Subject, SubjectKind
from domain.permissions.access.role import Role
from domain.principal import Principal
from e2e.permissions.standard import (
    EVALUATION,
    EVALUATIONS,
    SEARCH,
    asks,
    named,
    posted,
    thing,
    user,
)
from support.company import Company
