"""Ten thousand rows of eleven campaigns, as somebody keeps them."""

from io import BytesIO
from uuid import uuid4

import pytest

from application.campaigns.files.read_files import ReadFiles
from application.campaigns.files.receive_file import NewPerformanceFile, ReceiveFile
from domain.campaigns.budget import ErrorBudget
from domain.campaigns.performance_file import PerformanceFileId
from domain.principal import Principal
from entrypoints.testing import Portico
from support.performance_rows import rows_of
from support.real_data import real_data

pytestmark = pytest.mark.data


def test_every_row_of_it_is_loaded() -> None:
    content = real_data("campaigns", "performance.csv").read_bytes()
    portico = Portico.start()
    get = portico.container.get
    new = NewPerformanceFile(
        PerformanceFileId(uuid4()), "performance.csv", BytesIO(content), budget=ErrorBudget("0")
    )
    file = get(ReceiveFile)(get(Principal), new)
    portico.work()
    told = get(ReadFiles).one(get(Principal), file.id)
    assert (told.state, told.read, told.loaded) == ("published", 10_000, 10_000)
    rows = rows_of(portico.container, file.id)
    assert len({row[1] for row in rows}) == 11
    assert len({row[2] for row in rows}) == 1_000
