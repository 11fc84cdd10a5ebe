"""A server that is told to end before it is ready."""

from pathlib import Path

import pytest

from support.served import LOCAL, PATIENCE, children, free_port, wait_until
from support.started import started

pytestmark = pytest.mark.slow
WORKER, PROCESSES = 1, 2


def test_it_ends_while_its_processes_are_still_being_composed(tmp_path: Path) -> None:
    settings = {"PORTICO_HOME": str(tmp_path), "PORTICO_EMBEDDER_URL": "memory:", **LOCAL}
    serve = ("-m", "entrypoints.cli", "serve", "--port", str(free_port()), "--processes", "2")
    with started(*serve, settings=settings) as server:
        wait_until(lambda: len(children(server.pid)) == WORKER + PROCESSES)
        server.terminate()
        server.wait(PATIENCE)
