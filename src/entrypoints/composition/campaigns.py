"""Performance files, bound to the world."""

from injector import Module, provider, singleton

from application.access.ports import Access
from application.campaigns.files.load_file import LoadFile
from application.campaigns.files.mend_row import MendRow
from application.campaigns.files.next_chunk import NextChunk
from application.campaigns.files.ports import BlockReader, FilesStore
from application.campaigns.files.read_files import ReadFiles
from application.campaigns.files.receive_file import ReceiveFile
from application.campaigns.files.sweep_file import SweepFile
from application.campaigns.files.withdraw_file import WithdrawFile
from application.clock import Clock
from application.ids import IdSource


class Campaigns(Module):
    @singleton
    @provider
    def block_reader(self) -> BlockReader:
        from adapters.campaigns.files import block_reader

        return block_reader.BlockReader()

    @singleton
    @provider
    def receive(
        self, access: Access, store: FilesStore, clock: Clock, ids: IdSource
    ) -> ReceiveFile:
        return ReceiveFile(access, store, clock, ids)

    @singleton
    @provider
    def load(self, store: FilesStore, reader: BlockReader, clock: Clock) -> LoadFile:
        return LoadFile(store, NextChunk(store, reader), clock)

    @singleton
    @provider
    def withdraw(
        self, access: Access, store: FilesStore, clock: Clock, ids: IdSource
    ) -> WithdrawFile:
        return WithdrawFile(access, store, clock, ids)

    @singleton
    @provider
    def sweep(self, store: FilesStore) -> SweepFile:
        return SweepFile(store)

    @singleton
    @provider
    def read(self, access: Access, store: FilesStore) -> ReadFiles:
        return ReadFiles(access, store)

    @singleton
    @provider
    def mend(self, access: Access, store: FilesStore, clock: Clock) -> MendRow:
        return MendRow(access, store, clock)
