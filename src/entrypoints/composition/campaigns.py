"""Performance files, bound to the world."""

from injector import Binder, Module, provider, singleton

from application.campaigns.files.load_file import LoadFile
from application.campaigns.files.mend_row import MendRow
from application.campaigns.files.next_chunk import NextChunk
from application.campaigns.files.ports import BlockReader, FilesStore
from application.campaigns.files.read_files import ReadFiles
from application.campaigns.files.receive_file import ReceiveFile
from application.campaigns.files.sweep_file import SweepFile
from application.campaigns.files.withdraw_file import WithdrawFile
from application.clock import Clock
from entrypoints.composition.autowiring import autowire


class Campaigns(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            ReceiveFile,
            WithdrawFile,
            SweepFile,
            ReadFiles,
            MendRow,
        )

    @singleton
    @provider
    def block_reader(self) -> BlockReader:
        from adapters.campaigns.files import block_reader

        return block_reader.BlockReader()

    @singleton
    @provider
    def load(self, store: FilesStore, reader: BlockReader, clock: Clock) -> LoadFile:
        return LoadFile(store, NextChunk(store, reader), clock)
