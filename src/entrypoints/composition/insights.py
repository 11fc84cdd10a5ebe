"""Insights, bound to the world."""

from injector import Binder, Module, provider, singleton

from adapters.insights.books.limits import BookLimits
from adapters.insights.books.reader import ConfinedBookReader, FileBookReader
from application.access.ports import Access
from application.clock import Clock
from application.ids import IdSource
from application.insights.apply_import import ApplyImport, ReverseImport
from application.insights.do_import import DoImport
from application.insights.import_file import ImportFile
from application.insights.ports import BookReader, ImportStore
from application.insights.preview import Preview
from application.insights.read_customers import ReadCustomers
from application.insights.read_imports import ReadImports
from application.insights.read_numbers import ReadNumbers
from entrypoints.composition.autowiring import autowire
from entrypoints.settings import Settings


class Insights(Module):
    def __init__(self, settings: Settings) -> None:
        self._limits = book_limits(settings)
        self._at_once = settings.import_at_once_bytes

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            Preview,
            ReadImports,
            DoImport,
            ReverseImport,
            ReadCustomers,
            ReadNumbers,
        )

    @singleton
    @provider
    def books(self) -> BookReader:
        return ConfinedBookReader(self._limits)

    @singleton
    @provider
    def import_file(
        self, access: Access, store: ImportStore, reader: BookReader, clock: Clock, ids: IdSource
    ) -> ImportFile:
        return ImportFile(access, store, reader, clock, ids, self._at_once)

    @singleton
    @provider
    def apply(
        self, access: Access, store: ImportStore, reader: BookReader, clock: Clock, ids: IdSource
    ) -> ApplyImport:
        return ApplyImport(access, store, reader, clock, ids, self._at_once)


class OpenHere(Module):
    """Instead of processes of their own, which take time to start: files are opened in this one."""

    @singleton
    @provider
    def books(self, settings: Settings) -> BookReader:
        return FileBookReader(book_limits(settings))


def book_limits(settings: Settings) -> BookLimits:
    return BookLimits(
        rows=settings.import_rows,
        expansion=settings.read_expansion,
        seconds=settings.read_seconds,
        cpu_seconds=settings.read_cpu_seconds,
        memory_bytes=settings.read_memory_bytes,
    )
