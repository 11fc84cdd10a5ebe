"""The names of the dictionaries that the access engine keeps its things in."""

from collections.abc import Callable, Mapping
from typing import Any

ORGANISATIONS, MEMBERSHIPS, SCOPES = "organisations", "memberships", "scopes"
GRANTS, AUDIT = "grants", "audit_entries"
Rows = Callable[[str], Mapping[Any, Any]]
"""Reads a table: what is committed, or what a transaction sees."""
