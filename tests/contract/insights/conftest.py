"""Files handed in, on every database."""

from collections.abc import Callable
from typing import Any

import pytest
from injector import Injector

from application.ids import IdSource
from application.insights.import_file import ImportFile, NewImport
from domain.insights.ids import ImportId
from domain.insights.imported import Import
from domain.principal import Principal
from support.people import ADA

Take = Callable[..., Import]


@pytest.fixture
def take(world: Injector) -> Take:
    """Hand a file in; it is applied unless something is open."""

    def taken(content: str | bytes, by: Principal = ADA, **more: Any) -> Import:
        data = content.encode() if isinstance(content, str) else content
        new_id = ImportId(world.get(IdSource).new())
        return world.get(ImportFile)(by, NewImport(new_id, "file.csv", data, **more))

    return taken
