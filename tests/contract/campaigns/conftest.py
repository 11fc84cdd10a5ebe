"""Performance files on each kind of store."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from injector import Injector

from application.campaigns.files.read_files import ReadFiles
from application.campaigns.files.receive_file import LOADING, NewPerformanceFile, ReceiveFile
from domain.campaigns.performance_file import PerformanceFile, PerformanceFileId
from domain.principal import Principal
from entrypoints.workers.worker import Worker
from support.people import ADA
from support.performance_rows import Send
from support.published_rows import Publisher


@pytest.fixture
def publish(world: Injector) -> Publisher:
    return Publisher(world)


@pytest.fixture
def send(world: Injector) -> Send:
    """Hand a file in, without loading it."""

    def sent(
        content: bytes, name: str = "june.csv", by: Principal = ADA, **said: Any
    ) -> PerformanceFile:
        new = NewPerformanceFile(PerformanceFileId(uuid4()), name, BytesIO(content), **said)
        return world.get(ReceiveFile)(by, new)

    return sent


@pytest.fixture
def load(world: Injector, send: Send) -> Send:
    """Hand a file in and load it."""

    def loaded(content: bytes, *given: Any, **said: Any) -> PerformanceFile:
        file = send(content, *given, **said)
        world.get(Worker).drain([LOADING])
        return world.get(ReadFiles).one(said.get("by", ADA), file.id)

    return loaded
