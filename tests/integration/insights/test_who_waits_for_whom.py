"""A large file is kept and decided about while another import is being taken in."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

from injector import Injector

from application.insights.apply_import import ApplyImport
from application.insights.import_file import ImportFile, NewImport
from application.insights.ports import ImportStore
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportState
from entrypoints.settings import Settings
from support.people import ADA
from support.tables import CUSTOMERS, INTERACTIONS

PATIENCE = 60.0


def test_large_files_wait_for_no_import(survivor: Injector, settings: Settings) -> None:
    """On PostgreSQL; with SQLite whoever writes is alone."""
    if settings.database_url.startswith("sqlite"):
        return
    take = replace(survivor.get(ImportFile), at_once_bytes=0)
    said = replace(survivor.get(ApplyImport), at_once_bytes=0)

    def handed_in(content: str, *, dry_run: bool = False, at_once: bool = False) -> Import:
        new = NewImport(
            ImportId(uuid4()), "x.csv", content.encode(), dry_run=dry_run, at_once=at_once
        )
        return take(ADA, new)

    planned = handed_in(CUSTOMERS, dry_run=True, at_once=True)
    changing = survivor.get(ImportStore).transaction(ADA.organisation_id)
    with ThreadPoolExecutor(1) as other, changing:
        received = other.submit(handed_in, INTERACTIONS).result(PATIENCE)
        applying = other.submit(said, ADA, planned.id, {}).result(PATIENCE)
    assert (received.state, applying.state) == (ImportState.RECEIVED, ImportState.APPLYING)
